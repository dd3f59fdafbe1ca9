/** `plumbline inspect` as its contract states it: options, streams and exit codes, on devices of a few lines. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Inspection } from '../../src/core/inspection.ts';
import { day, inspected, plant, plumbline, root, scratch, shell, smallLaw } from './command.ts';

const folder = scratch('inspect');
const law = join(folder, 'law');
const strict = join(folder, 'strict');
const device = join(folder, 'device');
const nothing = join(folder, 'nothing');
plant(law, smallLaw(10));
plant(strict, smallLaw(1));
plant(device, { 'src/a.c': 'int one(void)\n{\n\treturn 1;\n}\n' });
plant(nothing, { 'README.md': '# no source\n' });
const under = (codebook: string): readonly string[] => ['--codebook', codebook, '--edition', 'small-1', '--as-of', day];

describe('exit codes', () => {
  it('0 conforming', () => assert.equal(plumbline(['inspect', device, ...under(law), '--quiet']).status, 0));
  it('1 nonconforming', () => assert.equal(plumbline(['inspect', device, ...under(strict), '--quiet']).status, 1));
  it('2 undetermined', () => assert.equal(plumbline(['inspect', nothing, ...under(law), '--quiet']).status, 2));
  it('64 for what the operator can mend', () => assert.equal(plumbline(['inspect', join(folder, 'nowhere')]).status, 64));
  it('70 when a part of Plumbline fails, and then nothing is claimed or written', () => {
    const broken = join(folder, 'broken');
    for (const part of ['src', 'bin', 'codebook', 'package.json']) cpSync(join(root, part), join(broken, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(broken, 'node_modules'));
    const probe = join(broken, 'src', 'materials', 'c', 'size.probe.ts');
    writeFileSync(probe, readFileSync(probe, 'utf8').replace(/\n(export default .*)/, "\n(probe as { look: unknown }).look = () => { throw new Error('boom'); };\n$1"));
    const report = join(folder, 'broken.json');
    const { status, out, err } = plumbline(['inspect', device, '--out', report], { program: join(broken, 'bin', 'plumbline.js') });
    assert.equal(status, 70, err);
    assert.equal(out, '');
    assert.match(err, /our fault[^]*src\/a\.c[^]*boom[^]*no inspection was made[^]*what now:/);
    assert.ok(!existsSync(report));
  });
});

describe('streams', () => {
  it('--format json --out - prints the inspection and nothing else', () => {
    const { out, err } = plumbline(['inspect', device, '--format', 'json', '--out', '-']);
    assert.equal((JSON.parse(out) as Inspection).schema, 'plumbline-inspection-1');
    assert.equal(err, '');
  });
  it('without options a text report of at most 80 columns is printed', () => {
    const { out, err } = plumbline(['inspect', device]);
    assert.match(out, /NONCONFORMING|UNDETERMINED/);
    assert.deepEqual(out.split('\n').filter((line) => [...line].length > 80), []);
    assert.equal(err, '');
  });
  it('a report that cannot be printed whole is no report', { skip: existsSync('/dev/full') ? false : 'no /dev/full on this machine' }, () => {
    const { status, err } = shell('"$0" "$1" inspect "$2" --format json > /dev/full', [device]);
    assert.equal(status, 64);
    assert.match(err, /ENOSPC\n {2}what now: /);
  });
  it('a reader that closes early is no fault', () => {
    const { out, err } = shell('"$0" "$1" inspect "$2" --format html | head -c 9', [device]);
    assert.deepEqual([out, err], ['<!doctype', '']);
  });
});

describe('formats and places', () => {
  it('several formats go to a folder, which is made', () => {
    const out = join(folder, 'made', 'reports');
    const formats = ['text', 'json', 'sarif', 'markdown', 'html'];
    const { status, out: said } = plumbline(['inspect', device, ...formats.flatMap((name) => ['--format', name]), '--out', out]);
    assert.equal(status, 2);
    assert.deepEqual(readdirSync(out).sort(), ['.html', '.json', '.md', '.sarif', '.txt'].map((end) => `plumbline-report${end}`));
    for (const name of readdirSync(out)) assert.ok(said.includes(`wrote ${join(out, name)}\n`), said);
  });
  it('a file takes one, of the format that its name says', () => {
    const report = join(folder, 'findings.sarif');
    assert.equal(plumbline(['inspect', device, '--out', report, '--quiet']).out, '');
    assert.match(readFileSync(report, 'utf8'), /"version": ?"2\.1\.0"/);
  });
  it('take the format from the longest ending that is known', () => {
    for (const [ending, holds] of [['.json', '"schema":"plumbline-inspection-1"'], ['.cdx-1.7.json', '"specVersion": "1.7"'], ['.oscal-ar.json', '"assessment-results"'], ['.oscal-poam.json', '"plan-of-action-and-milestones"']] as const) {
      const file = join(folder, `ending${ending}`);
      plumbline(['inspect', device, '--out', file, '--quiet']);
      assert.ok(readFileSync(file, 'utf8').includes(holds), ending);
    }
  });
  it('--quiet with a report prints nothing at all', () => {
    const { out, err } = plumbline(['inspect', device, '--format', 'html', '--out', `${folder}/quiet/`, '--quiet']);
    assert.deepEqual([out, err], ['', '']);
  });
  it('a report within the device is no part of it: the second run agrees with the first', () => {
    const home = join(folder, 'within');
    cpSync(device, home, { recursive: true });
    const runs = [1, 2].map(() => {
      plumbline(['inspect', '.', '--as-of', day, '--out', 'report.json', '--quiet'], { cwd: home });
      return readFileSync(join(home, 'report.json'), 'utf8');
    });
    assert.equal(runs[0], runs[1]);
    assert.match(runs[0] ?? '', /"glob":"report\.json","reason":"a report of Plumbline/);
  });
});

describe('what is asked for', () => {
  it('--edition, --level and --as-of stand in the inspection', () => {
    const { edition, level, as_of } = inspected([device, ...under(law), '--level', '2']);
    assert.deepEqual([edition.id, level.value, level.asked, as_of], ['small-1', 2, true, day]);
  });
  it('--codebook adds law, named without its place', () => {
    const { loaded } = inspected([device, '--codebook', law, '--edition', 'ieee-2015']);
    assert.deepEqual(loaded.codebooks.map(({ name }) => name), ['plumbline', 'law']);
  });
  it('a single file is a device', () => assert.equal(inspected([join(device, 'src', 'a.c')]).inventory.artifacts, 1));
  it('--no-cache leaves nothing behind', () => {
    const cache = join(folder, 'cache');
    inspected([device, '--no-cache', '--jobs', '2'], { env: { PLUMBLINE_CACHE: cache } });
    assert.deepEqual(existsSync(cache) ? readdirSync(cache).filter((name) => /\.(?:text|index|partial)$/.test(name)) : [], []);
    inspected([device], { env: { PLUMBLINE_CACHE: cache } });
    assert.ok(readdirSync(cache).some((name) => name.endsWith('.index')));
  });
});
