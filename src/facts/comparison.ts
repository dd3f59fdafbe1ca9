/** How a replacement did against the original on the same inputs. It does not say whether the replacement is used. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

/** Counts are of inputs, but `disagreements` of kinds that nobody accepted and `accepted_differences` of those that somebody did. */
export const comparison = factKind({
  word: 'comparison',
  meaning: 'a run of an original and its replacement on the same inputs, and how they agreed',
  concerns: [],
  schema: z.strictObject({
    title: z.string().max(400),
    conclusion: z.enum(['agrees', 'differs', 'undetermined']),
    driver: z.enum(['process', 'library', 'firmware']),
    /** SHA-256 of the files that were run; empty where the search path found them. */
    old_sha256: z.string(),
    new_sha256: z.string(),
    same: z.string(),
    inputs: z.number().int().nonnegative(),
    accepted: z.number().int().nonnegative(),
    rejected: z.number().int().nonnegative(),
    disagreements: z.number().int().nonnegative(),
    accepted_differences: z.number().int().nonnegative(),
    crashes_of_old: z.number().int().nonnegative(),
    sanitized: z.boolean(),
  }),
});

export default comparison;
