/** The walk: one order, every entry, no link followed, every name survives, limits are told. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { defaultLimits } from '../../src/acquire/limits.ts';
import { openReader } from '../../src/acquire/reader.ts';
import { leavesRoot, walkDirectory } from '../../src/acquire/walk.ts';
import { all, paths, scratch } from './scratch.ts';

test('the order is that of whole paths by code unit, wherever the folder lies', (context) => {
  const names = ['a/b', 'a.c', 'a-b', 'a!', 'A', 'a/c/d', 'a/c.d', 'ä', '\uff5e', '\u{1f600}', 'Z', 'a b/c'];
  const folder = scratch(context, Object.fromEntries(names.map((name) => [name, 'x'])));
  const found = paths(walkDirectory(folder));
  assert.deepEqual(found, [...names].sort());
  const copy = join(scratch(context), 'copy');
  cpSync(folder, copy, { recursive: true });
  assert.deepEqual(paths(walkDirectory(copy)), found);
});

test('links are told with their text and never followed, so a loop is harmless', (context) => {
  const folder = scratch(context, { 'src/a.c': 'x' });
  symlinkSync('..', join(folder, 'src/loop'));
  symlinkSync('/etc/passwd', join(folder, 'out'));
  symlinkSync('nowhere', join(folder, 'dangling'));
  const links = all(walkDirectory(folder)).filter(({ sort }) => sort === 'link');
  assert.deepEqual(links.map(({ path, target, leaves }) => [path, target, leaves]), [['dangling', 'nowhere', false], ['out', '/etc/passwd', true], ['src/loop', '..', false]]);
});

test('a link leaves the root when its text climbs above it', () => {
  for (const [path, target, leaves] of [['a/b', '../../c', true], ['a/b', '../c', false], ['a', 'b/../../c', true], ['a', './b/../c', false], ['a/b/c', '../../..', true]] as const) {
    assert.equal(leavesRoot(path, target), leaves, `${path} -> ${target}`);
  }
});

test('hostile names survive and can be read', (context) => {
  const folder = scratch(context);
  const names = ['new\nline', 'esc\u001b[31mred', '\u202eevil', '<script>', '-rf', 'back\\x41slash', '\\', "quote'\"", ' '];
  for (const name of names) writeFileSync(join(folder, name), name);
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/bad`), Buffer.from([0xff, 0xfe])]), 'bad');
  mkdirSync(Buffer.concat([Buffer.from(`${folder}/dir`), Buffer.from([0x80])]));
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/dir`), Buffer.from([0x80]), Buffer.from('/in')]), 'in');
  const tree = walkDirectory(folder);
  const texts = new Map<string, string>();
  for (const batch of tree.batches) {
    for (const [{ path }, got] of openReader(tree.origin)(batch, (size) => new Uint8Array(size))) texts.set(path, Buffer.from(got.bytes ?? []).toString());
  }
  for (const name of names) assert.equal(texts.get(name.replace('\\x41', '\\x5cx41')), name);
  assert.equal(texts.get('bad\\xff\\xfe'), 'bad');
  assert.equal(texts.get('dir\\x80/in'), 'in');
});

test('a FIFO is told and not opened', { skip: process.platform === 'win32' }, (context) => {
  const folder = scratch(context);
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const [seen] = all(walkDirectory(folder));
  assert.equal(seen?.sort, 'special');
  assert.match(seen?.trouble ?? '', /no regular file/);
});

test('limits end in a trouble that names them, not in an exception', (context) => {
  const folder = scratch(context, Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`f${String(at).padStart(2, '0')}`, 'x'])));
  const many = all(walkDirectory(folder, { limits: { ...defaultLimits, maxArtifacts: 10 } }));
  assert.equal(many.length, 11);
  assert.match(many.at(-1)?.trouble ?? '', /maxArtifacts = 10/);
  const deep = scratch(context, { 'a/b/c/d/e': 'x', 'a/f': 'x' });
  const shallow = all(walkDirectory(deep, { limits: { ...defaultLimits, maxDepth: 2 } }));
  assert.deepEqual(shallow.map(({ path }) => path), ['a/b', 'a/f']);
  assert.match(shallow[0]?.trouble ?? '', /maxDepth = 2/);
  const long = all(walkDirectory(scratch(context, { [`${'n'.repeat(90)}/x`]: 'x' }), { limits: { ...defaultLimits, maxPathLength: 50 } }));
  assert.match(long[0]?.trouble ?? '', /maxPathLength = 50/);
});

test('a folder that cannot be listed is a trouble', (context) => {
  // Root may list everything, so the folder is a file by the time it is opened: the root itself.
  const folder = scratch(context, { file: 'x' });
  const [seen] = all(walkDirectory(join(folder, 'file')));
  assert.match(seen?.trouble ?? '', /could not be read: ENOTDIR/);
});

test('batches end by number and by bytes', (context) => {
  const folder = scratch(context, Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`${at}`, 'x'])));
  assert.deepEqual([...walkDirectory(folder).batches].map((batch) => batch.length), [256, 256, 88]);
  assert.equal(readdirSync(folder).length, 600);
});

test('version control data are passed by and said', (context) => {
  const tree = walkDirectory(scratch(context, { '.git/config': 'x', 'sub/.git': 'gitdir: elsewhere', 'sub/a.c': 'x' }));
  assert.deepEqual(paths(tree), ['sub/a.c']);
  assert.deepEqual(tree.asides().map(({ path, sort }) => [path, sort]), [['.git', 'folder'], ['sub/.git', 'file']]);
});
