/** One run of an analysis tool as its result file reports it. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const analysisRun = factKind({
  word: 'analysis-run',
  meaning: 'a run of an analysis tool: version, rules, results, what it covered and whether it completed',
  concerns: [],
  schema: z.strictObject({
    tool: z.string(),
    version: z.string(),
    /** `memory-safety`, `coding-standard`, `threads`, `fuzzing`, `properties`, `coverage`, `other`, from a table of tools and rule sets; `network-scan` and `penetration-test` of the device from outside. */
    sort: z.string(),
    rules: z.number().int().nonnegative(),
    results: z.number().int().nonnegative(),
    errors: z.number().int().nonnegative(),
    suppressed: z.number().int().nonnegative(),
    /** Files the run says it analysed; empty when it does not say. */
    files: z.array(z.string()),
    /** SHA-256 digests of the files analysed, where the run gives them. */
    subjects: z.array(z.string()),
    completed: z.enum(['yes', 'no', 'not-stated']),
    /** ISO date of the run's end, or empty. */
    date: z.string(),
  }),
});

export default analysisRun;
