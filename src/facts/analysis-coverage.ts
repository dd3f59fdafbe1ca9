/** How much of a component was read: what was parsed, what was not, and why. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const count = z.number().int().nonnegative();

export const analysisCoverage = factKind({
  word: 'analysis-coverage',
  meaning: 'files of one material in a component, how many were read whole, and why others were not',
  concerns: [],
  schema: z.strictObject({
    material: z.string(),
    nature: z.string(),
    files: count,
    bytes: count,
    read: count,
    /** Bytes of code in files that were read, which no probe looked at; and bytes no compiler reads. Absent where nothing is known of either. */
    unread_bytes: count.optional(),
    dead_bytes: count.optional(),
    /** Hazards in arms of conditionals that no compile command of their file takes. Absent where there are none. */
    unbuilt_hazards: count.optional(),
    /** Reasons with the number of artifacts each stopped. */
    reasons: z.array(z.strictObject({ reason: z.string(), files: count })),
  }),
});

export default analysisCoverage;
