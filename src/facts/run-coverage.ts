/** How much of what ships in a component the runs of one analyser got through. It does not say whether that suffices. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const count = z.number().int().nonnegative();

/** `expected` is the sum of the six counts behind it. */
export const runCoverage = factKind({
  word: 'run-coverage',
  meaning: 'source files of a component that ship, and how many of them the runs of one analyser got through, failed at, left out or never named',
  concerns: [],
  lacking: ({ expected, analysed, examples }) => ({ count: expected - analysed, examples: examples.map(({ file, state, because }) => `${file} (${state}${because === '' ? '' : `: ${because}`})`) }),
  schema: z.strictObject({
    tool: z.string(),
    version: z.string(),
    sort: z.string(),
    options: z.array(z.string().max(200)).max(100),
    languages: z.array(z.string()),
    /** How it is known which files ship: they were compiled, debug information of an image names them, or all sources are taken. */
    basis: z.enum(['compiled', 'all-sources']),
    /** Source files of these languages in the component, shipped or not. */
    sources: count,
    expected: count,
    analysed: count,
    failed: count,
    skipped: count,
    /** A result lies in the file, and whether it was looked at as a whole is not said. */
    named: count,
    unnamed: count,
    /** Analysed as it was then: the digest in the log is not that of the file handed in. */
    stale: count,
    /** Of those analysed, how many the log binds by digest. */
    bound: count,
    whole: z.boolean(),
    completed: z.enum(['yes', 'no', 'not-stated']),
    date: z.string(),
    logs: count,
    examples: z.array(z.strictObject({ file: z.string().max(300), state: z.string(), because: z.string().max(300) })).max(20),
  }),
});

export default runCoverage;
