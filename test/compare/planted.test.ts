/** Thirty planted differences, and the original against itself: each is found, and agreement is not doubted. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Comparison } from '../../src/compare/result.ts';

const root = join(import.meta.dirname, '..', '..');
const source = join(import.meta.dirname, 'planted', 'pump.c');
const folder = mkdtempSync(join(tmpdir(), 'plumbline-planted-'));
const compiler = existsSync('/usr/bin/gcc');
after(() => rmSync(folder, { recursive: true, force: true }));

function compare(plant: number, inputs: number): Comparison {
  const place = join(folder, `p${plant}`);
  spawnSync('mkdir', ['-p', place]);
  cpSync(join(import.meta.dirname, 'planted', 'pump.yaml'), join(place, 'plan.yaml'));
  for (const [name, number] of [['original', 0], ['planted', plant]] as const) {
    const built = spawnSync('gcc', ['-O1', `-DPLANT=${number}`, '-o', join(place, name), source], { encoding: 'utf8' });
    assert.equal(built.status, 0, built.stderr);
  }
  const ran = spawnSync(process.execPath, [join(root, 'bin', 'plumbline.js'), 'compare', '--plan', join(place, 'plan.yaml'), '--inputs', String(inputs), '--time', '20', '--out', join(place, 'out'), '--quiet'], { encoding: 'utf8' });
  assert.notEqual(ran.status, 70, ran.stderr);
  assert.notEqual(ran.status, 64, ran.stderr);
  return JSON.parse(readFileSync(join(place, 'out', 'comparison.json'), 'utf8')) as Comparison;
}

describe('planted differences', { skip: compiler ? false : 'no gcc on this machine' }, () => {
  it('are not seen where there are none', () => {
    const same = compare(0, 1500);
    assert.deepEqual([same.conclusion, same.cases], ['agrees', []], same.because);
    assert.ok(same.inputs.accepted > 100 && same.inputs.rejected > 100);
  });
  const chosen = process.env['PLUMBLINE_SLOW'] === '1' ? Array.from({ length: 30 }, (_, index) => index + 1) : [5, 8, 10, 25, 27, 30];
  for (const plant of chosen) {
    it(`number ${plant} is found`, () => {
      const found = compare(plant, 2500);
      assert.equal(found.conclusion, 'differs', found.because);
      assert.ok(found.cases.every(({ input_hex, first_length }) => input_hex.length / 2 <= first_length));
    });
  }
});
