/** Hostile sources: huge, deep, endless. The kernel answers soon, within its memory, and says when it stopped. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countLines, kernelInput, lexC, lexRust } from '../../src/scan/lex.ts';
import { kernel } from '../../src/scan/kernel.ts';

const mebibyte = 1 << 20;
/** Far above what a linear pass takes, far below what a quadratic one takes. */
const soon = 3000;

const endless: readonly (readonly [what: string, unit: string])[] = [
  ['opening parentheses', '('], ['opening braces', '{'], ['opening squares', '['], ['comment openers', '/*'], ['quotes', '"'], ['apostrophes', "'"],
  ['separators', "1'"], ['backslashes', '\\'], ['backslashes and blanks', '\\ '], ['spliced lines', '\\\n'], ['spliced comments', '// \\\n'], ['raw openers', 'R"('],
  ['raw openers with delimiter', 'R"aaaaaaaaaaaaaaaa('], ['closing parentheses in a raw string', ')'], ['hashes', '#'], ['hash lines', '#\n'], ['open header names', '#include <\n'],
  ['angle openers', '#include <a'], ['Rust raw hashes', 'r####'], ['Rust nested comments', '/*/*'], ['carriage returns', '\r'], ['NUL bytes', '\0'], ['one name', 'a'],
  ['prefix before quote', "R'"], ['shebang blanks', '#! \n'],
];

describe('hostile sources', () => {
  for (const [what, unit] of endless) {
    it(`a mebibyte of ${what}`, () => {
      const bytes = Buffer.alloc(mebibyte, unit);
      const begin = performance.now();
      for (const prefix of ['', 'R"b(']) {
        const text = Buffer.concat([Buffer.from(prefix), bytes]);
        const lexed = lexC(text);
        assert.deepEqual(countLines(text, 'c'), lexed.lines);
        assert.deepEqual(countLines(text, 'rust'), lexRust(text).lines);
        assert.equal(lexed.lines.code + lexed.lines.comment + lexed.lines.blank, lexed.lines.physical);
      }
      assert.ok(performance.now() - begin < soon, 'a pass over the bytes must not look at them again and again');
    });
  }

  it('stops making tokens at its limit, counts lines on, and says so', () => {
    const lines = 5 * mebibyte;
    const lexed = lexC(Buffer.alloc(lines * 2, ';\n'));
    assert.equal(lexed.count, lexed.kind.length);
    assert.deepEqual(lexed.lines, { physical: lines, code: lines, comment: 0, blank: 0 });
    assert.match(lexed.trouble, /more than \d+ tokens; from line \d+ on only lines are counted/);
    assert.equal(lexC(Buffer.from('a')).trouble, '', 'the next file starts afresh');
  });

  it('refuses a file over its limit without reading it', () => {
    const limit = kernel().input.length;
    const view = kernelInput(limit + 1);
    assert.equal(view.length, limit + 1);
    const lexed = lexC(view);
    assert.equal(lexed.count, 0);
    assert.match(lexed.trouble, /larger than 64 MiB/);
    assert.equal(countLines(view, 'c').physical, 0);
  });

  it('takes a file of exactly its limit', () => {
    const view = kernelInput(kernel().input.length);
    view.fill(0x0a);
    assert.equal(countLines(view, 'c').blank, view.length);
    view.fill(0);
  });

  it('never grows its memory: file and tokens stay below 240 MB', () => {
    assert.ok(kernel().memory.buffer.byteLength < 240e6);
  });
});
