/** One test suite's results. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const testRun = factKind({
  word: 'test-run',
  meaning: 'results of a test suite and the digest of what was tested',
  concerns: [],
  schema: z.strictObject({
    suite: z.string(),
    tests: z.number().int().nonnegative(),
    failures: z.number().int().nonnegative(),
    errors: z.number().int().nonnegative(),
    skipped: z.number().int().nonnegative(),
    /** ISO date, or empty. */
    date: z.string(),
    /** SHA-256 of the tested image (suite property `subject.sha256`), or empty. */
    subject: z.string(),
    /** Structural coverage the suite claims (suite property `coverage`): `mcdc`, `branch`, `statement`, or empty. */
    coverage: z.string(),
    /** Percent, or -1 when not stated. */
    coverage_percent: z.number(),
  }),
});

export default testRun;
