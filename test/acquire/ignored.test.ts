/** Ignore files are obeyed as git obeys them, what they hide is named, and what git tracks is seen all the same. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { walkDirectory } from '../../src/acquire/walk.ts';
import { commitAll, git, lay, paths, scratch } from './scratch.ts';

test('ignored files and folders are passed by, and each is named with its rule', (context) => {
  const tree = walkDirectory(scratch(context, { '.gitignore': 'build/\n*.o\n!keep.o\n', 'build/x': '', 'a.o': '', 'keep.o': '', 'sub/.gitignore': '/local\n', 'sub/local': '', 'sub/deep/local': '' }));
  assert.deepEqual(paths(tree), ['.gitignore', 'keep.o', 'sub/.gitignore', 'sub/deep/local']);
  assert.deepEqual(tree.asides().map(({ path, reason }) => [path, reason]), [['a.o', 'ignored by .gitignore'], ['build', 'ignored by .gitignore'], ['sub/local', 'ignored by sub/.gitignore']]);
});

test('what git tracks belongs to the device though a rule names it', (context) => {
  const folder = scratch(context, { '.gitignore': 'vendor/\n*.bin\n', 'vendor/lib.c': 'x', 'boot.bin': 'x' });
  git(folder, 'init', '-q');
  commitAll(folder, '2025-01-01');
  lay(folder, { 'vendor/scratch.c': 'x', 'other.bin': 'x' });
  const tree = walkDirectory(folder);
  assert.deepEqual(paths(tree), ['.gitignore', 'boot.bin', 'vendor/lib.c']);
  assert.deepEqual(tree.asides().map(({ path }) => path), ['.git', 'other.bin', 'vendor/scratch.c']);
});

test('rules above the inspected folder hold in it', (context) => {
  const folder = scratch(context, { '.gitignore': '*.tmp\n/part/out\n', 'part/a.c': 'x', 'part/b.tmp': 'x', 'part/out/x': 'x', 'out/x': 'x' });
  git(folder, 'init', '-q');
  const tree = walkDirectory(join(folder, 'part'));
  assert.deepEqual(paths(tree), ['a.c']);
  assert.deepEqual(tree.asides().map(({ reason }) => reason), ['ignored by a .gitignore above the folder', 'ignored by a .gitignore above the folder']);
});

test('git and the walk agree on made-up rules and trees', (context) => {
  const folder = scratch(context);
  git(folder, 'init', '-q');
  const name = fc.constantFrom('a', 'b', 'ab', 'a.o', 'b.o', 'a.b.o', '.x', 'a b', '#a', '[ab');
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  const rule = fc.tuple(fc.constantFrom('', '!', '/'), fc.constantFrom('a', '*.o', 'a*', '?', 'b/', 'a/b', '**/a', 'a/**', '[ab]', '.*', '*', 'a/*', '\\a', 'ab', 'b.o', '*.b.o', 'a?[bo]', '[!a]*', '\\#*', '[]a]', '[ab', 'a*.*o', '*[.]o', '[a-b]?*')).map(([front, back]) => front + back);
  fc.assert(fc.property(fc.uniqueArray(path, { maxLength: 8 }), fc.array(rule, { maxLength: 4 }), fc.array(rule, { maxLength: 2 }), (files, rules, inner) => {
    const round = join(folder, 'round');
    rmSync(round, { recursive: true, force: true });
    mkdirSync(round);
    // A path that is the folder of another would clash: only leaves are laid.
    const leaves = files.filter((one) => !files.some((other) => other.startsWith(`${one}/`)));
    lay(round, Object.fromEntries([...leaves.map((leaf) => [leaf, 'x'] as const), ['.gitignore', rules.join('\n')], ['a.d/.gitignore', inner.join('\n')], ['a.d/a', ''], ['a.d/b.o', '']]));
    const told = git(round, 'ls-files', '-z', '--others', '--exclude-per-directory=.gitignore', '.').split('\0').filter((one) => one !== '').sort();
    assert.deepEqual(paths(walkDirectory(round)), told);
  }), { numRuns: 60 });
});
