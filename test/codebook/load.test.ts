/** Law is taken whole or refused with the line that is wrong: what each file may name, and what nothing but all files together can tell. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { digestOf } from '../../src/core/canonical.ts';
import { factKind, type Word } from '../../src/core/fact.ts';
import { UsageError } from '../../src/core/trouble.ts';
import type { Codebook } from '../../src/codebook/codebook.ts';
import { editionOf, loadCodebook } from '../../src/codebook/load.ts';

const crack = factKind({ word: 'wall-crack', meaning: 'a crack', concerns: ['source'], schema: z.strictObject({ width: z.number(), wall: z.string() }) });
const paper = factKind({ word: 'paper', meaning: 'a paper', concerns: [], schema: z.strictObject({ says: z.string() }) });
const words: ReadonlyMap<string, Word> = new Map([crack, paper].map((word) => [word.word, word]));

type Change = Readonly<Record<string, unknown>>;

const elementText = (id: string, change: Change = {}): string => JSON.stringify({
  id, title: 'Whole walls', category: 'A', origin: 'project', objective: 'walls have no cracks', addresses: 'falling walls', mode: 'rerun-checker', scope: 'component', of: ['source'], rests_on: ['wall-crack'],
  breaches: [{ id: 'wide', over: 'wall-crack', when: 'fact.width > 2', message: 'a crack of {fact.width} in {fact.wall}' }],
  remedy: 'fill the crack', settles: [{ hand_in: 'wall', how: 'show the wall' }], citations: [{ document: 'a test' }], ...change,
}, null, 1);
const editionText = (change: Change = {}): string => JSON.stringify({
  id: 'e-1', title: 'The first', status: 'draft', effective_on: '2020-01-01', about: 'an edition of one', levels: [{ level: 1, title: 'all', meaning: 'everything there is' }], adopts: [{ element: 'walls' }], ...change,
}, null, 1);
const crosswalkText = (change: Change = {}): string => JSON.stringify({
  document: 'Building rules', edition: '1', source: 'a shelf', retrieved: '2026-01-01', standing: 'verified', about: 'where walls are spoken of', rows: [{ element: 'walls', clause: '4', relation: 'supports' }], ...change,
}, null, 1);
const tableText = '{"as_of": "2026-01-01", "sources": [], "rows": [1]}';

type Files = Readonly<Record<string, string>>;
const folder = (files: Files, name = 'law') => ({ name, files: Object.entries(files).map(([path, text]) => ({ path, text })) });
const load = (...folders: readonly Files[]): Codebook => loadCodebook(folders.map((files, index) => folder(files, index === 0 ? 'law' : `law-${index + 1}`)), words);
const walls = { 'elements/walls/element.yaml': elementText('walls') };
const withEdition = (change: Change, files: Files = walls): Codebook => load({ ...files, 'editions/e-1.yaml': editionText(change) });
const withElement = (change: Change): Codebook => load({ 'elements/walls/element.yaml': elementText('walls', change) });

/** Refused for this reason, at a line that holds `line` where one is told, with a next step. */
function refused(made: () => unknown, code: string, message: RegExp, next: RegExp = /./): void {
  assert.throws(made, (error: unknown) => {
    assert.ok(error instanceof UsageError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    assert.match(error.next, next);
    return true;
  });
}

/** The place, as `line:column`, of the first line of a text that holds the words. */
function placeOf(text: string, words: string): string {
  const before = text.slice(0, text.indexOf(words)).split('\n');
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

describe('a codebook', () => {
  const whole = { ...walls, 'elements/walls/element.md': '# Walls', 'editions/e-1.yaml': editionText(), 'crosswalks/rules@1.yaml': crosswalkText(), 'tables/rows.yaml': tableText, 'editions/README.md': '# no edition', 'tables/README.md': '# no table', 'crosswalks/README.md': '# none', 'README.md': '# the law' };
  it('holds elements, editions, crosswalks and tables by their names, and passes over what is none of them', () => {
    const book = load(whole);
    assert.deepEqual([...book.elements.keys()], ['walls']);
    assert.deepEqual([...book.editions.keys()], ['e-1']);
    assert.deepEqual(book.crosswalks.map(({ document }) => document), ['Building rules']);
    assert.deepEqual([...book.tables], [['rows', { value: JSON.parse(tableText) as unknown, as_of: '2026-01-01', digest: digestOf(JSON.parse(tableText)) }]]);
  });
  it('takes for law only files that lie where law lies', () => {
    const book = load({ 'elements/walls/other.yaml': elementText('walls'), 'old/walls/element.yaml': elementText('walls'), 'old/tables/rows.yaml': tableText, 'old/crosswalks/rules.yaml': crosswalkText(), 'old/editions/e-1.yaml': editionText() });
    assert.deepEqual([book.elements.size, book.editions.size, book.crosswalks.length, book.tables.size], [0, 0, 0, 0]);
  });
  it('has a digest of every folder, over all its files and their names', () => {
    const [source] = load(whole).sources;
    assert.deepEqual(source, { name: 'law', digest: digestOf(Object.entries(whole)) });
    assert.notEqual(load({ ...whole, 'README.md': '# other words' }).sources[0]?.digest, source?.digest);
    assert.deepEqual(load(walls, { 'tables/rows.yaml': tableText }).sources.map(({ name }) => name), ['law', 'law-2']);
  });
  it('may be added to by a later folder, whose editions adopt elements of an earlier one', () => {
    const book = load({ 'editions/e-1.yaml': editionText() }, walls);
    assert.deepEqual(book.editions.get('e-1')?.law.adopts.map(({ element }) => element), ['walls']);
    assert.equal(book.elements.get('walls')?.file, 'law-2/elements/walls/element.yaml');
  });
  it('holds nothing twice', () => {
    refused(() => load(walls, walls), 'law-twice', /^law-2\/elements\/walls\/element\.yaml:1:1: "walls" is loaded already$/, /rename it/);
    refused(() => load({ ...walls, 'editions/e-1.yaml': editionText(), 'editions/again.yaml': editionText() }), 'law-twice', /law\/editions\/again\.yaml:1:1: "e-1"/);
    refused(() => load({ 'tables/rows.yaml': tableText }, { 'tables/rows.yaml': tableText }), 'law-twice', /"rows" is loaded already/);
  });
  it('has its elements in folders of their names', () => refused(() => load({ 'elements/roofs/element.yaml': elementText('walls') }), 'law-misfiled', /^law\/elements\/roofs\/element\.yaml:1:1: id "walls" differs from its folder "roofs"$/, /mend the line/));
  it('is refused where a file has another shape, with file and line', () => {
    const bad = elementText('walls', { mode: 'guess' });
    refused(() => load({ 'elements/walls/element.yaml': bad }), 'bad-document', new RegExp(`^law/elements/walls/element\\.yaml:${placeOf(bad, '"guess"')}: mode`));
    refused(() => load({ 'tables/rows.yaml': '{"sources": []}' }), 'bad-document', /as_of: is missing/);
    refused(() => load({ 'crosswalks/rules.yaml': '{}' }), 'bad-document', /document: is missing/);
    refused(() => load({ 'editions/e-1.yaml': '{}' }), 'bad-document', /id: is missing/);
  });
  it('orders its crosswalks by document and edition, and none names an element that is not there', () => {
    const rows = (document: string, edition: string) => crosswalkText({ document, edition });
    const book = load({ ...walls, 'crosswalks/a.yaml': rows('Rules of roofs', '2'), 'crosswalks/b.yaml': rows('Rules of roofs', '1'), 'crosswalks/c.yaml': rows('Rules of doors', '3') });
    assert.deepEqual(book.crosswalks.map(({ document, edition }) => `${document} ${edition}`), ['Rules of doors 3', 'Rules of roofs 1', 'Rules of roofs 2']);
    const stray = crosswalkText({ rows: [{ element: 'walls', clause: '4', relation: 'supports' }, { element: 'roofs', clause: '5', relation: 'supports' }] });
    refused(() => load({ ...walls, 'crosswalks/a.yaml': crosswalkText({ document: 'Other rules' }), 'crosswalks/b.yaml': stray }), 'no-such-element', /^crosswalk Building rules@1 names element "roofs", which is not loaded$/, /mend the line/);
  });
  it('gives an edition by its name, or says which there are', () => {
    const book = load({ ...walls, 'editions/b.yaml': editionText({ id: 'e-2' }), 'editions/a.yaml': editionText() });
    assert.equal(editionOf(book, 'e-2').law.id, 'e-2');
    refused(() => editionOf(book, 'e-3'), 'no-such-edition', /there is no edition "e-3"/, /^choose one of: e-1, e-2; or load more with --codebook DIR$/);
  });
});

describe('an element', () => {
  it('keeps its text, its digest, and the words its predicates may read, each once', () => {
    const element = withElement({ reads: ['paper', 'wall-crack'] }).elements.get('walls');
    assert.deepEqual(element?.lists, ['wall-crack', 'paper']);
    assert.equal(element?.digest, digestOf(element?.law));
    assert.deepEqual(element?.rests, [{ word: 'wall-crack' }]);
    assert.deepEqual(element?.breaches.map(({ word }) => word), ['wall-crack']);
  });
  it('rests on words as they are, or on those that satisfy a predicate, for a reason of its own', () => {
    const rests = withElement({ rests_on: ['wall-crack', { word: 'paper', where: 'fact.says == "whole"', because: 'nobody says so' }, { word: 'paper', where: 'fact.says == "sound"' }] }).elements.get('walls')?.rests ?? [];
    assert.deepEqual(rests.map(({ word, because }) => [word, because]), [['wall-crack', undefined], ['paper', 'nobody says so'], ['paper', '']]);
    assert.equal(rests[0]?.where, undefined);
    assert.deepEqual(['whole', 'broken'].map((says) => rests[1]?.where?.evaluate({ fact: { says } })), [true, false]);
  });
  it('has breaches over facts, which their messages speak of, and breaches by absence, which have no fact to speak of', () => {
    const absent = { id: 'no-paper', absent: 'paper', when: 'fact.says == "whole"', message: 'nobody says so at level {level}' };
    const [over, missing] = withElement({ breaches: [{ id: 'wide', over: 'wall-crack', when: 'fact.width > 2', message: 'a crack of {fact.width} in {fact.wall}' }, absent], rests_on: ['wall-crack', 'paper'] }).elements.get('walls')?.breaches ?? [];
    assert.deepEqual([over?.word, missing?.word], ['wall-crack', 'paper']);
    assert.deepEqual([2, 3].map((width) => over?.when.evaluate({ fact: { width, wall: 'north' } })), [false, true]);
    assert.equal(over?.message.evaluate({ fact: { width: 3, wall: 'north' } }), 'a crack of 3 in north');
    assert.equal(missing?.when.evaluate({ fact: { says: 'whole' } }), true);
    assert.equal(missing?.message.evaluate({ level: 2 }), 'nobody says so at level 2');
    refused(() => withElement({ breaches: [{ ...absent, message: 'nobody says {fact.says} of it' }], rests_on: ['paper'] }), 'bad-law', /Unknown variable: fact in "fact\.says"/);
  });
  it('is exempt by predicates over lists, device and component, and not over one fact', () => {
    const [exempt] = withElement({ exempt: [{ when: 'wall_crack.size() == 0 && component.name == "shed"', because: 'sheds are no houses' }] }).elements.get('walls')?.exempt ?? [];
    assert.equal(exempt?.because, 'sheds are no houses');
    assert.deepEqual(['shed', 'house'].map((name) => exempt?.when.evaluate({ wall_crack: [], component: { name } })), [true, false]);
    refused(() => withElement({ exempt: [{ when: 'fact.width > 2', because: 'it is wide' }] }), 'bad-law', /Unknown variable: fact/);
  });
  it('has parameters that its predicates see, by their types', () => {
    const parameters = {
      width: { type: 'number', default: 2, meaning: 'the widest crack' }, wall: { type: 'text', default: 'north', meaning: 'the wall to look at' },
      strict: { type: 'flag', default: true, meaning: 'whether to look' }, walls: { type: 'texts', default: ['north'], meaning: 'all walls to look at' },
    };
    const when = 'fact.width > params.width && fact.wall == params.wall && params.strict && fact.wall in params.walls';
    const element = withElement({ parameters, breaches: [{ id: 'wide', over: 'wall-crack', when, message: 'wider than {params.width}' }] }).elements.get('walls');
    const params = { width: 2, wall: 'north', strict: true, walls: ['north', 'south'] };
    assert.equal(element?.breaches[0]?.when.evaluate({ fact: { width: 3, wall: 'north' }, params }), true);
    assert.equal(element?.breaches[0]?.when.evaluate({ fact: { width: 3, wall: 'north' }, params: { ...params, strict: false } }), false);
    for (const wrong of ['params.width == "2"', 'params.wall > 2.0', 'params.strict == "yes"', 'params.walls == "north"', 'params.height > 2.0']) {
      refused(() => withElement({ parameters, breaches: [{ id: 'wide', over: 'wall-crack', when: wrong, message: 'a crack that is wide' }] }), 'bad-law', /in "params\./);
    }
    refused(() => withElement({ breaches: [{ id: 'wide', over: 'wall-crack', when: 'params.width > 2.0', message: 'a crack that is wide' }] }), 'bad-law', /Unknown variable: params/);
  });
  it('is refused at the line of a word that does not exist, which says what words there are', () => {
    for (const [change, line] of [[{ rests_on: ['wall-cracks'] }, '"wall-cracks"'], [{ reads: ['roof'] }, '"roof"'], [{ breaches: [{ id: 'wide', over: 'stain', when: 'true', message: 'a stain is there' }] }, '"stain"'], [{ breaches: [{ id: 'wide', absent: 'stain', when: 'true', message: 'no stain is there' }] }, '"stain"']] as const) {
      const text = elementText('walls', change);
      const [at, column] = placeOf(text, line).split(':').map(Number);
      refused(() => withElement(change), 'bad-law', new RegExp(`^law/elements/walls/element\\.yaml:${at}:${(column ?? 0) + 1}: there is no word ${line}; known words: paper, wall-crack$`), /^correct the name or the predicate$/);
    }
  });
  it('is refused at the line of a predicate that does not check', () => {
    for (const [change, predicate, message] of [
      [{ exempt: [{ when: 'component.nam == component.name', because: 'it has no name' }] }, 'component.nam == ', /No such key: nam in "component\.nam == component\.name"/],
      [{ rests_on: [{ word: 'paper', where: 'fact.say == 1.0' }] }, 'fact.say == 1.0', /No such key: say/],
      [{ breaches: [{ id: 'wide', over: 'wall-crack', when: 'fact.width', message: 'a crack that is wide' }] }, 'fact.width', /yields double, must yield bool in "fact\.width"/],
      [{ breaches: [{ id: 'wide', over: 'wall-crack', when: 'fact.width > 2', message: 'a crack of {fact.height}' }] }, 'fact.height', /No such key: height/],
    ] as const) {
      const text = elementText('walls', change);
      refused(() => withElement(change), 'bad-law', message);
      refused(() => withElement(change), 'bad-law', new RegExp(`^law/elements/walls/element\\.yaml:${placeOf(text, predicate)}: `));
    }
  });
});

describe('the place of a fault', () => {
  it('is the first place of the words that are wrong, on the first line too', () => {
    const text = JSON.stringify({ ...(JSON.parse(elementText('walls')) as object), rests_on: ['stain'] });
    refused(() => load({ 'elements/walls/element.yaml': text }), 'bad-law', new RegExp(`^law/elements/walls/element\\.yaml:1:${text.indexOf('stain') + 1}: there is no word`));
  });
  it('is the beginning of the file where the words are spelt otherwise there', () => {
    refused(() => withElement({ exempt: [{ when: 'component.nam == "x"', because: 'it has no name' }] }), 'bad-law', /^law\/elements\/walls\/element\.yaml:1:1: No such key: nam in "component\.nam == "x""$/);
  });
});

describe('an edition', () => {
  const digest = load(walls).elements.get('walls')?.digest ?? '';
  const roofs = { ...walls, 'elements/roofs/element.yaml': elementText('roofs') };
  it('adopts elements that are there', () => {
    refused(() => withEdition({ adopts: [{ element: 'walls' }, { element: 'roofs' }] }), 'bad-law', /^law\/editions\/e-1\.yaml:\d+:\d+: adopts element "roofs", which is not loaded$/);
    assert.equal(withEdition({}).editions.get('e-1')?.digest, digestOf(withEdition({}).editions.get('e-1')?.law));
  });
  it('sets parameters that the element has, to values of their type', () => {
    const parameters = { width: { type: 'number', default: 2, meaning: 'the widest crack' }, wall: { type: 'text', default: 'north', meaning: 'the wall to look at' }, strict: { type: 'flag', default: true, meaning: 'whether to look' }, all: { type: 'texts', default: [], meaning: 'all walls to look at' } };
    const files = { 'elements/walls/element.yaml': elementText('walls', { parameters }) };
    const set = (values: Change) => withEdition({ adopts: [{ element: 'walls', with: values }] }, files);
    assert.deepEqual(set({ width: 3, wall: 'south', strict: false, all: ['south'] }).editions.get('e-1')?.law.adopts[0]?.with, { width: 3, wall: 'south', strict: false, all: ['south'] });
    refused(() => set({ height: 3 }), 'bad-law', /element "walls" has no parameter "height"/);
    for (const [name, type, values] of [['width', 'number', ['3', true, ['3']]], ['wall', 'text', [3, true, ['south']]], ['strict', 'flag', [0, 'false', ['false']]], ['all', 'texts', [3, 'south', false]]] as const) {
      for (const value of values) refused(() => set({ [name]: value }), 'bad-law', new RegExp(`parameter "${name}" of "walls" must be a ${type}$`));
    }
  });
  it('that is published freezes every element at its digest; any other freezes none', () => {
    const frozen = (status: string, change: Change = {}) => withEdition({ status, adopts: [{ element: 'walls', ...change }] });
    assert.equal(frozen('published', { digest }).editions.size, 1);
    refused(() => frozen('published'), 'bad-law', /^law\/editions\/e-1\.yaml:\d+:\d+: published edition "e-1" freezes "walls" at no digest, but the element has sha256:/, /a published text does not change/);
    refused(() => frozen('published', { digest: `sha256:${'0'.repeat(64)}` }), 'bad-law', /freezes "walls" at sha256:0{64}, but/, /a published text does not change/);
    for (const status of ['draft', 'public-comment', 'superseded', 'withdrawn']) assert.equal(frozen(status, { digest: `sha256:${'0'.repeat(64)}` }).editions.size, 1, status);
  });
  it('makes alternatives of what it adopts', () => {
    const group = (second: string) => withEdition({ adopts: [{ element: 'walls' }, { element: 'roofs' }], alternatives: [{ id: 'dry', title: 'Dry', any_of: [['walls'], [second]] }] }, roofs);
    assert.equal(group('roofs').editions.size, 1);
    refused(() => group('doors'), 'bad-law', /alternative "dry" names "doors", which the edition does not adopt/);
  });
  it('rules on variances of what it adopts, with a longest term for every level', () => {
    const varied = (change: Change, levels = [1]) => withEdition({ levels: levels.map((level) => ({ level, title: 'all', meaning: 'everything there is' })), variances: { warn_days: 30, most_renewals: 1, maximum_days: [{ level: 1, days: 10 }], ...change } });
    assert.equal(varied({ never: ['walls'] }).editions.size, 1);
    refused(() => varied({ never: ['walls', 'roofs'] }), 'bad-law', /allows no variance from "roofs", which the edition does not adopt/);
    refused(() => varied({}, [1, 2]), 'bad-law', /allows variances without a longest term for level 2/);
    assert.equal(varied({ maximum_days: [{ level: 2, days: 5 }, { level: 1, days: 10 }] }, [1, 2]).editions.size, 1);
  });
  it('derives levels that it defines, by predicates over the device alone', () => {
    const derived = (when: string, level = 2) => withEdition({ levels: [1, 2].map((one) => ({ level: one, title: 'all', meaning: 'everything there is' })), derivation: [{ level, when, because: 'several patients' }] });
    const [rule] = derived('device.multi_patient').editions.get('e-1')?.derivation ?? [];
    assert.deepEqual([rule?.level, rule?.because], [2, 'several patients']);
    assert.deepEqual([true, false].map((multi_patient) => rule?.when.evaluate({ device: { multi_patient } })), [true, false]);
    refused(() => derived('device.multi_patient', 3), 'bad-law', /^law\/editions\/e-1\.yaml:\d+:\d+: derives level 3, which the edition does not define$/);
    refused(() => derived('device.patients > 2.0'), 'bad-law', /^law\/editions\/e-1\.yaml:\d+:\d+: No such key: patients in "device\.patients > 2\.0"$/);
    refused(() => derived('wall_crack.size() > 0'), 'bad-law', /Unknown variable: wall_crack/);
    refused(() => derived('fact.width > 2'), 'bad-law', /Unknown variable: fact/);
  });
});
