/** One result of an analysis tool. It repeats the tool's word and adds none. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const analysisResult = factKind({
  word: 'analysis-result',
  meaning: 'a result of an analysis tool: rule, level, message and the place it names',
  concerns: [],
  schema: z.strictObject({
    tool: z.string(),
    rule: z.string(),
    level: z.enum(['error', 'warning', 'note', 'none']),
    message: z.string(),
    file: z.string(),
    /** Line in `file`, 0 when not given. */
    at_line: z.number().int().nonnegative(),
    cwe: z.array(z.number().int()),
    suppressed: z.boolean(),
  }),
});

export default analysisResult;
