/** A small world for tests of judgement: words, materials and an element made on the spot. */
import { z } from 'zod';
import { componentSchema, manifestSchema, type Component, type Device } from '../../src/core/device.ts';
import { factKind, type Word } from '../../src/core/fact.ts';
import type { Finding } from '../../src/core/finding.ts';
import { compileElement } from '../../src/codebook/compile.ts';
import { elementSchema } from '../../src/codebook/schema.ts';
import { judge } from '../../src/judge/judge.ts';
import { deviceRecord, type DeviceRecord, type MaterialAnswers } from '../../src/judge/record.ts';
import { componentSubject } from '../../src/judge/subject.ts';

export const crack = factKind({ word: 'crack', meaning: 'a crack in a wall', concerns: ['source'], schema: z.strictObject({ width: z.number(), wall: z.string() }) });
export const paper = factKind({ word: 'paper', meaning: 'a paper somebody signed', concerns: [], schema: z.strictObject({ says: z.string() }) });
export const review = factKind({
  word: 'review', meaning: 'a review', concerns: [],
  schema: z.strictObject({ element: z.string(), component: z.string(), subjects: z.array(z.string()), conclusion: z.string(), date: z.string(), expires: z.string() }),
});
export const words: ReadonlyMap<string, Word> = new Map([crack, paper, review].map((word) => [word.word, word]));

export const part: Component = componentSchema.parse({ name: 'part', kind: 'source', where: ['.'] });
export const about = manifestSchema.shape.device.parse({
  name: 'd', version: '1', maker: 'm', intended_use: 'u', safety_class: 'C', connectivity: [], worst_harm: 'death', patient_data: false, update_path: 'none',
});
export const device: Device = { about, components: [part], setAside: [], inferred: [], declared: true };

export function world(materials: Record<string, readonly string[]> = { brick: ['crack'] }): DeviceRecord {
  const answers = Object.entries(materials).map(([name, stated]): [string, MaterialAnswers] => [
    name,
    { nature: name === 'paper' ? 'statement' : 'source', answers: new Set(stated) },
  ]);
  return deviceRecord(device, new Map(answers));
}

export const digest = (letter: string): string => letter.repeat(64);

export function wall(record: DeviceRecord, path: string, material?: string, trouble?: string): void {
  record.addArtifact({ component: 'part', path, size: 10, sha256: digest('a'), ...(material === undefined ? {} : { material }), ...(trouble === undefined ? {} : { trouble }) });
}

const base = {
  id: 'walls-are-whole', title: 'Whole walls', category: 'A', origin: 'project', objective: 'walls have no cracks', addresses: 'falling walls', mode: 'rerun-checker', scope: 'component', of: ['source'],
  rests_on: ['crack'],
  breaches: [{ id: 'wide', over: 'crack', when: 'fact.width > 2', message: 'a crack of {fact.width} in {fact.wall}' }],
  remedy: 'fill the crack', settles: [{ hand_in: 'wall', how: 'show the wall' }], citations: [{ document: 'a test' }],
};

export function ask(record: DeviceRecord, changes: Record<string, unknown> = {}, asOf = '2026-06-30'): Finding {
  const element = compileElement(elementSchema.parse({ ...base, ...changes }), words, 'element.yaml', '');
  return judge({ element, subject: componentSubject(record, part), params: {}, level: 1, asOf, words });
}
