/** Lines of one source file. It counts; it does not say which language a header belongs to. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const count = z.number().int().nonnegative();

/** `language` is the GitHub Linguist name, or `C/C++ Header` until a tally has resolved it. */
export const sourceSize = factKind({
  word: 'source-size',
  meaning: 'physical, code, comment and blank lines of a source file, and whether it says it is generated',
  concerns: ['source'],
  schema: z.strictObject({
    language: z.string(),
    physical: count,
    code: count,
    comment: count,
    blank: count,
    generated: z.boolean(),
  }),
});

export default sourceSize;
