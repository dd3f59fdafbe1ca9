/** What one rule of an analyser reported in a component, with the weaknesses and the numbers of coding standards it stands for. It weighs no result. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const count = z.number().int().nonnegative();

export const analysisRule = factKind({
  word: 'analysis-rule',
  meaning: 'a rule of an analyser with its results in a component, the weaknesses it stands for and its numbers in coding standards',
  concerns: [],
  schema: z.strictObject({
    tool: z.string(),
    rule: z.string(),
    results: count,
    errors: count,
    suppressed: count,
    cwe: z.array(z.number().int()),
    /** Who says which weakness it is: the tool's log, the codebook's table, or nobody. */
    cwe_from: z.enum(['tool', 'table', 'nobody']),
    standards: z.array(z.strictObject({ standard: z.string(), numbers: z.array(z.string()) })),
    examples: z.array(z.string().max(320)).max(5),
  }),
});

export default analysisRule;
