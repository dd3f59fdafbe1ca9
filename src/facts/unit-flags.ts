/** What compilers recorded of how they built the units of an image. It does not say whether those flags suffice. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const count = z.number().int().nonnegative();

/** One value for all units of an image with the same compiler and the same telling flags. */
export const unitFlags = factKind({
  word: 'unit-flags',
  meaning: 'compiler and protective flags that debug information records for units of an image',
  concerns: [],
  schema: z.strictObject({
    language: z.string(),
    compiler: z.string().max(200),
    /** The compiler records its switches; without that, a flag that is not there was not necessarily left out. */
    recorded: z.boolean(),
    /** Switches that protect, sorted: `-fstack-protector-strong`, `-fsanitize=address`, `-ftrapv`. */
    flags: z.array(z.string().max(120)),
    stack_protector: z.enum(['all', 'strong', 'some', 'off', 'not-recorded']),
    optimisation: z.string().max(20),
    units: count,
    bytes: count,
    examples: z.array(z.string().max(300)).max(5),
  }),
});

export default unitFlags;
