/** Bombs: what would fill a machine ends at a limit, in little time and memory, and says which limit it was. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expand, type Expanded } from '../../src/acquire/expand.ts';
import { defaultLimits, type Limits } from '../../src/acquire/limits.ts';
import { tarOf, zipOf } from './made.ts';
import fixtures from './streams.json' with { type: 'json' };

const MiB = 1024 * 1024;
const small: Limits = { ...defaultLimits, maxEntryBytes: 4 * MiB, maxExpandedBytes: 8 * MiB, ratioFloorBytes: 6 * MiB };

/** Everything that comes out, without keeping it; fails when it takes too much time or memory. */
function burst(bytes: Uint8Array, name: string, limits: Limits = small): { readonly out: number; readonly troubles: readonly string[]; readonly entries: number } {
  const started = process.cpuUsage();
  const before = process.memoryUsage().rss;
  let out = 0;
  let entries = 0;
  const troubles: string[] = [];
  for (const entry of expand(bytes, name, limits) as Generator<Expanded>) {
    entries += 1;
    out += entry.bytes?.length ?? 0;
    if (entry.trouble !== undefined) troubles.push(entry.trouble);
  }
  assert.ok(process.cpuUsage(started).user < 5_000_000, 'it took too long');
  assert.ok(process.memoryUsage().rss - before < 200 * MiB, 'it took too much memory');
  return { out, troubles, entries };
}

const zeros = Buffer.alloc(64 * MiB);

test('one stream that explodes is stopped before it is made', () => {
  const bombs = [
    ['x.gz', gzipSync(zeros)], ['x.zst', zstdCompressSync(zeros)], ['x.xz', Buffer.from(fixtures.streams['xz bomb: 64 MiB of zeros'], 'base64')],
    ['x.bz2', Buffer.from(fixtures.streams['bzip2 bomb: 64 MiB of zeros'], 'base64')], ['x.zip', zipOf([{ name: 'bomb', content: zeros }])],
  ] as const;
  for (const [name, bytes] of bombs) {
    const { out, troubles } = burst(bytes, name);
    assert.equal(out, 0, name);
    assert.match(troubles[0] ?? '', /limit maxEntryBytes = 4194304/, name);
  }
});

test('a zip that lies about the size of an entry gets no more than it said', () => {
  const { out, troubles } = burst(zipOf([{ name: 'liar', content: zeros, size: 10 }]), 'x.zip');
  assert.equal(out, 0);
  assert.equal(troubles.length, 1);
});

test('a zip whose entries share the same bytes is stopped by the total', () => {
  // After D. Fifield, "A better zip bomb" (2019): many directory records, one body.
  const content = Buffer.alloc(3 * MiB);
  const zip = zipOf([{ name: '0', content }]);
  const record = zip.subarray(zip.indexOf('PK\x01\x02'), zip.length - 22);
  const end = Buffer.from(zip.subarray(zip.length - 22));
  end.writeUInt16LE(5000, 8);
  end.writeUInt16LE(5000, 10);
  end.writeUInt32LE(record.length * 5000, 12);
  const bomb = Buffer.concat([zip.subarray(0, zip.length - 22 - record.length), ...Array.from({ length: 5000 }, () => record), end]);
  const { out, troubles } = burst(bomb, 'x.zip');
  assert.ok(out <= small.maxExpandedBytes);
  assert.match(troubles.at(-1) ?? '', /maxExpandedBytes|maxRatio/);
});

test('nested archives end at the depth allowed', () => {
  let nested: Buffer = Buffer.from('core');
  for (let depth = 0; depth < 40; depth++) nested = depth % 2 === 0 ? zipOf([{ name: `${depth}`, content: nested }]) : gzipSync(nested);
  const { troubles, entries } = burst(nested, 'x');
  assert.equal(entries, defaultLimits.maxArchiveDepth);
  assert.match(troubles[0] ?? '', /maxArchiveDepth = 5/);
});

test('a tree of archives (42.zip) ends at the ratio', () => {
  let level: Buffer = zipOf([{ name: 'zeros', content: Buffer.alloc(2 * MiB) }]);
  for (let depth = 0; depth < 4; depth++) level = zipOf(Array.from({ length: 16 }, (_, at) => ({ name: `${at}.zip`, content: level })));
  const { out, troubles } = burst(level, '42.zip', { ...small, maxExpandedBytes: 512 * MiB });
  assert.ok(out <= 7 * MiB + 250 * level.length);
  assert.ok(troubles.some((trouble) => trouble.includes('maxRatio = 250')));
});

test('too many entries end at the count, in zip, tar and gzip members', () => {
  const limits = { ...small, maxArchiveEntries: 100 };
  const many = Array.from({ length: 3000 }, (_, at) => ({ name: `${at}` }));
  for (const [name, bytes] of [['x.zip', zipOf(many)], ['x.tar', tarOf(many)]] as const) {
    const { entries, troubles } = burst(bytes, name, limits);
    assert.equal(entries, 101, name);
    assert.match(troubles[0] ?? '', /maxArchiveEntries = 100/, name);
  }
  const member = gzipSync('');
  const { troubles } = burst(Buffer.concat(Array.from({ length: 3000 }, () => member)), 'x.gz', limits);
  assert.match(troubles[0] ?? '', /maxArchiveEntries = 100/);
});

test('time ends what the other limits let pass', () => {
  let now = 0;
  const clock = (): number => (now += 1000);
  const tar = tarOf(Array.from({ length: 500 }, (_, at) => ({ name: `${at}`, content: 'x' })));
  const entries = [...expand(tar, 'x.tar', { ...small, maxSeconds: 10 }, clock)];
  assert.ok(entries.length < 15);
  assert.match(entries.at(-1)?.trouble ?? '', /maxSeconds = 10/);
});

test('a quine that holds itself ends', () => {
  // A stored zip whose entry is read from its own beginning: the body claims the whole file.
  const zip = zipOf([{ name: 'self', content: 'x'.repeat(100), method: 0 }]);
  assert.ok(burst(zip, 'x.zip').entries <= 2);
  assert.ok(burst(Buffer.concat([deflateRawSync(zip), zip]), 'x.zip').entries <= 2);
});
