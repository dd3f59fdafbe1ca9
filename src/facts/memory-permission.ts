/** Which memory of a loaded image may be written and run. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const memoryPermission = factKind({
  word: 'memory-permission',
  meaning: 'whether an image asks for memory that is writable and executable at once, and for an executable stack',
  concerns: ['image'],
  schema: z.strictObject({
    /** `not-told` never stands without a blank of this word beside it. */
    stack: z.enum(['executable', 'not-executable', 'not-applicable', 'not-told']),
    /** Loadable segments that are both writable and executable. */
    writable_executable: z.number().int().nonnegative(),
    /** What decided it, with the header fields read. */
    detail: z.string(),
  }),
});

export default memoryPermission;
