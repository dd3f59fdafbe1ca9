/** Reads the worked cases of an element's page and judges them as the inspection would. Throws on a page that is not well formed: pages are ours. */
import { parse } from 'yaml';
import { z } from 'zod';
import { componentSchema, manifestSchema, type Device } from '../core/device.ts';
import type { Word } from '../core/fact.ts';
import type { Finding } from '../core/finding.ts';
import type { Nature } from '../core/nature.ts';
import type { Element } from '../codebook/codebook.ts';
import { judge } from './judge.ts';
import { deviceRecord, type MaterialAnswers } from './record.ts';
import { componentSubject, deviceSubject } from './subject.ts';

const caseSchema = z.strictObject({
  device: z.record(z.string(), z.unknown()).default({}),
  component: z.record(z.string(), z.unknown()).default({}),
  level: z.number().default(1),
  as_of: z.string().default('2026-06-30'),
  params: z.record(z.string(), z.unknown()).default({}),
  facts: z.array(z.strictObject({ word: z.string(), value: z.unknown().default({}), path: z.string().default(''), line: z.number().optional() })).default([]),
  blanks: z.array(z.strictObject({ word: z.string(), reason: z.string(), path: z.string() })).default([]),
  artifacts: z
    .array(z.strictObject({ path: z.string(), material: z.string().optional(), nature: z.string().optional(), unrecognised: z.boolean().default(false), sha256: z.string().optional() }))
    .default([]),
  verdict: z.enum(['met', 'unmet', 'unknown', 'not-applicable']),
  breaches: z.array(z.string()).optional(),
  because: z.string().optional(),
});

export type WorkedCase = z.infer<typeof caseSchema> & { readonly title: string };

/** The cases of a page: a `yaml case` fence under a level-3 heading that starts with "Case:". */
export function workedCases(page: string): readonly WorkedCase[] {
  const found: WorkedCase[] = [];
  let title = '';
  const lines = page.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.startsWith('### Case:')) title = line.slice(9).trim();
    if (!/^```yaml case\s*$/.test(line)) continue;
    const end = lines.indexOf('```', index + 1);
    found.push({ ...caseSchema.parse(parse(lines.slice(index + 1, end).join('\n'))), title });
    index = end;
  }
  return found;
}

const blankDevice = manifestSchema.shape.device.parse({
  name: 'case', version: '1', maker: 'nobody', intended_use: 'a worked case', safety_class: 'undetermined', connectivity: [], worst_harm: 'undetermined', patient_data: false, update_path: 'undetermined',
});

export interface Shelf {
  readonly words: ReadonlyMap<string, Word>;
  readonly materials: ReadonlyMap<string, MaterialAnswers>;
}

/** Judges a case. Facts without a named artifact come from a tally; the others from the artifact at their path. */
export function judgeCase(element: Element, worked: WorkedCase, { words, materials }: Shelf): Finding {
  const known = new Map(materials);
  const component = componentSchema.parse({ name: 'part', kind: element.law.of[0] ?? 'source', where: ['.'], ...worked.component });
  const device: Device = { about: { ...blankDevice, ...worked.device } as Device['about'], components: [component], setAside: [], inferred: [], declared: true };
  for (const { material, nature } of worked.artifacts) {
    if (material !== undefined && !known.has(material)) known.set(material, { nature: (nature ?? 'other') as Nature, answers: new Set() });
  }
  const record = deviceRecord(device, known);
  const materialAt = new Map<string, string | undefined>();
  for (const [index, artifact] of worked.artifacts.entries()) {
    const material = artifact.unrecognised ? undefined : artifact.material;
    materialAt.set(artifact.path, material);
    record.addArtifact({ component: component.name, path: artifact.path, size: 100, sha256: artifact.sha256 ?? String(index + 1).padStart(64, '0'), ...(material === undefined ? {} : { material }) });
  }
  for (const { word, value, path, line } of worked.facts) {
    const place = { component: component.name, path, ...(line === undefined ? {} : { line }) };
    const from = materialAt.get(path) ?? evidenceMaterial(word, known);
    record.addFact({ word, value: filled(words, word, value), place }, from);
  }
  for (const { word, reason, path } of worked.blanks) record.addBlank({ word, reason, place: { component: component.name, path } }, materialAt.get(path));
  const subject = element.law.scope === 'device' ? deviceSubject(record) : componentSubject(record, component);
  const defaults = Object.fromEntries(Object.entries(element.law.parameters).map(([name, parameter]) => [name, parameter.default]));
  return judge({ element, subject, params: { ...defaults, ...worked.params }, level: worked.level, asOf: worked.as_of, words });
}

/** A fact of a word that only evidence states comes from evidence, even when the case names no file. */
function evidenceMaterial(word: string, materials: ReadonlyMap<string, MaterialAnswers>): string | undefined {
  return [...materials].find(([, { nature, answers }]) => answers.has(word) && ['bill', 'analysis', 'statement'].includes(nature))?.[0];
}

/** Completes a partial value with the plainest value of each missing member. */
function filled(words: ReadonlyMap<string, Word>, word: string, value: unknown): unknown {
  const schema = words.get(word)?.schema;
  if (schema === undefined) throw new Error(`there is no word "${word}"`);
  const whole = fill(z.toJSONSchema(schema, { io: 'output' }) as Shape, value);
  const checked = schema.safeParse(whole);
  if (!checked.success) throw new Error(`${word}: ${checked.error.message}`);
  return whole;
}

interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly pattern?: string;
  readonly minimum?: number;
}

function fill(shape: Shape, value: unknown): unknown {
  if (shape.properties !== undefined) {
    const given = (value ?? {}) as Record<string, unknown>;
    const known = Object.entries(shape.properties).map(([name, inner]): [string, unknown] => [name, fill(inner, given[name])]);
    return { ...given, ...Object.fromEntries(known) };
  }
  if (Array.isArray(value) && shape.items !== undefined) return value.map((item) => fill(shape.items ?? {}, item));
  if (value !== undefined) return value;
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  if (shape.anyOf !== undefined) return fill(shape.anyOf[0] ?? {}, value);
  if (shape.type === 'array') return [];
  if (shape.type === 'boolean') return false;
  if (shape.type === 'number' || shape.type === 'integer') return Math.max(shape.minimum ?? 0, 0);
  if (shape.type === 'object') return {};
  return shape.pattern === undefined ? '' : 'C01';
}
