/** The maker's plan as YAML: the six elements that authorities ask for, as fields that can be checked. It holds no promise of this tool. */
import { z } from 'zod';
import { demandDocument } from '../core/document.ts';
import { UsageError } from '../core/trouble.ts';

/** A day; empty while nobody has decided it. */
const day = z.string().regex(/^(?:\d{4}-\d{2}-\d{2})?$/, 'a day is written YYYY-MM-DD').default('');
const text = z.string().default('');
const name = z.string().min(1);

const phase = z.strictObject({
  name,
  from: day,
  to: day,
  outcome: text,
  /** Units of the roadmap that are no longer memory-unsafe, wrapped or hardened when the phase ends. */
  units: z.array(z.strictObject({ unit: name, to: z.enum(['memory-safe code', 'wrapped', 'hardened']) })).default([]),
});

export const planSchema = z.strictObject({
  plan: z.literal(1),
  title: name,
  /** CISA and others 2023 ask for a named senior owner and a signature. */
  owner: z.strictObject({ name: text, role: text }).default({ name: '', role: '' }),
  signed: z.strictObject({ by: text, on: day }).default({ by: '', on: '' }),
  introduction: text,
  languages: z.array(name).default([]),
  /** Element 1. */
  phases: z.array(phase).default([]),
  /** Element 2: code written after this day is memory safe. */
  new_code_safe_from: day,
  /** Element 3. */
  training: z.array(z.strictObject({ what: name, who: text, by: day })).default([]),
  integration: z.array(z.strictObject({ what: name, by: day })).default([]),
  /** Element 4. */
  dependencies: z.array(z.strictObject({ name, plan: text, by: day })).default([]),
  /** Element 5. */
  transparency: z.strictObject({ every_months: z.number().int().min(0).max(24).default(0), where: text, next: day }).default({ every_months: 0, where: '', next: '' }),
  /** Element 6. */
  cve: z.strictObject({ cwe_on_every_cve: z.boolean().default(false), from: day, how: text }).default({ cwe_on_every_cve: false, from: '', how: '' }),
  cautions: text,
});

export type Plan = z.infer<typeof planSchema>;

const maxBytes = 4 * 1024 * 1024;

export function readPlan(source: string, file: string): Plan {
  const next = 'mend the plan; schema/roadmap.schema.json describes it, and plumbline roadmap --draft FILE writes a first one';
  if (source.length > maxBytes) throw new UsageError('too-long', `${file} has more than ${maxBytes} bytes`, next);
  return demandDocument(source, planSchema, file, next);
}

/** JSON Schema 2020-12 of a plan, as `schema/roadmap.schema.json` holds it. */
export function planJsonSchema(): unknown {
  return z.toJSONSchema(planSchema, { io: 'input' });
}
