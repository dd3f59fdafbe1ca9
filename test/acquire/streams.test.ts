/** xz and bzip2 come out as their own tools packed them; what is damaged or not understood is told. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { expand } from '../../src/acquire/expand.ts';
import { defaultLimits } from '../../src/acquire/limits.ts';
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

test('a zlib stream is opened by its name, and nothing hides behind it', () => {
  const packed = deflateSync(Buffer.from('a font'));
  assert.deepEqual([...expand(packed, 'sans.ttf.zz')].map(({ inside, bytes }) => [inside, Buffer.from(bytes ?? []).toString()]), [['sans.ttf', 'a font']]);
  assert.deepEqual([...expand(packed, 'sans.ttf')], []);
  assert.match([...expand(Buffer.concat([packed, Buffer.from('x')]), 'a.zz')][0]?.trouble ?? '', /follow the end/);
  assert.match([...expand(packed.subarray(0, 8), 'a.zz')][0]?.trouble ?? '', /damaged or cut off/);
  assert.match([...expand(deflateSync(Buffer.alloc(1 << 24)), 'a.zz', { ...defaultLimits, maxEntryBytes: 1 << 20 })][0]?.trouble ?? '', /more/);
});
