/** Statement files, format 1: reviews and declarations bound to digests, and their published JSON Schema. Strict: an unknown member is an error, not a remark. */
import { z } from 'zod';
import topics from './topics.json' with { type: 'json' };

const text = z.string().trim().min(1);
const identifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'letters, digits, dots, hyphens and underscores only');
const date = z.iso.date('not a date of the form 2026-03-02');
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in lower-case hexadecimal (64 digits)');

/** What was looked at or is spoken of. The path is for people; the digest binds. */
const subject = z.strictObject({ path: z.string().optional(), sha256: digest });

/** DSSE over the canonical record without this member; seen here, checked by whoever verifies. */
const signature = z
  .strictObject({ key: z.base64().min(40).describe('public key of the signer, SPKI in base64'), value: z.base64().min(40).describe('DSSE signature over the canonical record, type application/vnd.plumbline.statement+json') })
  .optional();

const topicNames = Object.keys(topics) as [string, ...string[]];

export const reviewSchema = z
  .strictObject({
    id: identifier,
    element: identifier.describe('id of the element reviewed against'),
    component: z.string().default('').describe('name of the component, or empty for the whole device'),
    subjects: z.array(subject).min(1).describe('the bytes that were looked at'),
    conclusion: z.enum(['acceptable', 'not-acceptable']),
    summary: z.string().trim().min(10).describe('what was looked for and what was seen'),
    reviewer: text,
    role: text,
    independence: z.enum(['self', 'second-party', 'third-party']),
    date: date.describe('day on which the conclusion was reached'),
    expires: date.optional().describe('last day on which the conclusion holds'),
    signature,
  })
  .refine((record) => record.expires === undefined || record.expires >= record.date, { path: ['expires'], message: 'expires before its own date' });

export const declarationSchema = z
  .strictObject({
    id: identifier,
    topic: z.enum(topicNames).describe(Object.entries(topics).map(([name, meaning]) => `${name}: ${meaning}`).join('\n')),
    component: z.string().default(''),
    says: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/, 'names are lower case with underscores'), text).describe('what is declared, as named text'),
    by: text,
    role: text,
    date,
    expires: date.optional(),
    subjects: z.array(subject).default([]),
    signature,
  })
  .refine((record) => record.expires === undefined || record.expires >= record.date, { path: ['expires'], message: 'expires before its own date' });

export type ReviewRecord = z.infer<typeof reviewSchema>;
export type DeclarationRecord = z.infer<typeof declarationSchema>;

const opening = { 'plumbline-statement': z.literal(1) };

/** The whole file, for editors and other people's tools: one record beside the opening, or several in a list. */
const fileSchema = z.union([
  z.strictObject({ ...opening, kind: z.literal('review'), records: z.array(reviewSchema) }),
  z.strictObject({ ...opening, kind: z.literal('declaration'), records: z.array(declarationSchema) }),
  z.strictObject({ ...opening, kind: z.literal('review'), ...reviewSchema.shape }),
  z.strictObject({ ...opening, kind: z.literal('declaration'), ...declarationSchema.shape }),
]);

/** JSON Schema 2020-12 of a statement file, as `schema/statement.schema.json` holds it. */
export function statementJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(fileSchema, { io: 'input', target: 'draft-2020-12' });
  return { ...schema, $id: 'urn:plumbline:statement:1', title: 'plumbline statement, format 1: reviews and declarations bound to digests' };
}
