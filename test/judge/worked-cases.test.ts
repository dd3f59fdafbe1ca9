/** A worked case on a page is judged as an inspection would: what it leaves out is filled in plainly, and what it gets wrong is our fault. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { factKind, type Word } from '../../src/core/fact.ts';
import { compileElement } from '../../src/codebook/compile.ts';
import type { Element } from '../../src/codebook/codebook.ts';
import { elementSchema } from '../../src/codebook/schema.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { MaterialAnswers } from '../../src/judge/record.ts';
import { judgeCase, workedCases } from '../../src/judge/worked-cases.ts';

const crack = factKind({
  word: 'crack', meaning: 'a crack', concerns: ['source'],
  schema: z.strictObject({
    width: z.number(), wall: z.string(), from: z.number().min(3), below: z.number().min(-5), open: z.boolean(), sorts: z.array(z.string()), rule: z.string().regex(/^C\d\d$/), side: z.enum(['north', 'south']), always: z.literal('x'), either: z.union([z.array(z.string()), z.strictObject({ a: z.string() })]), inner: z.strictObject({ deep: z.boolean(), deeper: z.number() }), rows: z.array(z.strictObject({ name: z.string(), size: z.number() })), bag: z.record(z.string(), z.number()), whole: z.number().int(),
  }),
});
const paper = factKind({ word: 'paper', meaning: 'a paper', concerns: [], schema: z.strictObject({ says: z.string() }) });
const words: ReadonlyMap<string, Word> = new Map([crack, paper].map((word) => [word.word, word]));
const materials: ReadonlyMap<string, MaterialAnswers> = new Map([['brick', { nature: 'source', answers: new Set(['crack', 'paper']) }], ['letter', { nature: 'statement', answers: new Set(['paper']) }]]);
const element = (change: Record<string, unknown> = {}): Element => compileElement(elementSchema.parse({
  id: 'walls-are-whole', title: 'Whole walls', category: 'A', origin: 'project', objective: 'walls have no cracks', addresses: 'falling walls', mode: 'rerun-checker', scope: 'component', of: ['image'], rests_on: ['crack'],
  parameters: { most: { type: 'number', default: 2, meaning: 'the widest crack that is allowed' } },
  breaches: [{ id: 'wide', over: 'crack', when: 'fact.width > params.most', message: 'a crack of {fact.width} in {fact.wall}' }], remedy: 'fill the crack', settles: [{ hand_in: 'wall', how: 'show the wall' }], citations: [{ document: 'a test' }], ...change,
}), words, 'element.yaml', '');

const fence = '```';
const page = (...cases: readonly string[]): string => ['# Walls', '', ...cases.flatMap((text, index) => [`### Case: number ${index + 1}  `, '', 'Some words.', '', `${fence}yaml case`, ...text.split('\n'), fence, ''])].join('\n');
const judged = (text: string, of: Element = element()): Finding => {
  const [worked] = workedCases(page(text));
  assert.ok(worked !== undefined);
  return judgeCase(of, worked, { words, materials });
};
const brick = 'artifacts: [{path: a.b, material: brick}]\n';

describe('the cases of a page', () => {
  it('are its fences that say so, each under its title', () => {
    assert.deepEqual(workedCases(page('verdict: met', 'verdict: unmet')).map(({ title, verdict }) => [title, verdict]), [['number 1', 'met'], ['number 2', 'unmet']]);
    assert.deepEqual(workedCases(`${fence}yaml\nverdict: met\n${fence}\n${fence}yaml cases\nverdict: met\n${fence}\n `), []);
    assert.deepEqual(workedCases(''), []);
  });
  it('may stand several under one title, and a fence ends where it ends', () => {
    const two = `### Case: one\n${fence}yaml case\nverdict: met\n${fence}\n${fence}yaml case  \nverdict: unknown\nbecause: none\n${fence}\n### Case: later\n`;
    assert.equal(workedCases(`### Case:tight\n${fence}yaml case\nverdict: met\n${fence}`)[0]?.title, 'tight');
    assert.deepEqual(workedCases(two).map(({ title, verdict, because }) => [title, verdict, because]), [['one', 'met', undefined], ['one', 'unknown', 'none']]);
  });
  it('have plain beginnings', () => {
    const [plain] = workedCases(page('verdict: met'));
    assert.deepEqual(plain, { device: {}, component: {}, level: 1, as_of: '2026-06-30', params: {}, facts: [], blanks: [], artifacts: [], verdict: 'met', title: 'number 1' });
  });
  it('that are not well formed are refused', () => {
    assert.throws(() => workedCases(page('verdict: fine')));
    assert.throws(() => workedCases(page('verdict: met\nlevels: 2')));
  });
});

describe('a case', () => {
  it('is judged over its artifacts, facts and blanks', () => {
    assert.equal(judged(`${brick}verdict: met`).verdict, 'met');
    assert.equal(judged(`${brick}facts: [{word: crack, path: a.b, line: 7, value: {width: 3, wall: east}}]\nverdict: unmet`).breaches[0]?.message, 'a crack of 3 in east');
    assert.deepEqual(judged(`${brick}facts: [{word: crack, path: a.b, line: 7, value: {width: 3}}]\nverdict: unmet`).breaches[0]?.fact?.place, { component: 'part', path: 'a.b', line: 7 });
    assert.deepEqual(judged(`${brick}facts: [{word: crack, path: a.b, value: {width: 3}}]\nverdict: unmet`).breaches[0]?.fact?.place, { component: 'part', path: 'a.b' });
    assert.equal(judged(`${brick}blanks: [{word: crack, path: a.b, reason: dark}]\nverdict: unknown`).because, 'dark (a.b)');
    assert.equal(judged('verdict: unknown').gaps[0]?.sort, 'nothing-to-ask');
  });
  it('sees its parameters over those of the element', () => {
    const fact = `${brick}facts: [{word: crack, path: a.b, value: {width: 3}}]\n`;
    assert.deepEqual([judged(`${fact}verdict: unmet`).verdict, judged(`${fact}params: {most: 3}\nverdict: met`).verdict], ['unmet', 'met']);
  });
  it('is of its level, day, device and component', () => {
    const asks = (when: string) => element({ exempt: [{ when, because: 'it is exempt here' }] });
    for (const [when, given] of [['level == 2.0', 'level: 2'], ['level == 1.0', 'params: {}'], ['as_of == "2027-01-01"', 'as_of: "2027-01-01"'], ['device.multi_patient', 'device: {multi_patient: true}'], ['component.shipped == false', 'component: {shipped: false}'], ['component.kind == "image"', 'level: 1'], ['component.kind == "bill"', 'component: {kind: bill}'], ['component.name == "part"', 'level: 1']] as const) {
      assert.equal(judged(`${brick}${given}\nverdict: met`, asks(when)).verdict, 'not-applicable', when);
      assert.equal(judged(`${brick}level: 9\nas_of: "2020-01-01"\ncomponent: {kind: source, name: other}\nverdict: met`, asks(when)).verdict, 'met', when);
    }
    const [source] = [element({ of: [], exempt: [{ when: 'component.kind == "source"', because: 'it is exempt here' }] })];
    assert.equal(judged(`${brick}verdict: met`, source).verdict, 'not-applicable', 'an element of no kinds is tried on source');
  });
  it('of an element about the device has no component', () => {
    assert.equal(judged(`${brick}verdict: met`).component, 'part');
    assert.equal(judged(`${brick}verdict: met`, element({ scope: 'device' })).component, '');
    assert.equal(judged(`${brick}component: {shipped: false}\nverdict: unknown`, element({ scope: 'device' })).verdict, 'unknown', 'what does not ship is no part of the device');
  });
  it('may have artifacts that nobody recognises, or of materials that nobody knows, with a nature', () => {
    assert.equal(judged('artifacts: [{path: a.b, material: brick, unrecognised: true}]\nverdict: unknown').gaps[0]?.sort, 'unrecognised');
    assert.equal(judged('artifacts: [{path: a.b}]\nverdict: unknown').gaps[0]?.sort, 'unrecognised');
    assert.equal(judged(`artifacts: [{path: a.b, material: brick}, {path: c, material: wood}]\nverdict: met`).verdict, 'met', 'of another nature without being told');
    assert.equal(judged(`artifacts: [{path: a.b, material: brick}, {path: c, material: wood, nature: source}]\nverdict: unknown`).gaps[0]?.sort, 'unanswered');
    assert.equal(judged(`artifacts: [{path: a.b, material: brick, nature: other}]\nverdict: met`).because, 'everything concerned was looked at (1 file, for crack) and no breach was found', 'a known material keeps its nature');
  });
  it('has artifacts of digests that differ, unless it names them', () => {
    const digests = element({ exempt: [{ when: `"${'1'.padStart(64, '0')}" in digests && "${'2'.padStart(64, '0')}" in digests`, because: 'both are there' }] });
    assert.equal(judged('artifacts: [{path: a.b, material: brick}, {path: c, material: brick}]\nverdict: met', digests).verdict, 'not-applicable');
    assert.equal(judged(`artifacts: [{path: a.b, material: brick, sha256: ${'ab'.repeat(32)}}, {path: c, material: brick}]\nverdict: met`, digests).verdict, 'met');
  });
  it('takes facts that only evidence states from evidence, and others from where they lie', () => {
    const resting = element({ scope: 'device', rests_on: ['paper'], breaches: [{ id: 'bad', over: 'paper', when: 'fact.says == "bad"', message: 'it says that it is bad' }] });
    const hidden = 'component: {shipped: false}\n';
    assert.equal(judged(`${hidden}facts: [{word: paper, value: {says: bad}}]\nverdict: unmet`, resting).verdict, 'unmet', 'evidence speaks about the device wherever it lies');
    assert.equal(judged(`${hidden}artifacts: [{path: a.b, material: brick}]\nfacts: [{word: paper, path: a.b, value: {says: bad}}]\nverdict: unknown`, resting).verdict, 'unknown', 'a fact of a file that does not ship does not');
    assert.equal(judged(`${hidden}artifacts: [{path: l, material: letter}]\nblanks: [{word: paper, path: l, reason: torn}]\nverdict: unknown`, resting).because, 'torn (l)');
  });
  it('has values filled in with the plainest of each sort, also inside lists and members', () => {
    const value = judged(`${brick}facts: [{word: crack, path: a.b, value: {width: 3, rows: [{name: r}]}}]\nverdict: unmet`).breaches[0]?.fact?.value;
    assert.deepEqual(value, { width: 3, wall: '', from: 3, below: 0, open: false, sorts: [], rule: 'C01', side: 'north', always: 'x', either: [], inner: { deep: false, deeper: 0 }, rows: [{ name: 'r', size: 0 }], bag: {}, whole: 0 });
  });
  it('speaks of words that exist, with values that fit them', () => {
    assert.throws(() => judged('facts: [{word: stain}]\nverdict: met'), /there is no word "stain"/);
    assert.throws(() => judged('facts: [{word: crack, value: {width: wide}}]\nverdict: met'), /^Error: crack: /);
    assert.throws(() => judged('facts: [{word: crack, value: {height: 1}}]\nverdict: met'), /^Error: crack: /);
  });
});
