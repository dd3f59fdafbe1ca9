/** `plumbline init`: what it writes is accepted by `inspect`, what is there stays, and only a terminal is asked. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import type { Manifest } from '../../src/core/device.ts';
import { inspected, plumbline, root, scratch } from './command.ts';

const folder = scratch('init');

function pump(name: string): string {
  const home = join(folder, name);
  cpSync(join(root, 'examples', 'infusion-pump', 'as-found'), home, { recursive: true });
  rmSync(join(home, 'plumbline.yaml'));
  return home;
}

const manifestOf = (home: string): Manifest => parse(readFileSync(join(home, 'plumbline.yaml'), 'utf8')) as Manifest;

describe('init', () => {
  it('writes a manifest that inspect accepts, of the same parts as without one', () => {
    const home = pump('plain');
    const { device } = inspected([home]);
    const { status, out } = plumbline(['init', home]);
    assert.equal(status, 0);
    assert.match(out, /wrote .*plumbline\.yaml; what was inferred is marked/);
    const declared = inspected([home]).device;
    assert.deepEqual([declared.declared, declared.inferred], [true, []]);
    assert.deepEqual(declared.components.map(({ name }) => name), device.components.map(({ name }) => name));
    assert.match(readFileSync(join(home, 'plumbline.yaml'), 'utf8'), /# inferred: /);
  });

  it('replaces nothing unasked, and everything with --force', () => {
    const home = pump('kept');
    const file = join(home, 'plumbline.yaml');
    writeFileSync(file, 'mine\n');
    const { status, err } = plumbline(['init', home, '--yes']);
    assert.equal(status, 64);
    assert.match(err, /plumbline\.yaml is there already\n {2}what now: edit it, or replace it with --force/);
    assert.equal(readFileSync(file, 'utf8'), 'mine\n');
    assert.equal(plumbline(['init', home, '--force']).status, 0);
    assert.equal(manifestOf(home).plumbline, 1);
  });

  it('never waits for an answer where nobody can give one', () => {
    const home = pump('silent');
    const { status, out, seconds } = plumbline(['init', home], { input: 'a name\n'.repeat(9) });
    assert.equal(status, 0);
    assert.doesNotMatch(out, /device name \[/);
    assert.notEqual(manifestOf(home).device.name, 'a name');
    assert.ok(seconds < 20);
  });
});

/** `script` of util-linux gives the command a terminal; what is typed comes from a pipe. */
const skip = existsSync('/usr/bin/script') && process.platform === 'linux' ? false : 'no script(1) of util-linux to make a terminal with';

describe('init on a terminal', { skip }, () => {
  const typed = (home: string, keys: string): string => {
    const command = `'${process.execPath}' '${join(root, 'bin', 'plumbline.js')}' init '${home}'`;
    // The command must have made its terminal before keys come: until then Ctrl-C would kill it in the ordinary way.
    const waiting = `(sleep 2; printf '${keys}'; sleep 2) | script -qec "${command}" /dev/null`;
    return spawnSync('/bin/sh', ['-c', waiting], { encoding: 'utf8', timeout: 30_000, env: { PATH: process.env['PATH'], HOME: folder, TERM: 'dumb' } }).stdout;
  };

  it('asks, asks again for what is no answer, and marks no answer as inferred', () => {
    const home = pump('asked');
    const out = typed(home, 'Drip\\n7.1\\n\\nto drip\\nQ\\nB\\n\\n');
    assert.match(out, /that is none of them; again:/);
    const { name, version, maker, intended_use, safety_class } = manifestOf(home).device;
    assert.deepEqual([name, version, maker, intended_use, safety_class], ['Drip', '7.1', 'not stated', 'to drip', 'B']);
    assert.match(readFileSync(join(home, 'plumbline.yaml'), 'utf8'), /\n {2}name: Drip\n/);
    assert.equal(inspected([home]).device.about.name, 'Drip');
  });

  it('Ctrl-C writes nothing', () => {
    const home = pump('stopped');
    assert.match(typed(home, 'Drip\\n\\003'), /stopped with Ctrl-C, nothing was written/);
    assert.ok(!existsSync(join(home, 'plumbline.yaml')));
  });
});
