/** The shape of what an inspection says about variances. */
import { z } from 'zod';
import { varianceStates } from '../../core/variance-report.ts';
import { count, text } from './parts.ts';

const entryShape = z
  .strictObject({
    id: text,
    kind: text,
    element: text,
    component: text.describe('empty for the device as a whole'),
    state: z.enum(varianceStates).describe('only in-force is applied'),
    because: text,
    reason: text,
    proposed_by: text,
    approved_by: text,
    approved: text,
    expires: text.describe('last day, UTC'),
    days_left: z.number().int(),
    soon: z.boolean(),
    covers: z.array(text).describe('fingerprints of breaches it covers; their findings stay unmet'),
    gone: z.array(text),
    controls: z.array(z.strictObject({ id: text, says: text, holds: z.boolean(), because: text })),
    renewals: count,
    notice: text,
    plan: z.strictObject({ owner: text, target_version: text }),
    address: text,
  })
  .meta({ id: 'Variance' });

export const varianceReportShape = z.strictObject({
  ignored: z.boolean(),
  warn_days: count,
  entries: z.array(entryShape),
  malformed: z.array(z.strictObject({ address: text, reason: text })),
  totals: z.strictObject({ met: count, unmet: count, unknown: count, 'not-applicable': count, covered: count }).describe('requirements when what is covered counts as held'),
  covered: z.array(z.strictObject({ requirement: text, component: text, by: z.array(text) })),
});
