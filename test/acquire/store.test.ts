/** The cache: gives back what was saved, never what was damaged, and recalls no file that may have changed. */
import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { decodeIndex, encodeIndex, type Identity } from '../../src/acquire/facts-index.ts';
import { cacheFolder, openStore, type Store } from '../../src/acquire/store.ts';
import { scratch } from './scratch.ts';

const started = 1_800_000_000_000;
const file: Identity = { path: 'src/a.c', size: 10, mtimeMs: started - 60_000.25, ctimeMs: started - 50_000.5, inode: 77 };

function store(context: TestContext, maxBytes?: number): Store {
  const folder = join(scratch(context), 'cache');
  return openStore(maxBytes === undefined ? { folder } : { folder, maxBytes });
}

/** Changes every file of the cache. */
function damage(cache: Store, change: (path: string) => void): void {
  for (const name of readdirSync(cache.folder)) change(join(cache.folder, name));
}

test('what was saved comes back, by its key only', (context) => {
  const cache = store(context);
  cache.save('key', 'täxt\n');
  assert.equal(cache.load('key'), 'täxt\n');
  assert.equal(cache.load('other'), undefined);
  assert.deepEqual(cache.troubles(), []);
});

test('a damaged or cut entry is ignored and said', (context) => {
  for (const change of [(path: string) => appendFileSync(path, 'x'), (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 30)), (path: string) => writeFileSync(path, '')]) {
    const cache = store(context);
    cache.save('key', 'text');
    cache.saveIndex('root', [[file, 'record']], started);
    damage(cache, change);
    assert.equal(cache.load('key'), undefined);
    assert.equal(cache.loadIndex('root').recall(file), undefined);
    assert.equal(cache.troubles().length, 2);
    assert.match(cache.troubles()[0] ?? '', /damaged cache entry/);
  }
});

test('the index recalls a file in the very state it was seen in', (context) => {
  const cache = store(context);
  cache.saveIndex('root', [[file, '{"facts":["ü"]}'], [{ ...file, path: 'b', inode: 78 }, '']], started);
  const index = cache.loadIndex('root');
  assert.equal(index.size, 2);
  assert.equal(index.recall(file), '{"facts":["ü"]}');
  assert.equal(index.recall({ ...file, path: 'b', inode: 78 }), '');
  for (const changed of [{ size: 11 }, { mtimeMs: file.mtimeMs + 0.25 }, { ctimeMs: file.ctimeMs + 1 }, { inode: 78 }, { path: 'c' }]) assert.equal(index.recall({ ...file, ...changed }), undefined);
  assert.equal(cache.loadIndex('other root').size, 0);
});

test('a file so young that it may change unseen is not kept', () => {
  const young = [{ ...file, path: 'm', mtimeMs: started - 1000 }, { ...file, path: 'c', ctimeMs: started - 1999 }, { ...file, path: 'future', mtimeMs: started + 5000 }, file];
  const index = decodeIndex(Buffer.from(encodeIndex(young.map((one) => [one, one.path] as const), started)));
  assert.equal(index?.size, 1);
  assert.equal(index?.recall(file), 'src/a.c');
});

test('any index survives, and no damaged one is believed', () => {
  const entry = fc.record({ path: fc.string({ unit: 'binary', minLength: 1 }).filter((path) => !path.includes('\0') && path.isWellFormed()), size: fc.nat(), record: fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()) });
  fc.assert(fc.property(fc.uniqueArray(entry, { selector: ({ path }) => path, maxLength: 20 }), fc.nat(), fc.nat({ max: 7 }), (entries, at, bit) => {
    const bytes = Buffer.from(encodeIndex(entries.map(({ path, size, record }) => [{ ...file, path, size }, record] as const), started));
    const index = decodeIndex(bytes);
    for (const { path, size, record } of entries) assert.equal(index?.recall({ ...file, path, size }), record);
    const damaged = Buffer.from(bytes);
    damaged[at % bytes.length] = (damaged[at % bytes.length] ?? 0) ^ (1 << bit);
    assert.equal(decodeIndex(damaged), undefined);
  }));
});

test('the oldest entries go first when there are too many, strange files stay', (context) => {
  const cache = store(context, 3 * 165);
  for (const key of ['a', 'b', 'c', 'd']) {
    cache.save(key, 'x'.repeat(100));
    for (const name of readdirSync(cache.folder)) if (readFileSync(join(cache.folder, name)).length > 0 && key === 'a') utimesSync(join(cache.folder, name), 1, 1);
  }
  writeFileSync(join(cache.folder, 'notes.txt'), 'not ours');
  assert.equal(cache.prune(), 1);
  assert.deepEqual(['a', 'b', 'c', 'd'].map((key) => cache.load(key) !== undefined), [false, true, true, true]);
  assert.ok(readdirSync(cache.folder).includes('notes.txt'));
});

test('a cache that others can write to is not used', { skip: process.platform === 'win32' }, (context) => {
  const folder = scratch(context);
  openStore({ folder }).save('key', 'text');
  chmodSync(folder, 0o777);
  const cache = openStore({ folder });
  assert.equal(cache.load('key'), undefined);
  assert.match(cache.troubles()[0] ?? '', /can be written by others/);
});

test('a folder that cannot be made costs the cache, not the inspection', (context) => {
  const cache = openStore({ folder: join(scratch(context, { file: 'x' }), 'file', 'cache') });
  cache.save('key', 'text');
  assert.equal(cache.load('key'), undefined);
  assert.equal(cache.prune(), 0);
  assert.match(cache.troubles()[0] ?? '', /could not be made/);
});

test('the folder is where the environment says', () => {
  assert.equal(cacheFolder({ PLUMBLINE_CACHE: '/c', XDG_CACHE_HOME: '/x' }), '/c');
  assert.equal(cacheFolder({ XDG_CACHE_HOME: '/x' }), '/x/plumbline');
  assert.match(cacheFolder({ XDG_CACHE_HOME: 'relative' }), /\.cache\/plumbline$/);
});
