/** Guards that the compiler left in an image, and instrumentation that should not have shipped. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const compilerGuard = factKind({
  word: 'compiler-guard',
  meaning: 'stack canaries, checked library calls, control-flow protection and sanitizers seen in an image',
  concerns: ['image'],
  schema: z.strictObject({
    /** Here and in `fortify`, `not-told` never stands without a blank of this word beside it. */
    canary: z.enum(['present', 'absent', 'not-applicable', 'not-told']),
    /** Checked library calls (`__memcpy_chk` …) against the unchecked ones that have a checked twin. */
    fortify: z.enum(['present', 'partial', 'absent', 'not-applicable', 'not-told']),
    checked_calls: z.array(z.string()),
    unchecked_calls: z.array(z.string()),
    /** `IBT`, `SHSTK`, `BTI`, `PAC`, `GCS`, `Zicfilp`, `Zicfiss`. */
    control_flow: z.array(z.string()),
    sanitizers: z.array(z.string()),
    detail: z.string(),
  }),
});

export default compilerGuard;
