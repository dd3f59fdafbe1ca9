/** A document for people. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const document = factKind({
  word: 'document',
  meaning: 'a document for people: its title and size',
  concerns: [],
  schema: z.strictObject({ title: z.string(), words: z.number().int().nonnegative(), format: z.string() }),
});

export default document;
