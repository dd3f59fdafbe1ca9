/** Each kind of change is told from the others; what nobody can show to loosen counts as asking more. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Codebook, Element } from '../../../src/codebook/codebook.ts';
import { diffOf, onlyLoosens, type ChangeRow, type Trials } from '../../../src/codebook/revision/diff.ts';
import { editionSchema, type EditionLaw } from '../../../src/codebook/schema.ts';

const law = (change: Record<string, unknown> = {}): EditionLaw => editionSchema.parse({
  id: 'e', title: 'An edition', status: 'draft', effective_on: '2020-01-01', about: 'an edition of two', levels: [{ level: 1, title: 'all', meaning: 'everything there is' }],
  adopts: [{ element: 'walls' }, { element: 'roofs', from_level: 2 }], ...change,
});
const silent: Trials = { ofParameters: () => ({ worse: [], better: [] }), ofLevels: () => ({ worse: [], better: [] }) };
const elements = (replaces: Readonly<Record<string, readonly string[]>> = {}): Codebook['elements'] => new Map(Object.entries(replaces).map(([id, from]): [string, Element] => [id, { law: { replaces: from } } as unknown as Element]));
const kinds = (rows: readonly ChangeRow[]): readonly string[] => rows.map(({ id, kind }) => `${id} ${kind}`);
const diff = (before: EditionLaw, after: EditionLaw, trials: Partial<Trials> = {}, replaces = {}): readonly ChangeRow[] => diffOf(before, after, elements(replaces), { ...silent, ...trials });
const adopts = (...names: readonly string[]) => ({ adopts: names.map((element) => ({ element })) });

describe('elements', () => {
  it('that are the same are not told', () => assert.deepEqual(diff(law(), law()), []));
  it('are new or retired', () => {
    const rows = diff(law(adopts('walls', 'roofs')), law(adopts('walls', 'floors')));
    assert.deepEqual(kinds(rows), ['floors new', 'roofs retired']);
    assert.deepEqual(rows.map(({ because }) => because), [['asked from level 1'], ['no longer adopted']]);
  });
  it('move, split and merge by what replaces what', () => {
    assert.deepEqual(kinds(diff(law(adopts('walls')), law(adopts('masonry')), {}, { masonry: ['walls'] })), ['masonry moved', 'walls moved']);
    assert.deepEqual(kinds(diff(law(adopts('walls')), law(adopts('brick', 'stone')), {}, { brick: ['walls'], stone: ['walls'] })), ['brick split', 'stone split', 'walls split']);
    const merged = diff(law(adopts('brick', 'stone')), law(adopts('walls')), {}, { walls: ['brick', 'stone'] });
    assert.deepEqual(kinds(merged), ['brick merged', 'stone merged', 'walls merged']);
    assert.deepEqual(merged.at(-1)?.relates, ['brick', 'stone']);
    assert.deepEqual(merged[0]?.because, ['its place is taken by walls']);
    assert.match(merged.at(-1)?.because[0] ?? '', /in the place of brick and stone/);
    assert.deepEqual(kinds(diff(law(adopts('walls', 'brick')), law(adopts('walls', 'brick', 'masonry')), {}, { masonry: ['walls'] })), ['masonry new'], 'what is still there was not replaced');
  });
  it('are tightened or loosened by their level', () => {
    const at = (from_level: number) => law({ adopts: [{ element: 'walls', from_level }] });
    assert.deepEqual(kinds(diff(at(2), at(1))), ['walls tightened']);
    assert.deepEqual(kinds(diff(at(1), at(2))), ['walls loosened']);
    assert.match(diff(at(2), at(1))[0]?.because[0] ?? '', /asked from level 1, was 2/);
  });
  it('are tightened or loosened by what the cases show, and tightened when they show nothing', () => {
    const wide = (width: number) => law({ adopts: [{ element: 'walls', with: { width } }] });
    const shown = (worse: readonly string[], better: readonly string[]) => diff(wide(1), wide(2), { ofParameters: () => ({ worse, better }) });
    assert.deepEqual(kinds(shown(['thin'], [])), ['walls tightened']);
    assert.deepEqual(kinds(shown([], ['thin'])), ['walls loosened']);
    assert.deepEqual(kinds(shown(['thin'], ['thick'])), ['walls tightened-and-loosened']);
    assert.deepEqual(kinds(shown([], [])), ['walls tightened']);
    assert.match(shown([], [])[0]?.because[0] ?? '', /width 1 → 2; no worked case shows which way/);
    assert.match(shown(['thin'], [])[0]?.because[0] ?? '', /worse in: thin/);
    const defaults = diff(law(adopts('walls')), wide(2), { ofParameters: () => ({ worse: [], better: ['x'] }) });
    assert.match(defaults[0]?.because[0] ?? '', /width "default" → 2; better in: x/);
  });
  it('ask more when their frozen text is another', () => {
    const frozen = (letter: string) => law({ adopts: [{ element: 'walls', digest: `sha256:${letter.repeat(64)}` }] });
    assert.deepEqual(kinds(diff(frozen('a'), frozen('b'))), ['walls tightened']);
    assert.deepEqual(diff(frozen('a'), frozen('a')), []);
    assert.deepEqual(diff(frozen('a'), law(adopts('walls'))), []);
  });
});

describe('groups', () => {
  const group = (any_of: readonly (readonly string[])[], from_level = 1) => law({ adopts: ['a', 'b', 'c'].map((element) => ({ element })), alternatives: [{ id: 'dry', title: 'Dry', any_of, from_level }] });
  const none = law({ adopts: ['a', 'b', 'c'].map((element) => ({ element })) });
  it('loosen when they come and tighten when they go', () => {
    assert.deepEqual(kinds(diff(none, group([['a'], ['b']]))), ['dry loosened']);
    assert.deepEqual(kinds(diff(group([['a'], ['b']]), none)), ['dry tightened']);
  });
  it('loosen by a further or weaker means, tighten by a stronger or a lost one', () => {
    assert.deepEqual(kinds(diff(group([['a'], ['b']]), group([['a'], ['b'], ['c']]))), ['dry loosened']);
    assert.deepEqual(kinds(diff(group([['a'], ['b'], ['c']]), group([['a'], ['b']]))), ['dry tightened']);
    assert.deepEqual(kinds(diff(group([['a'], ['b', 'c']]), group([['a'], ['b']]))), ['dry loosened']);
    assert.deepEqual(kinds(diff(group([['a'], ['b']]), group([['a'], ['b', 'c']]))), ['dry tightened']);
    assert.deepEqual(kinds(diff(group([['a'], ['b']]), group([['a'], ['c']]))), ['dry tightened-and-loosened']);
    assert.deepEqual(kinds(diff(group([['a'], ['b']]), group([['b'], ['a']]))), ['dry editorial']);
  });
  it('are a choice from some level on', () => {
    assert.deepEqual(kinds(diff(group([['a'], ['b']], 1), group([['a'], ['b']], 2))), ['dry tightened']);
    assert.deepEqual(kinds(diff(group([['a'], ['b']], 2), group([['a'], ['b']], 1))), ['dry loosened']);
  });
});

describe('the head', () => {
  it('is editorial in its words', () => assert.deepEqual(kinds(diff(law(), law({ title: 'Another title', about: 'other words about it', open: [{ category: 'F', title: 'Fire', note: 'nothing about fire' }] }))), ['about editorial', 'open editorial', 'title editorial']));
  it('is tried on devices when its levels are the same, and is both when they are not', () => {
    const derived = law({ levels: [1, 2].map((level) => ({ level, title: 'some', meaning: 'what there is' })), derivation: [{ level: 2, when: 'device.multi_patient', because: 'several patients' }] });
    const plain = { ...derived, derivation: [] };
    const tried = (worse: readonly string[], better: readonly string[]) => diff(plain, derived, { ofLevels: () => ({ worse, better }) });
    assert.deepEqual(kinds(tried(['a ward'], [])), ['levels tightened']);
    assert.deepEqual(kinds(tried([], ['a ward'])), ['levels loosened']);
    assert.deepEqual(kinds(tried(['a'], ['b'])), ['levels tightened-and-loosened']);
    assert.deepEqual(kinds(tried([], [])), ['levels editorial']);
    assert.match(tried(['a ward'], [])[0]?.because[0] ?? '', /1 sorts of device, for example a ward/);
    assert.deepEqual(kinds(diff(law(), derived)), ['levels tightened-and-loosened']);
  });
  it('allows more or less variance', () => {
    const rules = { warn_days: 60, most_renewals: 2, maximum_days: [{ level: 1, days: 100 }], never: ['walls'] };
    const varied = (change: Record<string, unknown> = {}) => law({ variances: { ...rules, ...change } });
    assert.deepEqual(kinds(diff(law(), varied())), ['variances loosened']);
    assert.deepEqual(kinds(diff(varied(), law())), ['variances tightened']);
    assert.deepEqual(kinds(diff(varied(), varied({ maximum_days: [{ level: 1, days: 99 }] }))), ['variances tightened']);
    assert.deepEqual(kinds(diff(varied(), varied({ maximum_days: [{ level: 1, days: 101 }] }))), ['variances loosened']);
    assert.deepEqual(kinds(diff(varied(), varied({ most_renewals: 1 }))), ['variances tightened']);
    assert.deepEqual(kinds(diff(varied(), varied({ most_renewals: 3 }))), ['variances loosened']);
    assert.deepEqual(kinds(diff(varied(), varied({ never: ['walls', 'roofs'] }))), ['variances tightened']);
    assert.deepEqual(kinds(diff(varied(), varied({ never: [] }))), ['variances loosened']);
    assert.deepEqual(kinds(diff(varied(), varied({ warn_days: 30 }))), ['variances editorial']);
  });
});

it('elements come first, then groups, then the head, each by name', () => {
  const rows = diff(law(), law({ title: 'Another title', adopts: [{ element: 'walls' }, { element: 'roofs' }, { element: 'attics' }], alternatives: [{ id: 'dry', title: 'Dry', any_of: [['walls'], ['roofs']] }] }));
  assert.deepEqual(rows.map(({ of, id }) => `${of} ${id}`), ['element attics', 'element roofs', 'group dry', 'head title']);
});

it('only what loosens or changes words is fit for an erratum', () => {
  const row = (kind: ChangeRow['kind']): ChangeRow => ({ of: 'element', id: 'x', kind, because: [], relates: [] });
  assert.equal(onlyLoosens([row('loosened'), row('editorial')]), true);
  for (const kind of ['tightened', 'tightened-and-loosened', 'new', 'retired', 'split', 'merged', 'moved'] as const) assert.equal(onlyLoosens([row('loosened'), row(kind)]), false, kind);
});
