/** From a filled record to an assessment: which elements are asked of whom, with which parameters, in which order, and what goes along. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { componentSchema, type Device } from '../../src/core/device.ts';
import { factKind } from '../../src/core/fact.ts';
import { compileEdition, compileElement } from '../../src/codebook/compile.ts';
import type { Codebook, Edition, Element } from '../../src/codebook/codebook.ts';
import { editionSchema, elementSchema } from '../../src/codebook/schema.ts';
import { assess, type Assessment } from '../../src/judge/assess.ts';
import { deviceRecord, type DeviceRecord, type MaterialAnswers } from '../../src/judge/record.ts';
import { rejudge } from '../../src/judge/rejudge.ts';
import { remembered } from '../../src/judge/stored.ts';
import { crack, device, digest, words as wallWords } from './bench.ts';

const variance = factKind({ word: 'variance', meaning: 'a variance', concerns: [], schema: z.unknown() });
const words = new Map([...wallWords, [variance.word, variance] as const]);
const house = componentSchema.parse({ name: 'house', kind: 'source', where: ['h'] });
const shed = componentSchema.parse({ name: 'shed', kind: 'image', where: ['s'] });
const plans = componentSchema.parse({ name: 'plans', kind: 'source', where: ['p'], shipped: false });
const whole: Device = { ...device, components: [shed, house, plans] };
const materials: ReadonlyMap<string, MaterialAnswers> = new Map([['brick', { nature: 'source', answers: new Set(['crack']) }], ['letter', { nature: 'statement', answers: new Set(['review', 'paper']) }]]);

const element = (id: string, change: Record<string, unknown> = {}): Element => compileElement(elementSchema.parse({
  id, title: `Title of ${id}`, category: 'B', origin: 'project', objective: 'walls have no cracks', addresses: 'falling walls', mode: 'rerun-checker', scope: 'component', of: ['source', 'image'], rests_on: ['crack'],
  parameters: { most: { type: 'number', default: 2, meaning: 'the widest crack that is allowed' }, least: { type: 'number', default: 0, meaning: 'the narrowest crack that counts' } },
  breaches: [{ id: 'wide', over: 'crack', when: 'fact.width > params.most && fact.width > params.least', message: 'a crack of {fact.width} at level {level} on {as_of}' }], remedy: 'fill the crack', settles: [{ hand_in: 'wall', how: 'show the wall' }], citations: [{ document: 'a test' }], ...change,
}), words, `${id}.yaml`, '');
const elements = new Map([element('walls'), element('roofs', { category: 'A', scope: 'device', of: [] }), element('doors', { of: ['image'] }), element('gates')].map((one) => [one.law.id, one]));
const codebook: Codebook = { elements, editions: new Map(), crosswalks: [], tables: new Map(), sources: [] };
const edition = (change: Record<string, unknown> = {}): Edition => compileEdition(editionSchema.parse({
  id: 'e', title: 'An edition', status: 'draft', effective_on: '2020-01-01', about: 'an edition of walls', levels: [1, 2].map((level) => ({ level, title: `level ${level}`, meaning: 'what is asked' })),
  adopts: [{ element: 'walls', with: { most: 5 } }, { element: 'roofs' }, { element: 'doors' }, { element: 'gates', from_level: 2 }], open: [{ category: 'F', title: 'Fire', note: 'nothing about fire yet' }], ...change,
}), elements, 'e.yaml', '');

function fill<Record extends Pick<DeviceRecord, 'addArtifact' | 'addFact'>>(record: Record): Record {
  for (const [component, path] of [['house', 'h'], ['shed', 's']] as const) record.addArtifact({ component, path, size: 1, sha256: digest('a'), material: 'brick' });
  record.addFact({ word: 'crack', value: { width: 4, wall: 'north' }, place: { component: 'house', path: 'h', line: 1 } }, 'brick');
  return record;
}
const filled = (): DeviceRecord => fill(deviceRecord(whole, materials));
const told = ({ findings }: Pick<Assessment, 'findings'>): readonly string[] => findings.map(({ element: id, component, verdict }) => `${id} ${component} ${verdict}`);

describe('an assessment', () => {
  it('asks the elements of its level of each shipped component of their kinds, or of the device, in order of category, element and component', () => {
    const one = assess(filled(), codebook, edition(), words, '2026-06-30');
    assert.deepEqual(told(one), ['roofs  unmet', 'doors shed met', 'walls house met', 'walls shed met']);
    assert.equal(one.level.value, 1);
    const two = assess(filled(), codebook, edition(), words, '2026-06-30', 2);
    assert.deepEqual(told(two), ['roofs  unmet', 'doors shed met', 'gates house unmet', 'gates shed met', 'walls house met', 'walls shed met']);
    assert.deepEqual([two.level.value, two.level.asked], [2, true]);
  });
  it('puts the parameters of the edition over those of the element, one by one', () => {
    assert.equal(told(assess(filled(), codebook, edition({ adopts: [{ element: 'walls' }] }), words, '2026-06-30'))[0], 'walls house unmet');
    assert.equal(told(assess(filled(), codebook, edition({ adopts: [{ element: 'walls', with: { most: 4 } }] }), words, '2026-06-30'))[0], 'walls house met');
    assert.equal(told(assess(filled(), codebook, edition({ adopts: [{ element: 'walls', with: { least: 4 } }] }), words, '2026-06-30'))[0], 'walls house met');
  });
  it('judges at its level and day', () => assert.equal(assess(filled(), codebook, edition(), words, '2026-07-01', 2).findings[2]?.because, 'a crack of 4 at level 2 on 2026-07-01'));
  it('draws requirements and standing from its findings', () => {
    const { requirements, standing } = assess(filled(), codebook, edition(), words, '2026-06-30');
    assert.deepEqual(requirements.map(({ id, component, verdict }) => `${id} ${component} ${verdict}`), ['doors shed met', 'roofs  unmet', 'walls house met', 'walls shed met']);
    assert.deepEqual([standing.value, standing.totals], ['nonconforming', { met: 3, unmet: 1, unknown: 0, 'not-applicable': 0 }]);
  });
  it('names the edition and cites the elements that were asked, in order, with what the edition leaves open', () => {
    const law = edition();
    const { edition: named, elements: cited, open } = assess(filled(), codebook, law, words, '2026-06-30');
    assert.deepEqual(named, { id: 'e', title: 'An edition', status: 'draft', digest: law.digest, effective_on: '2020-01-01' });
    assert.deepEqual(cited.map(({ id }) => id), ['doors', 'roofs', 'walls']);
    const { title, category, origin, objective, remedy, mode, citations, digest: text } = cited[1] ?? {};
    assert.deepEqual({ title, category, origin, objective, remedy, mode, citations, text }, { title: 'Title of roofs', category: 'A', origin: 'project', objective: 'walls have no cracks', remedy: 'fill the crack', mode: 'rerun-checker', citations: [{ document: 'a test', clause: '', note: '' }], text: elements.get('roofs')?.digest });
    assert.deepEqual(open.map(({ title: one }) => one), ['Fire']);
  });
  it('says what to hand in for what it cannot decide', () => {
    const record = filled();
    record.addArtifact({ component: 'house', path: 'strange', size: 1, sha256: digest('b') });
    assert.deepEqual(assess(record, codebook, edition(), words, '2026-06-30').hand_in_next, [{ hand_in: 'wall', how: 'show the wall', unknowns: 1, elements: ['walls'] }]);
    assert.deepEqual(assess(filled(), codebook, edition(), words, '2026-06-30').hand_in_next, []);
  });
  it('tells of statements and variances only where some were handed in', () => {
    const plain = assess(filled(), codebook, edition(), words, '2026-06-30');
    assert.deepEqual(['statements' in plain, 'variances' in plain], [false, false]);
    const record = filled();
    record.addFact({ word: 'review', value: { id: 'R-1', element: 'walls', component: '', subjects: [], conclusion: 'acceptable', reviewer: 'R', role: 'surveyor', date: '2026-01-01', expires: '' }, place: { component: 'plans', path: 'r', line: 1 } }, 'letter');
    record.addBlank({ word: 'variance', reason: 'torn', place: { component: 'plans', path: 'v' } }, 'letter');
    const more = assess(record, codebook, edition(), words, '2026-06-30');
    assert.deepEqual([more.statements?.map(({ id }) => id), more.variances?.malformed, more.variances?.ignored], [['R-1'], [{ address: 'v', reason: 'torn' }], false]);
    assert.equal(assess(record, codebook, edition(), words, '2026-06-30', undefined, true).variances?.ignored, true);
  });
  it('mends by the rules of the table where there is one', () => {
    const ruled = { ...codebook, tables: new Map([['hazard-rules', { value: { word: 'crack', rules: { R1: { remedy: 'wash it' } } }, as_of: '', digest: '' }]]) };
    const loose = new Map([...words, ['crack', { ...crack, schema: z.looseObject({ width: z.number() }) }] as const]);
    const record = deviceRecord(whole, materials);
    record.addArtifact({ component: 'house', path: 'h', size: 1, sha256: digest('a'), material: 'brick' });
    record.addFact({ word: 'crack', value: { width: 9, rule: 'R1' }, place: { component: 'house', path: 'h' } }, 'brick');
    assert.equal(assess(record, ruled, edition(), loose, '2026-06-30').findings.flatMap(({ breaches }) => breaches)[0]?.remedy, 'wash it');
  });
  it('is not made with an edition whose elements are gone', () => assert.throws(() => assess(filled(), { ...codebook, elements: new Map() }, edition(), words, '2026-06-30'), /was checked against other elements: "walls" is gone/));
  it('is made again from a stored record, on its own day unless another is given', () => {
    const { record, stored } = remembered(whole, materials);
    fill(record);
    const kept = stored('1', '2026-06-30');
    const law = { codebook, edition: edition(), words };
    assert.deepEqual(rejudge(kept, law), assess(filled(), codebook, edition(), words, '2026-06-30'));
    assert.deepEqual(rejudge(kept, law, '2027-01-01', 2), assess(filled(), codebook, edition(), words, '2027-01-01', 2));
  });
});
