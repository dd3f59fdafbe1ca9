/** The committed kernel is the one its sources give, and its face keeps its promises about views and words. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { countLines, kernelInput, lexC, lexRust, wordTable } from '../../src/scan/lex.ts';

const scan = fileURLToPath(new URL('../../src/scan/', import.meta.url));
const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

it('the committed kernel equals a fresh build, and its digest is pinned', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-kernel-'));
  try {
    const fresh = join(folder, 'kernel.wasm');
    execFileSync(process.execPath, [join(scan, 'kernel', 'build.js'), fresh]);
    const digest = digestOf(fresh);
    assert.equal(digestOf(join(scan, 'kernel.wasm')), digest, 'run `node src/scan/kernel/build.js` and commit what it writes');
    assert.equal(readFileSync(join(scan, 'kernel.sha256'), 'utf8').trim(), digest, 'kernel.sha256 names another build');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('a view from kernelInput is lexed in place, a part of it too', () => {
  const view = kernelInput(8);
  view.set(Buffer.from('int a; b'));
  assert.equal(lexC(view).bytes.buffer, view.buffer);
  assert.equal(lexC(view).count, 4);
  assert.equal(lexC(view.subarray(0, 6)).count, 3);
});

it('bytes from elsewhere are copied, also from another place in the kernel', () => {
  const view = kernelInput(8);
  view.set(Buffer.from('int a; b'));
  assert.equal(lexC(view.subarray(4)).count, 3);
  const own = Buffer.from('x');
  assert.equal(lexC(own).count, 1);
  assert.equal(own.toString(), 'x');
});

it('what a longer file left behind does not show in a shorter one', () => {
  lexC(Buffer.from('/* a long comment that is open to the end of the file'));
  const lexed = lexC(Buffer.from('a'));
  assert.deepEqual([lexed.count, lexed.lines.code, lexed.end[0]], [1, 1, 1]);
  lexC(Buffer.alloc(200, '*/ "x" '));
  assert.equal(lexC(Buffer.from('/* b')).trouble, 'the comment opened on line 1 never ends');
});

it('word tables take turns', () => {
  const first = wordTable(['a', 'b']);
  const second = wordTable(['b']);
  const text = Buffer.from('a b');
  assert.deepEqual([...lexC(text, first).code.subarray(0, 2)], [1, 2]);
  assert.deepEqual([...lexRust(text, second).code.subarray(0, 2)], [0, 1]);
  assert.deepEqual([...lexC(text).code.subarray(0, 2)], [0, 0]);
  assert.deepEqual([...lexC(text, first).code.subarray(0, 2)], [1, 2]);
});

it('a table of many words finds each of them and no other', () => {
  const names = Array.from({ length: 1500 }, (_, at) => `word_${at}`);
  const lexed = lexC(Buffer.from(`${names.join(' ')} word_1500 word_ ord_1`), wordTable(names));
  assert.deepEqual([...lexed.code.subarray(0, 1503)], [...names.map((_, at) => at + 1), 0, 0, 0]);
});

it('words that do not fit are refused', () => {
  assert.throws(() => lexC(Buffer.from('a'), wordTable(['a'.repeat(64)])), RangeError);
  assert.throws(() => lexC(Buffer.from('a'), wordTable(Array.from({ length: 3000 }, (_, at) => `w${at}`))), RangeError);
  assert.equal(lexC(Buffer.from('w1'), wordTable(['w1'])).code[0], 1);
});

it('families take turns, and long marks are refused', () => {
  const hash = { line: ['#'], block: [], quotes: ['"'] };
  const text = Buffer.from('# a\n-- b\n');
  assert.equal(countLines(text, hash).comment, 1);
  assert.equal(countLines(text, { line: ['--', '#'], block: [], quotes: [] }).comment, 2);
  assert.equal(countLines(text, hash).comment, 1);
  assert.throws(() => countLines(text, { line: ['123456789'], block: [], quotes: [] }), RangeError);
});
