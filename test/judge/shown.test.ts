/** What a reader is shown beside a verdict: excerpts, lists of troubles, what was looked at, and how a baseline counts. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unassigned, type Device } from '../../src/core/device.ts';
import type { Inspection } from '../../src/core/inspection.ts';
import { compileElement } from '../../src/codebook/compile.ts';
import { elementSchema } from '../../src/codebook/schema.ts';
import { inventoryOf } from '../../src/judge/assemble.ts';
import { againstBaseline } from '../../src/judge/baseline.ts';
import { excerptReader } from '../../src/judge/excerpt.ts';
import { deviceRecord } from '../../src/judge/record.ts';
import { subjectsOf } from '../../src/judge/subject.ts';
import { ask, device, digest, part, wall, words, world } from './bench.ts';

describe('an excerpt', () => {
  const read = excerptReader(new TextEncoder().encode(`first\n\n  third \n${'x'.repeat(200)}`));
  it('is the line, without what surrounds it', () => assert.deepEqual([read({ line: 1 }), read({ line: 2 }), read({ line: 3 })], ['first', '', 'third']));
  it('is found again further up', () => assert.equal(read({ line: 1 }), 'first'));
  it('is cut with a sign', () => assert.equal(read({ line: 4 }), `${'x'.repeat(159)}…`));
  it('is nothing beyond the end', () => assert.deepEqual([read({ line: 9 }), read({ offset: 9999 }), read({})], ['', '', '']));
  it('of bytes is hexadecimal, sixteen at most', () => {
    assert.equal(read({ offset: 0, length: 3 }), '66 69 72');
    assert.equal(read({ offset: 0 }).split(' ').length, 16);
    assert.equal(read({ offset: 0, length: 99 }).split(' ').length, 16);
  });
});

describe('troubles', () => {
  const listed = (troubles: readonly { readonly address: string; readonly reason: string }[]): Inspection['inventory']['troubles'] => inventoryOf([], new Map(), { setAside: [], troubles, links: 0 }).troubles;
  const bombs = (count: number): { readonly address: string; readonly reason: string }[] => Array.from({ length: count }, (_, at) => ({ address: `z/${String(at).padStart(3, '0')}`, reason: `larger than ${at} bytes` }));
  it('are all listed while they are few', () => assert.deepEqual(listed(bombs(10)), bombs(10)));
  it('that are alike are counted where they are left out', () => {
    const shown = listed([...bombs(12), { address: 'a/link', reason: 'a link that leads away' }]);
    assert.equal(shown.length, 11);
    assert.equal(shown[0]?.reason, 'a link that leads away');
    assert.equal(shown.at(-1)?.reason, 'larger than 9 bytes; and 2 more like it');
  });
  it('of very many kinds end with how many are not listed', () => {
    const kinds = Array.from({ length: 203 }, (_, at) => ({ address: `k/${String(at).padStart(3, '0')}`, reason: `trouble ${String.fromCharCode(97 + Math.floor(at / 26))}${String.fromCharCode(97 + (at % 26))}` }));
    assert.deepEqual(listed(kinds.slice(0, 200)), kinds.slice(0, 200));
    const shown = listed(kinds);
    assert.equal(shown.length, 200);
    assert.match(shown.at(-1)?.reason ?? '', /^trouble hr; and 3 more kinds and places that are not listed$/);
  });
});

describe('what belongs to no component', () => {
  const whole: Device = { ...device, components: [{ ...part, name: unassigned }] };
  const element = compileElement(elementSchema.parse({ id: 'walls-are-whole', title: 'Whole walls', category: 'A', origin: 'project', objective: 'walls have no cracks', addresses: 'falling walls', mode: 'rerun-checker', scope: 'component', of: ['source'], rests_on: ['crack'], breaches: [{ id: 'wide', over: 'crack', when: 'fact.width > 2', message: 'a crack in a wall' }], remedy: 'fill the crack', settles: [{ hand_in: 'wall', how: 'show the wall' }], citations: [{ document: 'a test' }] }), words, 'element.yaml', '');
  const asked = (...artifacts: readonly { readonly material?: string; readonly size: number; readonly trouble?: string }[]): number => {
    const record = deviceRecord(whole, new Map([['brick', { nature: 'source', answers: new Set(['crack']) }], ['poem', { nature: 'other', answers: new Set<string>() }]]));
    artifacts.forEach((artifact, at) => record.addArtifact({ component: unassigned, path: `f${at}`, sha256: digest('a'), ...artifact }));
    return subjectsOf(record)(element).length;
  };
  it('is asked when it could run, or could not be read', () => {
    assert.deepEqual([asked({ material: 'brick', size: 0 }), asked({ size: 1 }), asked({ size: 0, trouble: 'a link that leads away' })], [1, 1, 1]);
  });
  it('is asked in a part that the device names, even when nothing lies in it', () => assert.equal(subjectsOf(deviceRecord(device, new Map()))(element).length, 1));
  it('is not asked when it is empty or for people', () => assert.deepEqual([asked(), asked({ size: 0 }), asked({ material: 'poem', size: 9 })], [0, 0, 0]));
});

describe('a finding that holds', () => {
  it('says how many files were looked at', () => {
    const record = world();
    wall(record, 'a', 'brick');
    assert.match(ask(record).because, /\(1 file, for crack\)/);
    wall(record, 'b', 'brick');
    assert.match(ask(record).because, /\(2 files, for crack\)/);
  });
  it('says that it rests on what was drawn, where no file was asked', () => {
    const record = world({});
    record.addFact({ word: 'paper', place: { component: 'part', path: '' }, value: { says: 'whole' } });
    assert.match(ask(record, { rests_on: ['paper'], breaches: [{ id: 'broken', over: 'paper', when: 'fact.says == "broken"', message: 'it says that it is broken' }] }).because, /what was drawn from the component, for paper/);
  });
});

describe('a baseline', () => {
  const breach = (fingerprint: string): Record<string, unknown> => ({ id: 'wide', fingerprint, message: 'm', remedy: 'r', cwe: [], severity: 'high' });
  const inspection = (...fingerprints: readonly string[]): Inspection => ({ findings: [{ element: 'e', component: 'part', breaches: fingerprints.map(breach) }], requirements: [] }) as unknown as Inspection;
  it('counts what was known, what is new and what is gone', () => {
    const { baseline } = againstBaseline(inspection('a', 'b', 'c'), inspection('c', 'd', 'e', 'f'));
    assert.deepEqual([baseline?.known, baseline?.fresh, baseline?.gone], [1, 2, 3]);
  });
  it('does not open its gate for a new breach that only a variance of something else names', () => {
    const covered = (element: string, component: string, covers: readonly string[]): Inspection => ({ ...inspection('a', 'n'), variances: { entries: [{ element, component, covers }] } }) as unknown as Inspection;
    const standing = (now: Inspection): string | undefined => againstBaseline(now, inspection('a')).baseline?.standing;
    const named = standing(covered('e', 'part', ['n']));
    for (const other of [covered('f', 'part', ['n']), covered('e', 'other', ['n']), covered('e', 'part', ['a'])]) {
      assert.equal(standing(other), 'nonconforming');
      assert.notEqual(named, 'nonconforming');
    }
  });
  const asked = (id: string, verdict: string, component = 'part'): unknown => ({ id, component, verdict });
  const gate = (now: { readonly breaches?: readonly string[]; readonly asked?: readonly unknown[]; readonly entries?: readonly unknown[] }, before: { readonly breaches?: readonly string[]; readonly asked?: readonly unknown[] } = {}) =>
    againstBaseline({ ...inspection(...(now.breaches ?? [])), requirements: now.asked ?? [], ...(now.entries === undefined ? {} : { variances: { entries: now.entries } }) } as unknown as Inspection, { ...inspection(...(before.breaches ?? [])), requirements: before.asked ?? [] } as unknown as Inspection);
  it('marks each breach, and leaves what was handed in as it was', () => {
    const { findings } = gate({ breaches: ['a', 'b'] }, { breaches: ['b'] });
    assert.deepEqual(findings.flatMap(({ breaches }) => breaches.map(({ fingerprint, state }) => [fingerprint, state])), [['a', 'new'], ['b', 'known']]);
    assert.match(gate({}).baseline?.digest ?? '', /^sha256:[0-9a-f]{64}$/);
    assert.notEqual(gate({}, { breaches: ['a'] }).baseline?.digest, gate({}).baseline?.digest);
  });
  it('opens for what was known, and not for what is new', () => {
    assert.equal(gate({ breaches: ['a'] }, { breaches: ['a', 'b'] }).baseline?.standing, 'conforming');
    assert.equal(gate({ breaches: ['a'] }, { breaches: ['b'] }).baseline?.standing, 'nonconforming');
    assert.equal(gate({ breaches: ['a'], entries: [{ element: 'e', component: 'part', covers: ['a'] }] }).baseline?.standing, 'conforming-with-variances');
    assert.equal(gate({ breaches: ['a', 'b'], entries: [{ element: 'e', component: 'part', covers: ['a'] }] }).baseline?.standing, 'nonconforming');
  });
  it('does not open for what can no longer be decided', () => {
    assert.equal(gate({ asked: [asked('x', 'unknown')] }).baseline?.standing, 'undetermined');
    assert.equal(gate({ asked: [asked('x', 'unknown')] }, { asked: [asked('x', 'met')] }).baseline?.standing, 'undetermined');
    assert.equal(gate({ asked: [asked('x', 'unknown')] }, { asked: [asked('x', 'unknown', 'other')] }).baseline?.standing, 'undetermined');
    assert.equal(gate({ asked: [asked('x', 'unknown')] }, { asked: [asked('x', 'unknown')] }).baseline?.standing, 'conforming', 'unknown before as well');
    assert.equal(gate({ asked: [asked('x', 'unmet')] }).baseline?.standing, 'conforming');
    assert.equal(gate({ breaches: ['a'], asked: [asked('x', 'unknown')] }).baseline?.standing, 'nonconforming');
  });
});
