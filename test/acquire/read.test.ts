/** Reading: the bytes that were listed or a trouble, never another file's, never a hang. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { defaultLimits } from '../../src/acquire/limits.ts';
import { readInto, type Got } from '../../src/acquire/read.ts';
import type { Sighting } from '../../src/acquire/sighting.ts';
import { walkDirectory } from '../../src/acquire/walk.ts';
import { singleFile } from '../../src/acquire/file.ts';
import { all, scratch } from './scratch.ts';

const fresh = (size: number): Uint8Array => new Uint8Array(size);

function seen(folder: string, path: string): Sighting {
  const found = all(walkDirectory(folder)).find((sighting) => sighting.path === path);
  assert.ok(found);
  return found;
}

function trouble(got: Got): string {
  assert.equal(got.bytes, undefined);
  return got.trouble ?? '';
}

test('the bytes come in the memory that was provided', (context) => {
  const folder = scratch(context, { a: 'hello', empty: '' });
  const memory = new Uint8Array(100).fill(7);
  const got = readInto(folder, seen(folder, 'a'), () => memory);
  assert.equal(Buffer.from(got.bytes ?? []).toString(), 'hello');
  assert.equal(got.bytes?.buffer, memory.buffer);
  assert.equal(readInto(folder, seen(folder, 'empty'), () => memory).bytes?.length, 0);
});

test('a file that grew, shrank or was touched since it was listed is a trouble', (context) => {
  const folder = scratch(context, { a: 'hello', b: 'hello', c: 'hello' });
  const [a, b, c] = [seen(folder, 'a'), seen(folder, 'b'), seen(folder, 'c')];
  appendFileSync(join(folder, 'a'), '!');
  writeFileSync(join(folder, 'b'), 'h');
  utimesSync(join(folder, 'c'), 1, 1);
  for (const sighting of [a, b, c]) assert.match(trouble(readInto(folder, sighting, fresh)), /changed while it was read/);
});

test('a file that changes between the first byte and the last is a trouble', (context) => {
  const folder = scratch(context, { a: 'x'.repeat(1000) });
  const sighting = seen(folder, 'a');
  const got = readInto(folder, sighting, (size) => {
    // The provider is asked after the file was opened and checked: now it grows under our hands.
    appendFileSync(join(folder, 'a'), 'more');
    return fresh(size);
  });
  assert.match(trouble(got), /changed while it was read/);
});

test('a folder that became a link leads nowhere', (context) => {
  const folder = scratch(context, { 'in/a': 'secret' });
  const other = scratch(context, { a: 'secret' });
  const sighting = seen(folder, 'in/a');
  rmSync(join(folder, 'in'), { recursive: true });
  symlinkSync(other, join(folder, 'in'));
  assert.match(trouble(readInto(folder, sighting, fresh)), /changed while it was read/);
});

test('a link or a FIFO put in the place of a file is refused at once', { skip: process.platform === 'win32' }, (context) => {
  const folder = scratch(context, { a: 'x', b: 'x' });
  const [a, b] = [seen(folder, 'a'), seen(folder, 'b')];
  rmSync(join(folder, 'a'));
  symlinkSync('b', join(folder, 'a'));
  renameSync(join(folder, 'b'), join(folder, 'c'));
  execFileSync('mkfifo', [join(folder, 'b')]);
  assert.match(trouble(readInto(folder, a, fresh)), /could not be opened: ELOOP/);
  assert.match(trouble(readInto(folder, b, fresh)), /no regular file any more/);
});

test('a file that is gone, or a folder in its place, is a trouble', (context) => {
  const folder = scratch(context, { a: 'x', b: 'x' });
  const [a, b] = [seen(folder, 'a'), seen(folder, 'b')];
  rmSync(join(folder, 'a'));
  rmSync(join(folder, 'b'));
  mkdirSync(join(folder, 'b'));
  assert.match(trouble(readInto(folder, a, fresh)), /ENOENT/);
  assert.match(trouble(readInto(folder, b, fresh)), /no regular file/);
});

test('a file beyond the limit has a digest and no bytes', (context) => {
  const content = Buffer.alloc(3_000_000, 'abc');
  const folder = scratch(context, { a: content });
  const got = readInto(folder, seen(folder, 'a'), () => assert.fail('no memory may be asked for'), { ...defaultLimits, maxFileBytes: 1000 });
  assert.match(trouble(got), /maxFileBytes = 1000/);
  assert.equal(got.sha256, createHash('sha256').update(content).digest('hex'));
});

test('a single file is a device of one entry, and a device file is none', (context) => {
  const folder = scratch(context, { 'image.elf': 'x' });
  symlinkSync('image.elf', join(folder, 'link'));
  assert.deepEqual(all(singleFile(join(folder, 'link'))).map(({ path, size }) => [path, size]), [['image.elf', 1]]);
  assert.throws(() => singleFile(join(folder, 'absent')), { name: 'UsageError', code: 'no-such-path' });
  assert.throws(() => singleFile('/dev/null'), { name: 'UsageError', code: 'not-a-file' });
});
