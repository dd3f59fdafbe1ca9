/** Structural coverage of what ships in a component, by one measure, summed over its files. It does not say whether that suffices. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';
import { coverageMeasures } from './structural-coverage.ts';

const count = z.number().int().nonnegative();

export const measuredCoverage = factKind({
  word: 'measured-coverage',
  meaning: 'statements, branches or conditions of the source files of a component that ship, how many of them tests ran through, and which files were not measured',
  concerns: [],
  lacking: ({ unmeasured, examples }) => ({ count: unmeasured, examples: examples.filter(({ measured }) => !measured).map(({ file }) => file) }),
  schema: z.strictObject({
    component: z.string(),
    party: z.enum(['own', 'third-party']),
    kind: z.enum(coverageMeasures),
    covered: count,
    total: count,
    /** Of all that was counted; 100 where there was nothing to count, -1 where no file was measured. */
    percent: z.number(),
    basis: z.enum(['compiled', 'all-sources']),
    expected: count,
    measured: count,
    unmeasured: count,
    tools: z.array(z.string()),
    /** Files that were not measured, then those with most left uncovered. */
    examples: z.array(z.strictObject({ file: z.string().max(300), covered: count, total: count, measured: z.boolean() })).max(20),
  }),
});

export default measuredCoverage;
