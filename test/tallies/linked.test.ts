/** A link map tells the languages of an image that shows nothing itself; it counts when its size does, and the sum stays that of the image. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Inspection } from '../../src/core/inspection.ts';
import { shippedBytes } from '../../src/facts/shipped-bytes.ts';
import ledger from '../../src/tallies/memory-ledger/tally.ts';
import { draw, size, state, world } from './world.ts';

const table = { languages: { C: { class: 'F', sort: 'code', because: 'raw pointers' }, 'C++': { class: 'F', sort: 'code', because: 'raw pointers' }, Rust: { class: 'B', sort: 'code', because: 'safe' }, Assembly: { class: 'F', sort: 'code', because: 'addresses' } } };
const object = (name: string, bytes: number, archive = '') => ({ object: name, archive, bytes });
const nothing = (bytes: number) => ({ language: '?', told_by: 'nothing', bytes });

interface Case {
  readonly parts?: readonly object[];
  readonly units?: number;
  readonly maps?: readonly { readonly bytes: number; readonly output?: string; readonly objects: readonly object[] }[];
  readonly commands?: readonly string[];
}

function told({ parts = [nothing(100)], units = 0, maps = [], commands = [] }: Case): readonly string[] {
  const record = world({ 'src/dose.c': 'c', 'src/start.s': 'c', 'a/util.c': 'c', 'b/util.cpp': 'c', 'lib/memset.c': 'c', 'src/dose.h': 'c' });
  for (const [path, language] of [['src/dose.c', 'C'], ['src/start.s', 'Assembly'], ['a/util.c', 'C'], ['b/util.cpp', 'C++'], ['lib/memset.c', 'C'], ['src/dose.h', 'C++']] as const) size(record, path, language, 5);
  state(record, 'shipped-code', 'out/pump.elf', { executable: 100, parts, units, largest_units: [], split_units: 0 });
  for (const [index, map] of maps.entries()) state(record, 'linked-code', `${index}.map`, { linker: 'GNU ld', output: '', ...map });
  for (const file of commands) state(record, 'compile-command', 'compile_commands.json', { file, compiler: 'cc', standard: '', optimisation: '', protections: [], warnings: [], defines: [] });
  const rows = draw(record, [ledger], table).facts.filter(({ word }) => word === shippedBytes.word).map(({ value }) => shippedBytes.schema.parse(value));
  assert.equal(rows.reduce((sum, { bytes }) => sum + bytes, 0), 100, 'the sum is that of the image');
  return rows.map(({ language, told_by: by, bytes, because }) => `${language} ${by} ${bytes}${/compile commands/.test(because) ? ' by command' : /same name/.test(because) ? ' by source' : ''}`);
}

const objects = [object('dose.c.o', 40), object('start.o', 10), object('util.o', 20), object('memset.o', 16, 'libc.a'), object('dose.a1b2.rcgu.o', 6)];

describe('a link map', () => {
  it('as large as the code of a stripped image tells what nothing else does; what it leaves open stays so', () => {
    assert.deepEqual(told({ maps: [{ bytes: 100, objects }] }), ['? nothing 44', 'Rust map 6', 'Assembly map 10 by source', 'C map 40 by source']);
  });
  it('with compile commands tells sources of one name apart', () => {
    const rows = told({ maps: [{ bytes: 100, objects }], commands: ['/w/b/util.cpp', '/w/src/dose.c'] });
    assert.deepEqual(rows, ['? nothing 24', 'Rust map 6', 'Assembly map 10 by source', 'C map 40 by command', 'C++ map 20 by command']);
  });
  it('of another size, or beside another of the same size, counts for nothing', () => {
    assert.deepEqual(told({ maps: [{ bytes: 99, objects }] }), ['? nothing 100']);
    assert.deepEqual(told({ maps: [{ bytes: 100, objects }, { bytes: 100, objects }] }), ['? nothing 100']);
    assert.equal(told({ maps: [{ bytes: 100, objects }, { bytes: 100, output: 'pump.elf', objects }] }).length, 4, 'the name of the output decides between equals');
  });
  it('adds to what the image itself tells, and overrides nothing', () => {
    assert.deepEqual(told({ parts: [{ language: 'C', told_by: 'units', bytes: 60 }, nothing(40)], units: 3, maps: [{ bytes: 100, objects }] }), ['? nothing 40', 'C units 60']);
    assert.deepEqual(
      told({ parts: [{ language: 'C or assembly', told_by: 'names', bytes: 30 }, { language: 'Rust', told_by: 'names', bytes: 6 }, nothing(64)], maps: [{ bytes: 100, objects }] }),
      ['? nothing 44', 'Rust names 6', 'C map 20 by source', 'C or assembly names 30'],
    );
  });
});

it('an image whose code could not be counted stands in the ledger with no bytes', () => {
  const record = world({ 'a.c': 'c' });
  for (const path of ['cut.elf', 'other.elf']) record.addBlank({ word: 'shipped-code', reason: 'cut', place: { component: 'part', path } }, 'c');
  state(record, 'shipped-code', 'other.elf', { executable: 5, parts: [{ language: 'C', told_by: 'units', bytes: 5 }], units: 1, largest_units: [], split_units: 0 });
  const rows = draw(record, [ledger], table).facts.filter(({ word }) => word === shippedBytes.word).map(({ value }) => shippedBytes.schema.parse(value));
  assert.deepEqual(rows.map(({ class: memoryClass, bytes, images }) => [memoryClass, bytes, images]), [['?', 0, 1], ['F', 5, 1]]);
});

const compiler = '/usr/bin/gcc';
const folder = mkdtempSync(join(tmpdir(), 'plumbline-linked-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('a stripped image that was just linked', { skip: existsSync(compiler) ? false : 'no gcc on this machine' }, () => {
  it('is explained by its map, and not by that of another build', () => {
    const run = (...words: readonly string[]): void => {
      const done = spawnSync(compiler, words, { cwd: folder, encoding: 'utf8' });
      assert.equal(done.status, 0, done.stderr);
    };
    const build = (steps: number): void => {
      writeFileSync(join(folder, 'main.c'), 'int f(int);\nint main(void) { return f(3); }\n');
      writeFileSync(join(folder, 'f.c'), `int f(volatile int a) {\n${'  a = a * a + 7;\n'.repeat(steps)}  return a;\n}\n`);
      run('-O1', '-c', 'main.c', 'f.c');
      run('-s', '-nostdlib', '-static', '-Wl,-e,main', '-Wl,--build-id=none', '-Wl,-Map=pump.map', '-o', 'pump.elf', 'main.o', 'f.o');
      for (const name of ['main.o', 'f.o']) rmSync(join(folder, name));
    };
    const shipped = (): readonly (readonly [string, string, number])[] => {
      const program = new URL('../../bin/plumbline.js', import.meta.url).pathname;
      const done = spawnSync(process.execPath, [program, 'inspect', folder, '--no-cache', '--quiet', '--as-of', '2026-11-20', '--format', 'json', '--out', '-'], { encoding: 'utf8' });
      const inspection = JSON.parse(done.stdout) as Inspection;
      return inspection.shipped.map(({ value }) => shippedBytes.schema.parse(value)).map(({ language, told_by: by, bytes }) => [language, by, bytes] as const);
    };
    build(20);
    assert.match(readFileSync(join(folder, 'pump.map'), 'utf8'), /Linker script and memory map/);
    const [row, ...others] = shipped();
    assert.deepEqual([row?.[0], row?.[1], others.length], ['C', 'map', 0]);
    const map = readFileSync(join(folder, 'pump.map'));
    build(30);
    writeFileSync(join(folder, 'pump.map'), map);
    assert.deepEqual(shipped().map(([language, by]) => [language, by]), [['?', 'nothing']]);
  });
});
