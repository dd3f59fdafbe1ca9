/** What a policy sees of an inspection: findings, requirements and variances as flat rows. Nothing is left out that a rule could ask for. */
import { z } from 'zod';

export const findingRow = z.strictObject({ element: z.string(), component: z.string(), verdict: z.string(), strength: z.string(), breaches: z.number(), severities: z.array(z.string()), cwe: z.array(z.number()) });
export const requirementRow = z.strictObject({ id: z.string(), component: z.string(), verdict: z.string() });
export const varianceRow = z.strictObject({ id: z.string(), element: z.string(), component: z.string(), state: z.string(), expires: z.string(), applied: z.boolean() });
export type VarianceRow = z.infer<typeof varianceRow>;
