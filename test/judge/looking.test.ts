/** How an artifact finds its material, what its probes may say of it, and what is cut out to show; a fault of ours is never a finding. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Claim, Probe, Sight, Unreadable } from '../../src/core/material.ts';
import type { ShelvedMaterial } from '../../src/core/shelf.ts';
import { excerptReader } from '../../src/judge/excerpt.ts';
import { observe, ProbeFault, recognise } from '../../src/judge/observe.ts';
import { crack, paper } from './bench.ts';

const bytes = new TextEncoder().encode('one\ntwo\nthree\n');
const sight: Sight = { path: 'wall.b', size: bytes.length, head: bytes };

function shelved(name: string, claim: Claim | undefined | (() => Claim), probes: readonly Pick<Probe<unknown>, 'look'>[] = [], parse: () => unknown = () => 'form', answers: readonly string[] = ['crack', 'paper']): ShelvedMaterial {
  return {
    material: { name, nature: 'source', recognise: typeof claim === 'function' ? claim : () => claim, parse },
    probes: probes.map(({ look }, index) => ({ name: `probe-${index}`, revision: 1, states: [crack, paper], look })),
    answers: new Set(answers),
  };
}
const named = (found: ReturnType<typeof recognise>): string | undefined => (found === undefined || 'trouble' in found ? found?.trouble : found.material.name);

describe('the material of an artifact', () => {
  it('is the one that claims it, and none when nobody does', () => {
    assert.equal(recognise([], sight), undefined);
    assert.equal(recognise([shelved('mud', undefined)], sight), undefined);
    assert.equal(named(recognise([shelved('mud', undefined), shelved('brick', 'text'), shelved('clay', undefined)], sight)), 'brick');
  });
  it('is the one with the firmest claim, wherever it stands', () => {
    const order = ['text', 'extension', 'name', 'content'] as const;
    for (const [index, weaker] of order.slice(0, -1).entries()) {
      const pair = [shelved('weak', weaker), shelved('firm', order[index + 1])];
      assert.equal(named(recognise(pair, sight)), 'firm');
      assert.equal(named(recognise([...pair].reverse(), sight)), 'firm');
    }
  });
  it('is in dispute between two that are equally firm, and a firmer third settles that', () => {
    assert.equal(named(recognise([shelved('brick', 'name'), shelved('mud', 'name')], sight)), 'claimed by two materials, brick and mud');
    assert.equal(named(recognise([shelved('brick', 'name'), shelved('mud', 'name'), shelved('clay', 'text')], sight)), 'claimed by two materials, brick and mud');
    assert.equal(named(recognise([shelved('brick', 'name'), shelved('mud', 'name'), shelved('clay', 'content')], sight)), 'clay');
    assert.equal(named(recognise([shelved('brick', 'content'), shelved('mud', 'name'), shelved('clay', 'name')], sight)), 'brick');
  });
});

describe('what is seen of an artifact', () => {
  it('is nothing without a material, and a trouble where two dispute it', () => {
    assert.deepEqual(observe([], bytes, sight), { facts: [], blanks: [] });
    assert.deepEqual(observe([shelved('brick', 'name'), shelved('mud', 'name')], bytes, sight), { facts: [], blanks: [], trouble: 'claimed by two materials, brick and mud' });
  });
  it('is what all its probes state, in their order, with the line each points at', () => {
    const first = { look: () => [crack.state({ width: 1, wall: 'north' }, { line: 2 }), paper.blank('too dark', { line: 1 })] };
    const second = { look: () => [crack.state({ width: 2, wall: 'south' })] };
    assert.deepEqual(observe([shelved('brick', 'name', [first, second])], bytes, sight), {
      material: 'brick',
      facts: [['crack', { width: 1, wall: 'north' }, { line: 2 }, 'two'], ['crack', { width: 2, wall: 'south' }, {}]],
      blanks: [['paper', 'too dark', { line: 1 }]],
    });
  });
  it('of what cannot be read is a blank for every word its probes answer, and no probe looks', () => {
    const probe = { look: () => [crack.state({ width: 1, wall: 'north' })] };
    const unreadable: Unreadable = { unreadable: 'it is torn' };
    assert.deepEqual(observe([shelved('brick', 'name', [probe], () => unreadable)], bytes, sight), { material: 'brick', facts: [], blanks: [['crack', 'it is torn', {}], ['paper', 'it is torn', {}]] });
  });
  it('is a fault of ours, with the part and the artifact, when a recogniser, parser or probe throws', () => {
    const broken = (): never => { throw new Error('broken'); };
    const faulty = (shelf: readonly ShelvedMaterial[], message: RegExp): void => assert.throws(() => observe(shelf, bytes, sight), (error: unknown) => error instanceof ProbeFault && error.name === 'ProbeFault' && message.test(error.message));
    faulty([shelved('brick', broken)], /^the recogniser of material "brick" failed on wall\.b: Error: broken$/);
    faulty([shelved('brick', 'name', [], broken)], /^the parser of material "brick" failed on wall\.b: Error: broken$/);
    faulty([shelved('brick', 'name', [{ look: () => [] }, { look: broken }])], /^the probe "probe-1" of material "brick" failed/);
    faulty([shelved('brick', 'name', [{ look: () => { throw new ProbeFault('clay', 'kiln', 'a', 'cold'); } }])], /^the kiln of material "clay" failed on a: cold$/);
    faulty([shelved('brick', 'name', [{ look: () => [paper.state({ says: 'x' })] }], undefined, ['crack'])], /"paper" is stated but not listed in states/);
  });
});

describe('an excerpt', () => {
  const read = (content: string | Uint8Array, ...at: Parameters<ReturnType<typeof excerptReader>>[0][]): readonly string[] => at.map(excerptReader(typeof content === 'string' ? new TextEncoder().encode(content) : content));
  it('is the same in whatever order lines are asked for', () => {
    assert.deepEqual(read('a\nb\nc', { line: 3 }, { line: 2 }, { line: 2 }, { line: 1 }, { line: 3 }), ['c', 'b', 'b', 'a', 'c']);
    assert.deepEqual(read('a\nb\n', { line: 3 }, { line: 4 }, { line: 2 }), ['', '', 'b']);
  });
  it('of a line is whole up to 160 characters, and cut to 160 beyond', () => {
    assert.deepEqual(read('x'.repeat(160), { line: 1 }), ['x'.repeat(160)]);
    assert.deepEqual(read('x'.repeat(161), { line: 1 }), [`${'x'.repeat(159)}…`]);
    assert.deepEqual(read(`${'x'.repeat(160)}\nsecond`, { line: 1 }), ['x'.repeat(160)]);
  });
  it('never splits a character that it shows, however many bytes that has', () => assert.deepEqual(read('😀'.repeat(100), { line: 1 }), [`${'😀'.repeat(79)}…`]));
  it('of bytes is as long as was pointed at, within the artifact', () => {
    const content = Uint8Array.from({ length: 40 }, (_, index) => index);
    assert.deepEqual(read(content, { offset: 1, length: 2 }, { offset: 38 }, { offset: 39, length: 9 }, { offset: 40 }, { offset: 41 }), ['01 02', '26 27', '27', '', '']);
    assert.equal(read(content, { offset: 0, length: 16 })[0], [...content.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join(' '));
    assert.equal(read(content, { offset: 0, length: 17 })[0]?.split(' ').length, 16);
    assert.equal(read(content, { offset: 4 })[0]?.split(' ')[0], '04');
    assert.deepEqual(read(content, { line: 1, offset: 3 }), [read(content, { line: 1 })[0]], 'a line is shown before bytes');
  });
});
