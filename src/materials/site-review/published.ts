/** The JSON Schema of site-review files, for editors and other people's tools. The reader checks by the same schema and by two rules that JSON Schema cannot say. */
import { z } from 'zod';
import { siteReviewSchema } from '../../core/site-review.ts';

const opening = { 'plumbline-site-review': z.literal(1) };
const fileSchema = z.union([z.strictObject({ ...opening, records: z.array(siteReviewSchema) }), z.strictObject({ ...opening, ...siteReviewSchema.shape })]);

/** JSON Schema 2020-12, as `schema/site-review.schema.json` holds it. */
export function siteReviewJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(fileSchema, { io: 'input', target: 'draft-2020-12' });
  return { ...schema, $id: 'urn:plumbline:site-review:1', title: 'plumbline site review, format 1: reviews of single escape hatches, bound to their code' };
}
