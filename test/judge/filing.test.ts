/** Where what was seen is filed, who may see it there, and what is counted; tallies draw only what they list. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sha256 } from '../../src/core/canonical.ts';
import { componentSchema, type Component, type Device } from '../../src/core/device.ts';
import type { Blank, Fact } from '../../src/core/fact.ts';
import type { Tally, TallyContext } from '../../src/core/tally.ts';
import type { Codebook } from '../../src/codebook/codebook.ts';
import { fileAll, inventoryOf } from '../../src/judge/assemble.ts';
import type { Seen, SeenFile } from '../../src/judge/looked.ts';
import { deviceRecord, joined, type DeviceRecord, type MaterialAnswers } from '../../src/judge/record.ts';
import { remembered, recordOf } from '../../src/judge/stored.ts';
import { componentSubject, deviceSubject } from '../../src/judge/subject.ts';
import { tallyAll } from '../../src/judge/tallying.ts';
import { crack, device, digest, paper } from './bench.ts';

const component = (name: string, change: Partial<Component> = {}): Component => ({ ...componentSchema.parse({ name, kind: 'source', where: ['.'] }), ...change });
const whole: Device = { ...device, components: [component('house'), component('shed'), component('plans', { shipped: false })] };
const materials: ReadonlyMap<string, MaterialAnswers> = new Map([
  ['brick', { nature: 'source', answers: new Set(['crack']) }], ['slab', { nature: 'image', answers: new Set(['crack']) }], ['poem', { nature: 'other', answers: new Set<string>() }],
  ['letter', { nature: 'statement', answers: new Set(['paper']) }], ['list', { nature: 'bill', answers: new Set(['paper']) }], ['survey', { nature: 'analysis', answers: new Set(['paper']) }],
]);
const record = (): DeviceRecord => deviceRecord(whole, materials);
const artifact = (name: string, path: string, material?: string, sha = digest('a')) => ({ component: name, path, size: 1, sha256: sha, ...(material === undefined ? {} : { material }) });
const fact = (word: string, name: string, path = 'p', value: unknown = {}): Fact => ({ word, value, place: { component: name, path } });
const blank = (word: string, name: string, path = 'p'): Blank => ({ word, reason: 'dark', place: { component: name, path } });
const paths = (of: readonly { readonly path?: string; readonly place?: { readonly path: string } }[]): readonly string[] => of.map(({ path, place }) => path ?? place?.path ?? '');

describe('a record', () => {
  it('keeps what lies in a component apart from other components', () => {
    const filed = record();
    filed.addArtifact(artifact('house', 'h', 'brick'));
    filed.addArtifact(artifact('shed', 's'));
    filed.addFact(fact('crack', 'house', 'h'), 'brick');
    filed.addFact(fact('crack', 'shed', 's'));
    filed.addBlank(blank('crack', 'shed', 's'), 'brick');
    assert.deepEqual(paths(filed.own('house').artifacts), ['h']);
    assert.deepEqual(paths(filed.own('shed').artifacts), ['s']);
    assert.deepEqual([paths(filed.own('house').facts('crack')), paths(filed.own('house').blanks('crack'))], [['h'], []]);
    assert.deepEqual([paths(filed.own('shed').facts('crack')), paths(filed.own('shed').blanks('crack'))], [['s'], ['s']]);
    assert.deepEqual([filed.own('attic').artifacts, filed.own('attic').facts('crack'), filed.own('attic').blanks('crack')], [[], [], []]);
    assert.deepEqual([filed.evidence.artifacts, filed.evidence.facts('crack'), filed.evidence.blanks('crack')], [[], [], []]);
  });
  it('takes bills, analyses and statements as evidence about the whole device, and of no component alone', () => {
    for (const material of ['letter', 'list', 'survey']) {
      const filed = record();
      filed.addArtifact(artifact('plans', 'l', material));
      filed.addFact(fact('paper', 'plans', 'l'), material);
      filed.addBlank(blank('paper', 'plans', 'l'), material);
      assert.deepEqual([filed.own('plans').artifacts, filed.own('plans').facts('paper'), filed.own('plans').blanks('paper')], [[], [], []], material);
      assert.deepEqual([paths(filed.evidence.artifacts), paths(filed.evidence.facts('paper')), paths(filed.evidence.blanks('paper'))], [['l'], ['l'], ['l']], material);
      assert.deepEqual([paths(filed.of('plans').artifacts), paths(filed.of('plans').facts(paper)), paths(filed.of('plans').blanks('paper')), paths(filed.of('plans').everyBlank())], [['l'], ['l'], ['l'], ['l']], 'a tally of where it lies sees it');
      assert.deepEqual([filed.of('house').artifacts, filed.of('house').facts(paper), filed.of('house').everyBlank()], [[], [], []]);
    }
    for (const material of ['brick', 'slab', 'poem', 'unheard-of']) {
      const filed = record();
      filed.addArtifact(artifact('plans', 'l', material));
      assert.deepEqual([paths(filed.own('plans').artifacts), filed.evidence.artifacts], [['l'], []], material);
    }
  });
  it('gives every fact of a word in the order of filing, wherever it lies', () => {
    const filed = record();
    filed.addFact(fact('paper', 'shed', '1'), 'letter');
    filed.addFact(fact('paper', 'house', '2'));
    filed.addFact(fact('crack', 'house', '3'));
    assert.deepEqual(paths(filed.everywhere('paper')), ['1', '2']);
    assert.deepEqual(filed.everywhere('roof'), []);
  });
  it('joins views in their order', () => {
    const filed = record();
    for (const name of ['shed', 'house']) {
      filed.addArtifact(artifact(name, name));
      filed.addFact(fact('crack', name, name));
      filed.addBlank(blank('crack', name, name));
    }
    const both = joined([filed.own('house'), filed.own('attic'), filed.own('shed')]);
    assert.deepEqual([paths(both.artifacts), paths(both.facts('crack')), paths(both.blanks('crack')), both.facts('paper')], [['house', 'shed'], ['house', 'shed'], ['house', 'shed'], []]);
    assert.deepEqual(paths(joined([filed.own('attic'), filed.own('shed')]).facts('crack')), ['shed']);
  });
  it('comes back from its stored form as it was filed', () => {
    const { record: filed, stored } = remembered(whole, materials);
    filed.addArtifact(artifact('house', 'h', 'brick'));
    filed.addArtifact(artifact('plans', 'l', 'letter'));
    filed.addFact(fact('crack', 'house', 'h'), 'brick');
    filed.addBlank(blank('paper', 'plans', 'l'), 'letter');
    filed.addFact(fact('crack', 'shed', ''));
    const kept = stored('1.0', '2026-06-30');
    assert.deepEqual([kept.schema, kept.plumbline, kept.as_of, kept.artifacts.length, kept.filed.map(({ from }) => from)], ['plumbline-record-1', '1.0', '2026-06-30', 2, ['brick', 'letter', undefined]]);
    assert.deepEqual(kept.materials[0], { name: 'brick', nature: 'source', answers: ['crack'] });
    const again = recordOf(kept);
    for (const one of [filed, again]) {
      assert.deepEqual([paths(one.own('house').artifacts), paths(one.own('house').facts('crack')), paths(one.own('shed').facts('crack')), paths(one.evidence.artifacts), paths(one.evidence.blanks('paper'))], [['h'], ['h'], [''], ['l'], ['l']]);
    }
    assert.deepEqual([...again.materials], [...materials]);
  });
});

describe('the subject of a judgement', () => {
  const filled = (): DeviceRecord => {
    const filed = record();
    filed.addArtifact(artifact('house', 'h', 'slab', digest('1')));
    filed.addArtifact(artifact('shed', 's', 'brick', digest('2')));
    filed.addArtifact(artifact('plans', 'p', 'slab', digest('3')));
    filed.addArtifact(artifact('plans', 'l', 'letter', digest('4')));
    return filed;
  };
  it('is the device with all that ships and all evidence, or a component with its own and the evidence', () => {
    const filed = filled();
    const device = deviceSubject(filed);
    assert.deepEqual([device.component.name, paths(device.view.artifacts)], ['', ['h', 's', 'l']]);
    const shed = componentSubject(filed, whole.components[1] ?? component('shed'));
    assert.deepEqual([shed.component.name, paths(shed.view.artifacts)], ['shed', ['s', 'l']]);
  });
  it('knows the digests of all that was handed in, and of images those that ship', () => {
    const { all, images } = deviceSubject(filled()).digests;
    assert.deepEqual([...all].sort(), ['1', '2', '3', '4'].map(digest));
    assert.deepEqual(images, [digest('1')]);
  });
});

const seen = (change: Partial<Seen> = {}): Seen => ({ size: 10, sha256: digest('a'), facts: [], blanks: [], ...change });

describe('filing', () => {
  it('puts artifacts, facts and blanks at their address, with digest and excerpt where there are any', () => {
    const filed = record();
    const files: readonly SeenFile[] = [
      { path: 'h.b', seen: [seen({ material: 'brick', facts: [['crack', { width: 1 }, { line: 2 }, 'a line'], ['crack', { width: 2 }, {}]], blanks: [['paper', 'dark', { line: 3 }]] })] },
      { path: 'shed/a.zip', seen: [seen({ trouble: 'locked', sha256: '' }), seen({ inside: 'x', material: 'letter', sha256: '', facts: [['paper', {}, {}]] })] },
    ];
    fileAll(files, filed, (path) => (path.startsWith('shed') ? 'shed' : 'house'));
    assert.deepEqual(filed.own('house').artifacts, [{ component: 'house', path: 'h.b', size: 10, sha256: digest('a'), material: 'brick' }]);
    assert.deepEqual(filed.own('shed').artifacts, [{ component: 'shed', path: 'shed/a.zip', size: 10, sha256: '', trouble: 'locked' }]);
    assert.deepEqual(filed.own('house').facts('crack'), [
      { word: 'crack', value: { width: 1 }, place: { component: 'house', path: 'h.b', line: 2 }, sha256: digest('a'), excerpt: 'a line' },
      { word: 'crack', value: { width: 2 }, place: { component: 'house', path: 'h.b' }, sha256: digest('a') },
    ]);
    assert.deepEqual(filed.own('house').blanks('paper'), [{ word: 'paper', reason: 'dark', place: { component: 'house', path: 'h.b', line: 3 } }]);
    assert.deepEqual(filed.evidence.facts('paper'), [{ word: 'paper', value: {}, place: { component: 'shed', path: 'shed/a.zip', inside: 'x' } }]);
  });
});

describe('the inventory', () => {
  const nothing = { setAside: [], troubles: [], links: 0 };
  it('counts files and bytes by material in order of their names, and is named by a digest over addresses and bytes', () => {
    const files: readonly SeenFile[] = [
      { path: 'b', seen: [seen({ material: 'slab', size: 3 }), seen({ inside: 'c', material: 'brick', size: 4, sha256: digest('b') })] },
      { path: 'd', seen: [seen({ material: 'slab', size: 5 })] },
      { path: 'e', seen: [seen({ material: 'unheard-of', size: 1 })] },
    ];
    const inventory = inventoryOf(files, materials, { setAside: [{ glob: 'x', reason: 'not needed here', files: 1, bytes: 2 }] as never, troubles: [], links: 7 });
    assert.deepEqual([inventory.artifacts, inventory.bytes, inventory.links, inventory.set_aside.length], [4, 13, 7, 1]);
    assert.deepEqual(inventory.materials, [{ material: 'brick', nature: 'source', files: 1, bytes: 4 }, { material: 'slab', nature: 'image', files: 2, bytes: 8 }, { material: 'unheard-of', nature: 'other', files: 1, bytes: 1 }]);
    assert.equal(inventory.digest, `sha256:${sha256(`b\0${digest('a')}\nb!/c\0${digest('b')}\nd\0${digest('a')}\ne\0${digest('a')}\n`)}`);
    assert.deepEqual(inventory.unrecognised, []);
  });
  it('groups what nobody recognises by its ending, the commonest first, with five examples', () => {
    const strange = (...names: readonly string[]): readonly SeenFile[] => names.map((path) => ({ path, seen: [seen()] }));
    const { unrecognised } = inventoryOf([...strange('a.zz', 'b.YY', 'c/d.yy', 'e.x/noending', '.hidden', 'f.tar.zz'), ...strange(...Array.from({ length: 7 }, (_, at) => `n${at}.many`)), { path: 'g', seen: [seen({ inside: 'h.zz' })] }], materials, nothing);
    assert.deepEqual(unrecognised, [
      { kind: '.many', files: 7, examples: ['n0.many', 'n1.many', 'n2.many', 'n3.many', 'n4.many'] },
      { kind: '.zz', files: 3, examples: ['a.zz', 'f.tar.zz', 'g!/h.zz'] },
      { kind: '.yy', files: 2, examples: ['b.YY', 'c/d.yy'] },
      { kind: 'no extension', files: 2, examples: ['e.x/noending', '.hidden'] },
    ]);
  });
  it('passes over what is empty, and lists what is in trouble as that, not as strange', () => {
    const { unrecognised, troubles, artifacts } = inventoryOf([{ path: 'a.x', seen: [seen({ size: 0 })] }, { path: 'b.x', seen: [seen({ trouble: 'torn' })] }, { path: 'c', seen: [seen({ inside: 'd', material: 'brick', trouble: 'locked' })] }], materials, { ...nothing, troubles: [{ address: 'aa', reason: 'a link that leads away' }] });
    assert.deepEqual([unrecognised, artifacts], [[], 3]);
    assert.deepEqual(troubles, [{ address: 'aa', reason: 'a link that leads away' }, { address: 'b.x', reason: 'torn' }, { address: 'c!/d', reason: 'locked' }]);
  });
  it('lists troubles of all sorts together by address', () => {
    const troubles = ['a', 'c', 'b', 'd'].map((address, index) => ({ address, reason: index % 2 === 0 ? 'torn' : 'locked' }));
    assert.deepEqual(inventoryOf([], materials, { ...nothing, troubles }).troubles.map(({ address }) => address), ['a', 'b', 'c', 'd']);
  });
  it('calls a file of one byte strange, too', () => assert.equal(inventoryOf([{ path: 'a.z', seen: [seen({ size: 1 })] }], materials, nothing).unrecognised.length, 1));
  it('orders kinds of one size by name', () => assert.deepEqual(inventoryOf([{ path: 'a.z', seen: [seen()] }, { path: 'a.y', seen: [seen()] }], materials, nothing).unrecognised.map(({ kind }) => kind), ['.y', '.z']));
});

describe('a tally', () => {
  const codebook = { tables: new Map([['rows', { value: [1, 2], as_of: '2026-01-01', digest: 'd' }]]) } as unknown as Codebook;
  const tally = (draw: Tally['draw'], states: Tally['states'] = [crack, paper]): Tally => ({ name: 'count', revision: 1, states, draw });
  it('is asked once for each component, and what it draws is filed there', () => {
    const filed = record();
    tallyAll(filed, [tally((name) => (name === 'shed' ? [] : [fact('crack', name, ''), blank('paper', name, '')]))], codebook, '2026-06-30');
    assert.deepEqual(whole.components.map(({ name }) => [filed.own(name).facts('crack').length, filed.own(name).blanks('paper').length, filed.own(name).blanks('crack').length]), [[1, 1, 0], [0, 0, 0], [1, 1, 0]]);
  });
  it('draws nothing that it does not list', () => assert.throws(() => tallyAll(record(), [tally((name) => [fact('paper', name, '')], [crack])], codebook, '2026-06-30'), /tally count draws "paper" without listing it/));
  it('sees what was filed, the tables of the law, and what materials are and answer', () => {
    const filed = record();
    filed.addFact(fact('crack', 'shed', 's'), 'brick');
    const told: unknown[] = [];
    const look = (name: string, context: TallyContext): readonly Fact[] => {
      if (name !== 'shed') return [];
      told.push(context.asOf, context.device.components.length, context.table('rows'), context.natureOf('slab'), context.natureOf('mud'), context.answers('brick', 'crack'), context.answers('brick', 'paper'), context.answers('mud', 'crack'));
      told.push(context.of('shed').facts(crack).length, context.everywhere(crack).length, context.of('house').facts(crack).length);
      assert.throws(() => context.table('roofs'), /the codebook has no table "roofs"/);
      return [];
    };
    tallyAll(filed, [tally(look)], codebook, '2026-06-30');
    assert.deepEqual(told, ['2026-06-30', 3, [1, 2], 'image', undefined, true, false, false, 1, 1, 0]);
  });
});
