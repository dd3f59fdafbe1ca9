/** Owners by the longest folder, globs without surprises. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ownerOf, setAsideBy } from '../../src/acquire/assign.ts';
import { compileGlob } from '../../src/acquire/glob.ts';

test('the longest folder owns a path, a file itself most of all', () => {
  const owner = ownerOf([{ name: 'root', where: ['.'] }, { name: 'src', where: ['src/'] }, { name: 'driver', where: ['./src/driver'] }, { name: 'image', where: ['src/driver/boot.bin'] }]);
  const expected = { 'a.c': 'root', 'src/a.c': 'src', 'src/driver/a.c': 'driver', 'src/driver2/a.c': 'src', 'src/driver/boot.bin': 'image', 'src/driver/boot.bin2': 'driver' };
  for (const [path, name] of Object.entries(expected)) assert.equal(owner(path), name, path);
  assert.equal(ownerOf([{ name: 'src', where: ['src'] }])('other/a.c'), undefined);
});

test('the answer does not depend on what was asked before', () => {
  const where = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }).map((parts) => parts.join('/'));
  fc.assert(fc.property(fc.uniqueArray(where, { minLength: 1, maxLength: 5 }), fc.array(where.map((path) => `${path}${path === '' ? '' : '/'}f`), { maxLength: 20 }), (folders, paths) => {
    const components = folders.map((folder, at) => ({ name: `c${at}`, where: [folder] }));
    const shared = ownerOf(components);
    for (const path of paths) {
      const longest = folders.map((folder, at) => ({ folder, name: `c${at}` })).filter(({ folder }) => folder === '' || path.startsWith(`${folder}/`)).sort((a, b) => b.folder.length - a.folder.length)[0];
      assert.equal(shared(path), longest?.name);
    }
  }));
});

function matches(glob: string, path: string): boolean {
  const compiled = compileGlob(glob);
  assert.ok(typeof compiled === 'function', glob);
  return compiled(path);
}

test('globs mean what they say', () => {
  for (const [glob, path] of [['docs', 'docs/a/b'], ['docs/**', 'docs/a/b'], ['docs/', 'docs/a'], ['*.c', 'a.c'], ['**/*.c', 'a.c'], ['**/*.c', 'x/y/a.c'], ['a/**/b', 'a/b'], ['a/**/b', 'a/x/y/b/c'], ['?.{c,h}', 'a.h'], ['./a', 'a'], ['**', 'x/y']] as const) {
    assert.ok(matches(glob, path), `${glob} on ${path}`);
  }
  for (const [glob, path] of [['docs', 'docs2/a'], ['*.c', 'x/a.c'], ['a/*/b', 'a/b'], ['?.c', 'ab.c'], ['a.c', 'axc'], ['**/test', 'tests/a']] as const) {
    assert.equal(matches(glob, path), false, `${glob} on ${path}`);
  }
  for (const glob of ['[ab]', '!a', '../a', '/a', 'a{b', 'a}b', '{a,{b,c}}', '{a,b}'.repeat(8), 'x'.repeat(2000)]) assert.ok('wrong' in compileGlob(glob), glob);
});

test('no glob takes long', () => {
  const started = performance.now();
  matches(`${'*a'.repeat(200)}`, 'a'.repeat(4000));
  matches(`${'**/a/'.repeat(150)}b`, `${'a/'.repeat(2000)}c`);
  assert.ok(performance.now() - started < 1000);
});

test('set aside answers with the first entry', () => {
  const aside = setAsideBy([{ glob: 'a/**', reason: 'ten letters' }, { glob: 'a/b', reason: 'ten letters' }]);
  assert.deepEqual(['a/b', 'b'].map(aside), [0, -1]);
  assert.throws(() => setAsideBy([{ glob: '[', reason: 'ten letters' }]), { code: 'bad-glob' });
});
