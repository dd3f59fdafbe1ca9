/** Programs built for coverage guide which inputs are changed again; the files they leave are read, whatever is in them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { readPaths } from '../../src/compare/paths.ts';
import type { Comparison } from '../../src/compare/result.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'plumbline-paths-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Sixteen bytes that must be large and small in turn before the two sides differ: hardly ever by chance, step by step when a step is seen. */
const source = '#include <stdio.h>\nint main(void) { unsigned char b[64] = {0}; int n = (int)fread(b, 1, 64, stdin), i = 0; while (i < 16 && (i % 2 ? b[i] < 64 : b[i] >= 192)) i++;\n#ifdef PLANT\n if (i == 16) { puts("deep"); return 0; }\n#endif\n puts("ok"); return n == 0; }\n';

const builds: readonly (readonly [name: string, compiler: string, flags: readonly string[]])[] = [
  ['gcc --coverage', 'gcc', ['-O1', '--coverage']],
  ['clang -fprofile-instr-generate', 'clang', ['-O1', '-fprofile-instr-generate']],
];

function compare(name: string, covered: string | undefined, inputs = 5120): Comparison {
  const place = join(folder, name.replace(/\W+/g, '-'));
  mkdirSync(join(place, 'corpus'), { recursive: true });
  writeFileSync(join(place, 'corpus', 'one'), 'some text to begin with, longer than what counts');
  writeFileSync(join(place, 'plan.yaml'), `comparison: 1\ntitle: t\nold: {command: [${join(folder, 'old')}]}\nnew: {command: [${join(folder, 'new')}]${covered === undefined ? '' : `, covered: [${covered}]`}}\ncorpus: [corpus]\n`);
  const ran = spawnSync(process.execPath, [join(root, 'bin', 'plumbline.js'), 'compare', '--plan', join(place, 'plan.yaml'), '--inputs', String(inputs), '--time', '60', '--out', join(place, 'out'), '--quiet'], { encoding: 'utf8' });
  assert.ok(ran.status !== 64 && ran.status !== 70, ran.stderr);
  return JSON.parse(readFileSync(join(place, 'out', 'comparison.json'), 'utf8')) as Comparison;
}

/** Builds the program; answers with the reason when that cannot be done here. */
function build(compiler: string, target: string, ...flags: readonly string[]): string | false {
  writeFileSync(join(folder, 'deep.c'), source);
  const done = spawnSync(compiler, [...flags, '-o', join(folder, target), join(folder, 'deep.c')], { encoding: 'utf8', cwd: folder });
  return done.status === 0 ? false : `${compiler} ${flags.join(' ')} does not work here: ${done.error?.message ?? done.stderr.slice(0, 200)}`;
}

describe('coverage of programs', { skip: build('gcc', 'old', '-O1') || build('gcc', 'new', '-O1', '-DPLANT') }, () => {
  it('leads to a difference that chance does not find', () => {
    assert.deepEqual(compare('chance', undefined).cases, []);
  });
  for (const [name, compiler, flags] of builds) {
    const target = `covered ${name}`.replace(/\W+/g, '-');
    it(name, { skip: build(compiler, target, '-DPLANT', ...flags) }, () => {
      const found = compare(name, join(folder, target));
      assert.deepEqual(found.cases.map((one) => one.class), ['different-value'], `${found.new.edges} edges, ${found.inputs.kept} kept`);
      assert.ok((found.new.edges ?? 0) >= 4, `${found.new.edges} edges`);
      assert.ok(!found.not_compared.some((phrase) => phrase.includes('paths of the replacement')));
    });
  }
  it('clang -fsanitize-coverage, which is slow', { skip: build('clang', 'guarded', '-O0', '-fsanitize-coverage=trace-pc-guard') }, () => {
    const found = compare('by a sanitizer', join(folder, 'guarded'), 256);
    assert.ok((found.new.edges ?? 0) >= 3, `${found.new.edges} edges`);
  });
});

describe('a file of coverage', () => {
  it('gives the arcs that were passed, each function by itself', () => {
    const words = (...all: readonly number[]): Buffer => Buffer.concat(all.map((word) => { const bytes = Buffer.alloc(4); bytes.writeInt32LE(word | 0); return bytes; }));
    const file = words(0x67636461, 0x4232322a, 1, 2, 0x01000000, 12, 77, 0, 0, 0x01a10000, -24, 0x01000000, 12, 78, 0, 0, 0x01a10000, 16, 0, 0, 5, 0);
    const found: [string, number][] = [];
    readPaths({ name: 'a.gcda', bytes: file }, (counter, times) => found.push([counter, times]));
    assert.deepEqual(found, [['a.gcda 78 8', 5]]);
  });
  it('may hold anything', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('gcda', 'profraw', 'sancov'), (bytes, ending) => {
      const head = ending === 'gcda' ? Buffer.from('6164636762323242', 'hex') : Buffer.alloc(0);
      readPaths({ name: `x.${ending}`, bytes: Buffer.concat([head, bytes]) }, (counter, times) => assert.ok(counter.length > 0 && times > 0));
    }), { numRuns: 500 });
  });
});
