/** A clean machine with an old Node and npm: the two commands of the README, from a fresh clone. It takes minutes and only runs when asked for. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { root, scratch } from './command.ts';

/** A Node that cannot run TypeScript by itself, if the machine has one. */
function oldNode(): string | undefined {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return places.map((place) => join(place, 'node')).find((file) => existsSync(file) && /^v2[01]\./.test(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout));
}

const node = oldNode();
const skip = process.env['PLUMBLINE_SLOW'] === undefined ? 'takes minutes; run it with PLUMBLINE_SLOW=1' : node === undefined ? 'there is no Node 20 or 21 on this machine' : false;

describe('a fresh clone on a machine with Node 20', { skip }, () => {
  const clone = join(scratch('setup'), 'clone with space');
  const npm = (...args: readonly string[]) =>
    spawnSync('npm', args, {
      cwd: clone, encoding: 'utf8', timeout: 900_000, maxBuffer: 1 << 28,
      env: { HOME: process.env['HOME'], PATH: `${dirname(node ?? '')}${delimiter}/usr/bin${delimiter}/bin`, TMPDIR: process.env['TMPDIR'], PLUMBLINE_CACHE: join(dirname(clone), 'cache') },
    });
  before(() => assert.equal(spawnSync('git', ['clone', '-q', root, clone]).status, 0));

  it('npm start sets itself up, inspects the example and says where the report is', () => {
    const { status, stdout, stderr } = npm('start');
    assert.equal(status, 0, stderr);
    assert.match(stderr, /setting up the libraries[^]*setting up Node 24, because this machine has v2[01]/);
    assert.match(stdout, /NONCONFORMING[^]*wrote .*plumbline-report\.html\n[^]*npm start -- .*as-mended/);
    assert.match(readFileSync(join(clone, 'plumbline-report.html'), 'utf8'), /^<!doctype html>/i);
  });
  it('npm start -- PATH inspects another device, seen from where the person stands', () => {
    const { status, stdout, stderr } = npm('start', '--', 'codebook/incidents/slammer/fixed');
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(stderr, /setting up/);
    assert.match(stdout, /wrote /);
  });
  it('npm test runs what it is given', () => {
    const { status, stdout, stderr } = npm('test', '--', 'test/judge/judge.test.ts', 'test/judge/standing.test.ts');
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /pass [1-9]\d*\n/);
  });
  it('bin/plumbline.js finds the Node that was brought along, and npm pack packs', () => {
    const done = spawnSync(node ?? '', [join(clone, 'bin', 'plumbline.js'), '--version'], { encoding: 'utf8' });
    assert.deepEqual([done.status, done.stderr], [0, '']);
    const packed = npm('pack');
    assert.equal(packed.status, 0, packed.stderr);
    assert.ok(existsSync(join(clone, 'dist', 'scan', 'kernel.wasm')));
  });
});
