/** Units, their axes and outcomes from invented records: what must come first, what must be left, and what must never be blended. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { History } from '../../src/core/history.ts';
import { buildRoadmap } from '../../src/roadmap/build.ts';
import type { RoadmapRecord } from '../../src/roadmap/gather.ts';
import type { Roadmap, Unit } from '../../src/roadmap/model.ts';
import { noOverrides, readOverrides, type Overrides } from '../../src/roadmap/overrides.ts';
import { ownTables, sampleHistory, sampleRecord } from './samples.ts';

const tables = await ownTables();

function build(record: RoadmapRecord, history?: History, overrides: Overrides = noOverrides): Roadmap {
  return buildRoadmap({ record, history, historyTrouble: 'not asked for', tables, overrides, asOf: '2026-11-01', revision: '', version: '0' });
}

function unit(roadmap: Roadmap, name: string): Unit {
  const found = roadmap.units.find((one) => one.name === name);
  assert.ok(found, `no unit ${name} among ${roadmap.units.map((one) => one.name).join(', ')}`);
  return found;
}

const files = {
  'src/packet_parser.c': { code: 400, functions: ['parse_packet', 'parse_header'], includes: ['packet_parser.h', 'util.h'] },
  'src/packet_parser.h': { code: 10, functions: [] },
  'src/motor.c': { code: 300, functions: ['motor_step', 'motor_stop'], includes: ['motor.h'] },
  'src/motor.h': { code: 8, functions: [] },
  'src/util.c': { code: 60, functions: ['clamp'], includes: ['util.h'] },
  'src/util.h': { code: 4, functions: [] },
  'src/display.c': { code: 200, functions: ['draw', 'clear'], includes: ['motor.h'] },
  'tests/test_packet.c': { component: 'tests', code: 50, functions: ['main'], includes: ['packet_parser.h'] },
};

describe('cutting', () => {
  it('takes modules where one folder holds a component, folders where there are several', () => {
    assert.deepEqual(build(sampleRecord(files)).units.map(({ name }) => name).sort(), ['src/display', 'src/motor', 'src/packet_parser', 'src/util']);
    const folders = build(sampleRecord({ 'net/src/a.c': { code: 100, functions: ['a'] }, 'net/include/a.h': { code: 9, functions: [] }, 'usb/b.c': { code: 100, functions: ['b'] } }));
    assert.deepEqual(folders.units.map(({ name, files: own }) => [name, own.length]).sort(), [['net', 2], ['usb', 1]]);
  });

  it('takes tables of numbers and what does not ship for no unit, and counts them', () => {
    const { units, leftOut } = build(sampleRecord({ ...files, 'fonts/big.c': { code: 9000, functions: [] } }));
    assert.ok(units.every(({ name }) => !name.startsWith('fonts') && !name.startsWith('tests')));
    assert.ok(leftOut.some(({ what, code }) => what.startsWith('tables of more than') && code === 9000));
  });

  it('moves a small library of a larger device whole, and lets no table make a folder look like all of it', () => {
    const parts = (folder: string, code: number): Record<string, { readonly component: string; readonly code: number; readonly functions: readonly string[] }> =>
      Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${folder}/${name}.c`, { component: folder === 'codes' ? 'codes' : 'firmware', code, functions: [name] }]));
    const { units, leftOut } = build(sampleRecord({ ...parts('net', 900), ...parts('usb', 900), ...parts('ui', 900), ...parts('codes', 60), 'net/font.h': { code: 90_000, functions: [] } }, { library: 'codes' }));
    assert.deepEqual(units.map(({ name, code }) => [name, code]).sort(), [['codes', 240], ['net', 3600], ['ui', 3600], ['usb', 3600]]);
    assert.deepEqual(leftOut.map(({ code }) => code), [90_000]);
  });

  it('has no row for stubs and headers of constants among modules, nor for stand-ins of tests', () => {
    const { units, leftOut } = build(sampleRecord({ ...files, 'src/radio_stubs.c': { code: 19, functions: ['radio_init'] }, 'src/hal_mock.c': { code: 400, functions: ['hal_init'] } }));
    assert.deepEqual(units.map(({ name }) => name).sort(), ['src/display', 'src/motor', 'src/packet_parser', 'src/util']);
    assert.ok(leftOut.some(({ what, files: count, code }) => what.startsWith('modules of fewer') && count === 1 && code === 19));
  });

  it('weighs one finding in a small unit as one, not as many per thousand lines', () => {
    const points = (code: number, hazards: number): number | undefined => unit(build(sampleRecord({ ...files, 'src/util.c': { code, functions: ['copy'], hazards } })), 'src/util').risk.inputs.find(({ key }) => key === 'findings')?.points;
    assert.deepEqual([points(40, 1), points(900, 1), points(40, 5), points(4000, 4)], [2, 2, 10, 2]);
  });
});

describe('ranking', () => {
  it('puts the parser of outside bytes first and says why', () => {
    const roadmap = build(sampleRecord(files, { untrusted: ['port'] }));
    assert.equal(roadmap.units[0]?.name, 'src/packet_parser');
    assert.equal(roadmap.units[0]?.ruleOfTwo.untrusted, true);
    for (const { risk, feasibility } of roadmap.units) for (const { source, said } of [...risk.inputs, ...feasibility.inputs]) assert.ok(source !== '' && said !== '');
  });

  it('never lets three of the Rule of 2 be left or only hardened', () => {
    for (const { ruleOfTwo, outcome, name } of build(sampleRecord(files, { untrusted: ['port'] })).units) {
      if (ruleOfTwo.untrusted && ruleOfTwo.unsafe && ruleOfTwo.privileged) assert.ok(['replace now', 'wrap and isolate'].includes(outcome), `${name} is to ${outcome}`);
    }
  });

  it('leaves memory-safe units, and old quiet ones without a finding', () => {
    const roadmap = build(sampleRecord({ ...files, 'safe/a.rs': { code: 90, functions: ['a'], language: 'Rust' } }), sampleHistory({ 'src/display.c': { medianYears: 9 } }));
    assert.equal(unit(roadmap, 'safe').outcome, 'leave');
    assert.equal(unit(roadmap, 'src/display').outcome, 'leave');
  });

  it('raises the risk by mended memory errors and shows them', () => {
    const mendings = [1, 2, 3].map((at) => ({ commit: `c${at}`, day: '2026-01-01', subject: 'fix overflow', cves: [] }));
    const before = unit(build(sampleRecord(files), sampleHistory({ 'src/util.c': {} })), 'src/util');
    const after = unit(build(sampleRecord(files), sampleHistory({ 'src/util.c': { mendings, fixes: [1, 2, 3] } })), 'src/util');
    assert.ok(after.risk.score > before.risk.score);
    assert.equal(after.mendings.length, 3);
  });

  it('counts what could not be told for neither side', () => {
    const without = unit(build(sampleRecord(files)), 'src/motor');
    assert.equal(without.risk.inputs.find(({ key }) => key === 'defects')?.points, undefined);
    assert.ok(without.risk.told < 100);
  });

  it('says of a library of a third party without a candidate that it is to be isolated', () => {
    const record = sampleRecord({ 'weird/socket.c': { code: 900, functions: ['recv_all'], includes: ['sys/socket.h'] } }, { party: 'third-party', untrusted: ['port'] });
    const [found] = build(record).units;
    assert.ok(found?.outcome !== 'replace now' || found.candidates.length > 0);
  });

  it('sees tests that include a header', () => {
    const tested = unit(build(sampleRecord(files)), 'src/packet_parser').feasibility.inputs.find(({ key }) => key === 'tests');
    assert.ok((tested?.points ?? 0) > 0);
  });
});

describe('parts', () => {
  it('tells the microcontroller by headers and says what is missing', () => {
    const { readiness } = build(sampleRecord({ ...files, 'src/board.c': { code: 30, functions: ['init'], includes: ['stm32u5xx_hal.h', 'FreeRTOS.h'] } }));
    const { family, core, system, ways } = readiness['firmware'] ?? assert.fail('no readiness');
    assert.deepEqual([family, core, system], ['ST STM32', 'Cortex-M33F', 'FreeRTOS']);
    assert.deepEqual(ways.map(({ name }) => name), ['Rust', 'Ada and SPARK', 'C with -fbounds-safety', 'C on CHERI hardware']);
    assert.ok(ways[0]?.missing.some((one) => one.startsWith('no qualified compiler for safety class C')));
    assert.ok(ways[0]?.missing.some((one) => one.includes('quote the certificate')), 'conflicts of sources are said');
  });

  it('does not find a sign in the middle of a name', () => {
    const { readiness } = build(sampleRecord({ 'src/mystm32thing.c': { code: 9, functions: ['f'] } }));
    assert.equal(readiness['firmware']?.family, '');
  });
});

describe('overrides', () => {
  it('change an input with the reason beside it', () => {
    const overrides = readOverrides('roadmap: 1\ninputs:\n  - {unit: src/motor, axis: risk, input: reach, points: 25, reason: it takes raw frames from the bus}\n', 'o.yaml');
    const reach = unit(build(sampleRecord(files), undefined, overrides), 'src/motor').risk.inputs.find(({ key }) => key === 'reach');
    assert.equal(reach?.points, 25);
    assert.match(reach?.overridden?.reason ?? '', /raw frames/);
  });

  it('refuse a unit and an input that there are not', () => {
    const one = (text: string): Overrides => readOverrides(`roadmap: 1\ninputs:\n  - ${text}\n`, 'o.yaml');
    assert.throws(() => build(sampleRecord(files), undefined, one('{unit: nowhere, axis: risk, input: reach, points: 1, reason: because I say so}')), { code: 'no-such-unit' });
    assert.throws(() => build(sampleRecord(files), undefined, one('{unit: src/motor, axis: risk, input: luck, points: 1, reason: because I say so}')), { code: 'no-such-input' });
  });

  it('cut units anew', () => {
    const overrides = readOverrides('roadmap: 1\nunits:\n  - {name: drive, paths: [src/motor.c, src/motor.h, src/util.c], reason: one team owns all of these}\n', 'o.yaml');
    assert.equal(unit(build(sampleRecord(files), undefined, overrides), 'drive').files.length, 3);
  });
});
