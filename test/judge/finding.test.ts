/** What a finding says beside its verdict: breaches in order and by name, reasons, gaps in groups, papers, strength, supports. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fact } from '../../src/core/fact.ts';
import { compileElement } from '../../src/codebook/compile.ts';
import type { Codebook } from '../../src/codebook/codebook.ts';
import { elementSchema } from '../../src/codebook/schema.ts';
import type { Finding } from '../../src/core/finding.ts';
import { judge } from '../../src/judge/judge.ts';
import { deviceRecord, type DeviceRecord, type MaterialAnswers } from '../../src/judge/record.ts';
import { remediesOf, ruleKey } from '../../src/judge/remedies.ts';
import { componentSubject } from '../../src/judge/subject.ts';
import { z } from 'zod';
import { factKind } from '../../src/core/fact.ts';
import { ask, device, digest, part, wall, words, world } from './bench.ts';

const crackAt = (path: string, line: number, width = 9, name = 'south'): Fact => ({ word: 'crack', value: { width, wall: name }, place: { component: 'part', path, line } });
const of = (...facts: readonly Fact[]): DeviceRecord => {
  const record = world();
  wall(record, 'n.brick', 'brick');
  for (const fact of facts) record.addFact(fact, 'brick');
  return record;
};

describe('the breaches of a finding', () => {
  it('are each fact that proves one, in order of place, with the fact', () => {
    const { breaches } = ask(of(crackAt('z', 1), crackAt('a', 9), crackAt('a', 3), crackAt('a', 2, 2)));
    assert.deepEqual(breaches.map(({ fact }) => `${fact?.place.path}:${fact?.place.line}`), ['a:3', 'a:9', 'z:1']);
    assert.deepEqual(breaches.map(({ id }) => id), ['wide', 'wide', 'wide']);
  });
  it('are known again when lines move, and told apart within a file by their order', () => {
    const names = (...facts: readonly Fact[]): readonly string[] => ask(of(...facts)).breaches.map(({ fingerprint }) => fingerprint);
    const [first, second] = names(crackAt('a', 3), crackAt('a', 9));
    assert.notEqual(first, second);
    assert.match(first ?? '', /^[0-9a-f]{32}$/);
    // Variances name breaches by these: another way to make them would end every one of them.
    assert.deepEqual(names(crackAt('a', 5), crackAt('a', 70), crackAt('a', 71)), ['dc13397cf639a85180f0513a2b6cec92', '8a5a1b3a03cd80aa2ce53ba42de27d01', '2ce65eda341ccc5c98d44aa8a5f1c890']);
    assert.deepEqual(names(crackAt('a', 5), crackAt('a', 70)), [first, second]);
    assert.deepEqual(names(crackAt('a', 5)), [first]);
    assert.notDeepEqual(names(crackAt('b', 3)), [first], 'another file');
    assert.notDeepEqual(names(crackAt('a', 3, 8)), [first], 'another construct');
    assert.deepEqual(names({ ...crackAt('', 1), place: { component: 'part', path: '' } }), names({ ...crackAt('', 1, 12), place: { component: 'part', path: '' } }), 'a measurement of the whole');
  });
  it('by absence have no fact, and one name whatever is there', () => {
    const absent = { breaches: [{ id: 'none', absent: 'crack', when: 'fact.width > 100', message: 'no great crack was recorded' }] };
    const [one] = ask(of(crackAt('a', 1)), absent).breaches;
    const [other] = ask(of(), absent).breaches;
    assert.deepEqual([one?.fact, one?.fingerprint], [undefined, other?.fingerprint]);
    assert.equal(ask(of(crackAt('a', 1, 101)), absent).verdict, 'met');
  });
  it('that are covered are passed over, proved ones and those by absence', () => {
    const asked = (record: DeviceRecord, changes: Record<string, unknown>, covered: (finding: Finding) => readonly string[]): Finding => {
      const element = compileElement(elementSchema.parse({ ...base, ...changes }), words, 'element.yaml', '');
      const question = { element, subject: componentSubject(record, part), params: {}, level: 1, asOf: '2026-06-30', words };
      return judge(question, new Set(covered(judge(question))));
    };
    const all = ({ breaches }: Finding): readonly string[] => breaches.map(({ fingerprint }) => fingerprint);
    assert.equal(asked(of(crackAt('a', 1), crackAt('b', 1)), {}, all).verdict, 'met');
    assert.deepEqual(asked(of(crackAt('a', 1), crackAt('b', 1)), {}, (finding) => all(finding).slice(1)).breaches.map(({ fact }) => fact?.place.path), ['a']);
    assert.equal(asked(of(), { breaches: [{ id: 'none', absent: 'crack', when: 'fact.width > 100', message: 'no great crack was recorded' }] }, all).verdict, 'met');
    const hidden = of(crackAt('a', 1));
    wall(hidden, 'strange');
    assert.equal(asked(hidden, {}, all).verdict, 'unknown', 'what a covered breach hid comes out');
  });
});

const base = {
  id: 'walls-are-whole', title: 'Whole walls', category: 'A', origin: 'project', objective: 'walls have no cracks', addresses: 'falling walls', mode: 'rerun-checker', scope: 'component', of: ['source'], rests_on: ['crack'],
  breaches: [{ id: 'wide', over: 'crack', when: 'fact.width > 2', message: 'a crack of {fact.width} in {fact.wall}' }], remedy: 'fill the crack', settles: [{ hand_in: 'wall', how: 'show the wall' }], citations: [{ document: 'a test' }],
};

describe('what a breach says', () => {
  const stain = factKind({ word: 'stain', meaning: 'a stain', concerns: ['source'], schema: z.looseObject({ size: z.number() }) });
  const known = new Map([...words, [stain.word, stain] as const]);
  const breachOf = (value: unknown, law: Record<string, unknown> = {}, remedies?: ReadonlyMap<string, string>) => {
    const record = deviceRecord(device, new Map<string, MaterialAnswers>([['brick', { nature: 'source', answers: new Set(['stain']) }]]));
    wall(record, 'n.brick', 'brick');
    record.addFact({ word: 'stain', value, place: { component: 'part', path: 'n.brick' } }, 'brick');
    const element = compileElement(elementSchema.parse({ ...base, rests_on: ['stain'], breaches: [{ id: 'stained', over: 'stain', when: 'true', message: 'it is stained here', ...law }] }), known, 'element.yaml', '');
    return judge({ element, subject: componentSubject(record, part), params: {}, level: 1, asOf: '2026-06-30', words: known, ...(remedies === undefined ? {} : { remedies }) }).breaches[0];
  };
  it('is the law’s severity and weaknesses, unless the fact names weaknesses itself', () => {
    assert.deepEqual([breachOf({ size: 1 })?.severity, breachOf({ size: 1 }, { severity: 'high' })?.severity], ['moderate', 'high']);
    assert.deepEqual(breachOf({ size: 1 }, { cwe: [787] })?.cwe, [787]);
    assert.deepEqual(breachOf({ size: 1, cwe: [121, 122] }, { cwe: [787] })?.cwe, [121, 122]);
    for (const cwe of [[], ['121'], 121, null]) assert.deepEqual(breachOf({ size: 1, cwe }, { cwe: [787] })?.cwe, [787]);
    assert.deepEqual(breachOf(null, { cwe: [787] })?.cwe, [787]);
    assert.deepEqual(breachOf('a bare text', { cwe: [787] })?.cwe, [787]);
  });
  it('is mended as its rule says, else as the breach, else as the element', () => {
    const remedies = remediesOf({ tables: new Map([['hazard-rules', { value: { word: 'stain', rules: { R1: { remedy: 'wash it' }, R2: {} } }, as_of: '', digest: '' }]]) });
    assert.equal(breachOf({ size: 1, rule: 'R1' }, { remedy: 'paint it' }, remedies)?.remedy, 'wash it');
    assert.equal(breachOf({ size: 1, rule: 'R2' }, { remedy: 'paint it' }, remedies)?.remedy, 'paint it');
    assert.equal(breachOf({ size: 1, rule: 'R2' }, {}, remedies)?.remedy, 'fill the crack');
    assert.equal(breachOf({ size: 1 }, {}, remedies)?.remedy, 'fill the crack');
    assert.equal(breachOf(null, {}, remedies)?.remedy, 'fill the crack');
    assert.equal(breachOf({ size: 1, rule: 'R1' })?.remedy, 'fill the crack');
    const other = remediesOf({ tables: new Map([['hazard-rules', { value: { word: 'crack', rules: { R1: { remedy: 'wash it' } } }, as_of: '', digest: '' }]]) });
    assert.equal(breachOf({ size: 1, rule: 'R1' }, {}, other)?.remedy, 'fill the crack', 'a rule of that name about another word');
  });
  it('comes from a table of rules, or nowhere when there is none', () => {
    assert.deepEqual([...remediesOf({ tables: new Map() as Codebook['tables'] })], []);
    assert.deepEqual([...remediesOf({ tables: new Map([['hazard-rules', { value: { rules: [] }, as_of: '', digest: '' }]]) })], []);
    assert.equal(ruleKey('a', 'b'), 'a b');
  });
});

describe('the reason of a finding', () => {
  it('is the first breach, how many more there are, and whether anything was not read', () => {
    assert.equal(ask(of(crackAt('a', 1))).because, 'a crack of 9 in south');
    assert.equal(ask(of(crackAt('a', 1), crackAt('b', 1, 3))).because, 'a crack of 9 in south, and 1 more');
    assert.equal(ask(of(crackAt('a', 1), crackAt('b', 1, 3), crackAt('c', 1))).because, 'a crack of 9 in south, and 2 more');
    const record = of(crackAt('a', 1));
    wall(record, 'strange');
    assert.equal(ask(record).because, 'a crack of 9 in south; some things concerned could not be read as well');
  });
  it('is the first gap with an example, how many more files it has, and how many more gaps there are', () => {
    const record = of();
    wall(record, 'b.mud', 'mud');
    assert.equal(ask(record).because, 'nobody knows the material mud (b.mud)', 'a material that the record does not describe hides nothing');
    const two = of();
    for (const path of ['z', 'y']) wall(two, path);
    assert.equal(ask(two).because, 'no material recognises this file (y and 1 more)');
    const strange = of();
    for (const path of ['z', 'y', 'x']) wall(strange, path);
    assert.equal(ask(strange).because, 'no material recognises this file (x and 2 more)');
    strange.addBlank({ word: 'crack', reason: 'too dark', place: { component: 'part', path: 'n.brick' } }, 'brick');
    assert.equal(ask(strange).because, 'too dark (n.brick); 1 more gap');
    strange.addBlank({ word: 'crack', reason: 'too high', place: { component: 'part', path: 'n.brick' } }, 'brick');
    assert.equal(ask(strange).because, 'too dark (n.brick); 2 more gaps');
    assert.equal(ask(world()).because, 'nothing was handed in that could say: a crack in a wall');
  });
  it('of nothing to ask is the element’s own when it has one, and says when something was handed in that does not speak to it', () => {
    const resting = (because?: string) => ({ rests_on: [{ word: 'paper', where: 'fact.says == "x"', ...(because === undefined ? {} : { because }) }], breaches: [{ id: 'bad', over: 'paper', when: 'fact.says == "bad"', message: 'it says that it is bad' }] });
    assert.equal(ask(world(), resting('nobody looked at the walls')).because, 'nobody looked at the walls');
    assert.equal(ask(world(), resting()).because, 'nothing handed in speaks to this: a paper somebody signed');
  });
  it('of what is met counts the files that answer for what it rests on, and no others', () => {
    const record = world({ brick: ['crack'], poem: [] });
    wall(record, 'a', 'brick');
    record.addArtifact({ component: 'part', path: 'empty', size: 0, sha256: '' });
    assert.equal(ask(record).because, 'everything concerned was looked at (1 file, for crack) and no breach was found');
    record.addFact({ word: 'paper', value: { says: 'x' }, place: { component: 'part', path: '' } });
    assert.equal(ask(record, { rests_on: ['crack', 'paper'] }).because, 'everything concerned was looked at (1 file, for crack, paper) and no breach was found');
  });
});

describe('the gaps of a finding', () => {
  it('are groups of one reason each, in order, with the first five addresses', () => {
    const record = world({ brick: ['crack'], mud: [], clay: [] });
    for (const path of ['g', 'f', 'e', 'd', 'c', 'b', 'b']) wall(record, path);
    wall(record, 'm', 'mud');
    wall(record, 'k', 'clay');
    wall(record, 'torn', 'brick', 'torn apart');
    record.addBlank({ word: 'crack', reason: 'dark', place: { component: 'part', path: 'x', inside: 'y' } }, 'brick');
    assert.deepEqual(ask(record).gaps, [
      { sort: 'blank', word: 'crack', material: '', reason: 'dark', count: 1, examples: ['x!/y'] },
      { sort: 'unanswered', word: 'crack', material: 'clay', reason: 'no probe of clay answers for crack', count: 1, examples: ['k'] },
      { sort: 'unanswered', word: 'crack', material: 'mud', reason: 'no probe of mud answers for crack', count: 1, examples: ['m'] },
      { sort: 'unreadable', word: 'crack', material: 'brick', reason: 'torn apart', count: 1, examples: ['torn'] },
      { sort: 'unrecognised', word: 'crack', material: '', reason: 'no material recognises this file', count: 7, examples: ['b', 'c', 'd', 'e', 'f'] },
    ]);
  });
  it('of a word that concerns nothing come from blanks alone: strange files are no matter to it', () => {
    const paperOnly = { rests_on: ['paper'], breaches: [{ id: 'bad', over: 'paper', when: 'fact.says == "bad"', message: 'it says that it is bad' }] };
    const record = world({ paper: ['paper'] });
    wall(record, 'strange');
    wall(record, 'gone', undefined, 'could not be read');
    record.addArtifact({ component: 'part', path: 'p', size: 1, sha256: digest('b'), material: 'paper' });
    assert.equal(ask(record, paperOnly).verdict, 'met', 'a paper that answers, and says nothing bad, is an answer');
    record.addBlank({ word: 'paper', reason: 'torn', place: { component: 'part', path: 'p' } }, 'paper');
    assert.deepEqual(ask(record, paperOnly).gaps.map(({ sort }) => sort), ['blank']);
  });
  it('are none at an artifact that a review covers, blanks in it included', () => {
    const record = world({ brick: ['crack'], paper: ['review'] });
    record.addArtifact({ component: 'part', path: 'dark', size: 9, sha256: digest('d'), material: 'brick' });
    record.addArtifact({ component: 'part', path: 'other', size: 9, sha256: digest('e'), material: 'brick' });
    record.addBlank({ word: 'crack', reason: 'dark', place: { component: 'part', path: 'dark' } }, 'brick');
    const review = (digests: readonly string[]) => record.addFact({ word: 'review', value: { element: 'walls-are-whole', component: 'part', subjects: digests, conclusion: 'acceptable', date: '2026-06-30', expires: '' }, place: { component: 'part', path: 'r' } }, 'paper');
    assert.equal(ask(record, { review_settles: true }).verdict, 'unknown');
    review([digest('e')]);
    assert.equal(ask(record, { review_settles: true }).verdict, 'unknown', 'about other bytes');
    review([digest('d')]);
    const settled = ask(record, { review_settles: true });
    assert.equal(settled.verdict, 'met');
    assert.deepEqual(settled.supports.map(({ word }) => word), ['review', 'review']);
  });
  it('are not closed by a review of what the element is no matter to', () => {
    const record = world({ paper: ['review'] });
    record.addArtifact({ component: 'part', path: 'p', size: 9, sha256: digest('d'), material: 'paper' });
    record.addFact({ word: 'review', value: { element: 'walls-are-whole', component: '', subjects: [digest('d')], conclusion: 'acceptable', date: '2026-06-30', expires: '' }, place: { component: 'part', path: 'p' } }, 'paper');
    assert.deepEqual(ask(record, { review_settles: true }).gaps.map(({ sort }) => sort), ['nothing-to-ask']);
  });
  it('are none where a review covers the only thing there is', () => {
    const record = world({ mud: [], paper: ['review'] });
    record.addArtifact({ component: 'part', path: 'm', size: 9, sha256: digest('d'), material: 'mud' });
    record.addFact({ word: 'review', value: { element: 'walls-are-whole', component: '', subjects: [digest('d')], conclusion: 'acceptable', date: '2026-06-30', expires: '' }, place: { component: 'part', path: 'r' } }, 'paper');
    assert.equal(ask(record, { review_settles: true }).verdict, 'met');
  });
});

describe('the strength of a finding', () => {
  const strength = (natures: Readonly<Record<string, MaterialAnswers['nature']>>, concerns: readonly MaterialAnswers['nature'][], facts: readonly Fact[] = []): string => {
    const word = factKind({ word: 'crack', meaning: 'a crack', concerns, schema: z.strictObject({ width: z.number(), wall: z.string() }) });
    const record = deviceRecord(device, new Map(Object.entries(natures).map(([name, nature]): [string, MaterialAnswers] => [name, { nature, answers: new Set(['crack']) }])));
    for (const name of Object.keys(natures)) record.addArtifact({ component: 'part', path: name, size: 1, sha256: digest('a'), material: name });
    for (const fact of facts) record.addFact(fact, Object.keys(natures)[0]);
    const known = new Map([[word.word, word], ['review', words.get('review') ?? word]]);
    const element = compileElement(elementSchema.parse(base), known, 'element.yaml', '');
    return judge({ element, subject: componentSubject(record, part), params: {}, level: 1, asOf: '2026-06-30', words: known }).strength;
  };
  it('is that of the strongest thing concerned that was looked at', () => {
    for (const [nature, expected] of [['statement', 'declared'], ['bill', 'declared'], ['analysis', 'source'], ['source', 'source'], ['settings', 'source'], ['image', 'image'], ['other', 'none']] as const) assert.equal(strength({ one: nature }, [nature]), expected, nature);
    assert.equal(strength({ one: 'image', two: 'source', three: 'statement' }, ['source', 'image', 'statement']), 'image');
    assert.equal(strength({ one: 'image', two: 'source' }, ['source']), 'source', 'what the word does not concern lends nothing');
  });
  it('is that of the facts where nothing was concerned: of the file they were seen in, or drawn from source', () => {
    assert.equal(strength({ letter: 'statement' }, [], [{ ...crackAt('letter', 1, 1), place: { component: 'part', path: 'letter' } }]), 'declared');
    assert.equal(strength({ letter: 'statement' }, [], [{ ...crackAt('letter', 1, 9), place: { component: 'part', path: 'letter' } }]), 'declared', 'of a breach');
    assert.equal(strength({ letter: 'statement' }, [], [{ ...crackAt('elsewhere', 1, 1), place: { component: 'part', path: 'elsewhere' } }]), 'source');
    assert.equal(strength({ letter: 'statement' }, [], [{ ...crackAt('letter', 1, 1), place: { component: 'part', path: 'letter', inside: 'x' } }]), 'source');
    assert.equal(strength({ letter: 'statement' }, []), 'none');
    assert.equal(strength({ letter: 'statement' }, ['statement'], [{ ...crackAt('elsewhere', 1, 9), place: { component: 'part', path: 'elsewhere' } }]), 'declared', 'facts lend nothing where something was concerned');
  });
  it('of an unknown is none', () => assert.equal(ask(world({ brick: [] })).strength, 'none'));
});

describe('a finding', () => {
  it('names its element, component and mode, and gives papers only where it is unknown', () => {
    const { element, title, category, component, mode, settles } = ask(of());
    assert.deepEqual({ element, title, category, component, mode, settles }, { element: 'walls-are-whole', title: 'Whole walls', category: 'A', component: 'part', mode: 'rerun-checker', settles: [] });
    assert.deepEqual(ask(world()).settles, [{ hand_in: 'wall', how: 'show the wall' }]);
  });
  it('is supported by what it rests on that no artifact had to be asked for, twenty at most', () => {
    const record = world({ paper: ['paper'] });
    for (let index = 0; index < 25; index++) record.addFact({ word: 'paper', value: { says: `${index}` }, place: { component: 'part', path: 'p' } }, 'paper');
    const { supports } = ask(record, { rests_on: ['paper'], breaches: [{ id: 'bad', over: 'paper', when: 'fact.says == "bad"', message: 'it says that it is bad' }] });
    assert.equal(supports.length, 20);
    assert.deepEqual(ask(of(crackAt('a', 1, 1))).supports, [], 'what probes saw proves nothing for it');
  });
  it('is not made with words that the law was not checked against', () => {
    const element = compileElement(elementSchema.parse(base), words, 'element.yaml', '');
    assert.throws(() => judge({ element, subject: componentSubject(of(), part), params: {}, level: 1, asOf: '2026-06-30', words: new Map() }), /"crack" is unknown/);
  });
  it('sees parameters, level, day, digests and the path of a fact', () => {
    const seen = (when: string, asOf = '2026-06-30'): string => ask(of(crackAt('a/b', 1)), { reads: ['paper'], breaches: [{ id: 'wide', over: 'crack', when, message: 'a crack that is wide' }] }, asOf).verdict;
    for (const when of ['fact_path == "a/b"', 'level == 1.0', 'as_of == "2026-06-30"', `"${digest('a')}" in digests`, 'image_digests.size() == 0', 'paper.size() == 0', 'crack.size() == 1', 'component.name == "part"', 'device.maker == "m"']) assert.equal(seen(when), 'unmet', when);
    assert.equal(seen('as_of == "2026-06-30"', '2026-07-01'), 'met');
  });
});
