/** xz and bzip2 come out as their own tools packed them; what is damaged or not understood is told. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { expand } from '../../src/acquire/expand.ts';
import fixtures from './streams.json' with { type: 'json' };

const streams = Object.entries(fixtures.streams).map(([name, text]) => [name, Buffer.from(text, 'base64')] as const);
const good = streams.filter(([name]) => !/bomb|refused/.test(name));

test('every variant gives the same bytes', () => {
  assert.ok(good.length >= 7);
  for (const [name, bytes] of good) {
    const [entry] = [...expand(bytes, 'x')];
    assert.equal(entry?.trouble, undefined, name);
    assert.equal(createHash('sha256').update(entry?.bytes ?? '').digest('hex'), fixtures.plainSha256, name);
  }
});

test('streams in a row are one', () => {
  for (const kind of ['xz', 'bzip2']) {
    const [one, two] = good.filter(([name]) => name.startsWith(kind)).map(([, bytes]) => bytes);
    const [entry] = [...expand(Buffer.concat([one ?? Buffer.alloc(0), two ?? Buffer.alloc(0)]), 'x')];
    assert.equal(entry?.bytes?.length, 2 * fixtures.plainBytes, kind);
    const [cut] = [...expand(Buffer.concat([one ?? Buffer.alloc(0), Buffer.from('hidden text')]), 'x')];
    assert.match(cut?.trouble ?? '', /follow the end/, kind);
  }
});

test('no flipped bit goes unnoticed', () => {
  for (const [name, bytes] of good.filter(([one]) => !one.includes('no check'))) {
    for (let at = 20; at < bytes.length - 40; at += 97) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 16;
      const [entry] = [...expand(flipped, 'x')];
      const same = entry?.bytes !== undefined && createHash('sha256').update(entry.bytes).digest('hex') === fixtures.plainSha256;
      assert.ok(entry?.trouble !== undefined || same, `${name}, byte ${at}`);
    }
  }
});

test('every cut is told', () => {
  for (const [name, bytes] of good) {
    for (let length = 20; length < bytes.length - 1; length += 131) {
      const [entry] = [...expand(bytes.subarray(0, length), 'x')];
      assert.ok(entry?.trouble !== undefined, `${name} at ${length}`);
    }
  }
});

test('another filter than LZMA2 is named as not understood', () => {
  const [entry] = [...expand(Buffer.from(fixtures.streams['xz with x86 filter (refused)'], 'base64'), 'x')];
  assert.match(entry?.trouble ?? '', /filter other than LZMA2/);
});
