/** Mutated archives: whatever the bytes, no exception, no hang, no name that leaves, no more bytes than allowed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expand } from '../../src/acquire/expand.ts';
import { defaultLimits, type Limits } from '../../src/acquire/limits.ts';
import { arOf, paxRecord, tarOf, zipOf } from './made.ts';
import fixtures from './streams.json' with { type: 'json' };

const MiB = 1024 * 1024;
const limits: Limits = { ...defaultLimits, maxEntryBytes: MiB, maxExpandedBytes: 2 * MiB, maxArchiveEntries: 500, ratioFloorBytes: 2 * MiB };
/** A run takes milliseconds; a hundred times that is a hang. */
const maxMs = 2000;

const tar = tarOf([{ name: 'a/', type: '5' }, { name: 'x', type: 'x', content: paxRecord('path', 'a/b.c') }, { name: 'b', content: 'int b;' }, { name: 'l', type: '2', link: 'b' }]);
const zip = zipOf([{ name: 'a.c', content: 'int a;' }, { name: 'stored', content: tar, method: 0 }, { name: 'b/c', content: 'text '.repeat(50) }]);
const seeds: readonly Buffer[] = [
  tar, zip, gzipSync(tar), zstdCompressSync(zip), arOf([{ name: '//', content: 'long_name.o/\n' }, { name: '/0', content: 'x' }, { name: 'data.tar.gz', content: gzipSync(tar) }]),
  ...Object.entries(fixtures.streams).filter(([name]) => !name.includes('bomb')).map(([, text]) => Buffer.from(text, 'base64')),
];

interface Change {
  readonly at: number;
  readonly kind: 'set' | 'flip' | 'cut' | 'copy' | 'word';
  readonly value: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat({ max: 1_000_000 }), kind: fc.constantFrom('set', 'flip', 'cut', 'copy', 'word'), value: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 0x30, 0x37), fc.nat({ max: 255 })),
});

function mutated(seed: Buffer, changes: readonly Change[]): Buffer {
  let bytes = Buffer.from(seed);
  for (const { at, kind, value } of changes) {
    if (bytes.length < 8) return bytes;
    const place = at % (bytes.length - 4);
    if (kind === 'set') bytes[place] = value;
    else if (kind === 'flip') bytes[place] = (bytes[place] ?? 0) ^ (1 << (value & 7));
    else if (kind === 'word') bytes.fill(value, place, place + 4);
    else if (kind === 'cut') bytes = bytes.subarray(0, Math.max(8, bytes.length - (at % 200)));
    else bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(0, value * 4), bytes.subarray(place)]);
  }
  return bytes;
}

function look(bytes: Uint8Array): void {
  const started = process.cpuUsage();
  let out = 0;
  let entries = 0;
  for (const { inside, bytes: content } of expand(bytes, 'x', limits)) {
    entries += 1;
    out += content?.length ?? 0;
    assert.ok(inside !== '' && !inside.startsWith('/') && !inside.split('/').includes('..'), inside);
  }
  assert.ok(entries <= limits.maxArchiveEntries + 10);
  assert.ok(out <= limits.maxExpandedBytes);
  assert.ok(process.cpuUsage(started).user < maxMs * 1000, 'it took too long');
}

test('mutated archives of every sort', () => {
  fc.assert(fc.property(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 6 }), (seed, changes) => look(mutated(seed, changes))), { numRuns: 3000 });
});

test('arbitrary bytes behind every magic', () => {
  const magics = ['PK\x03\x04', 'PK\x05\x06', '\x1f\x8b\x08', '\xfd7zXZ\x00\x00\x04', 'BZh91AY&SY', '(\xb5/\xfd', '!<arch>\n', ''].map((magic) => Buffer.from(magic, 'latin1'));
  fc.assert(fc.property(fc.constantFrom(...magics), fc.uint8Array({ maxLength: 800 }), (magic, tail) => look(Buffer.concat([magic, tail]))), { numRuns: 1500 });
});
