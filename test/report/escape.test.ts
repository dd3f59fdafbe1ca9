/** Escaping loses nothing a reader needs and leaves nothing that hides; layout by columns keeps its promises. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { htmlText, plain } from '../../src/report/escape.ts';
import { count, percent, size } from '../../src/report/figures.ts';
import { breakWord, columns, cut, padEnd, wrap } from '../../src/report/width.ts';
import { forbidden, hostileText } from './hostile.ts';

test('what cannot be seen is spelt out', () => {
  assert.equal(plain('a\u001b[31mb\u202ec\nd\u200de\u{e0041}\ud800'), 'a\\x1b[31mb\\u202ec\\nd\\u200de\\u{e0041}\\ud800');
  assert.equal(plain('ä 日本 ✓ e\u0301'), 'ä 日本 ✓ e\u0301');
  assert.equal(htmlText('<a b="c">&'), '&#60;a b=&#34;c&#34;&#62;&#38;');
});

test('marks piled on a letter are spelt out beyond the fourth', () => {
  assert.equal(plain(`a${'\u0301'.repeat(6)}`), `a${'\u0301'.repeat(4)}\\u0301\\u0301`);
});

test('any text comes out visible, and a second time unchanged', () => {
  fc.assert(fc.property(hostileText, (text) => {
    assert.doesNotMatch(plain(text), forbidden);
    assert.equal(plain(plain(text)), plain(text));
  }), { numRuns: 500 });
});

test('columns: wide characters count twice, marks not at all', () => {
  assert.equal(columns('abc'), 3);
  assert.equal(columns('日本'), 4);
  assert.equal(columns('e\u0301'), 1);
  assert.equal(columns('✓ ✗ ? –'), 7);
});

test('wrapped, cut and broken text fits, and wrapping drops no word', () => {
  fc.assert(fc.property(hostileText, fc.integer({ min: 2, max: 60 }), (raw, width) => {
    const text = plain(raw);
    for (const line of [...wrap(text, width), cut(text, width), cut(text, width, 'tail'), ...breakWord(text, width)]) {
      assert.ok(columns(line) <= width, `${columns(line)} > ${width}: ${line}`);
    }
    assert.equal(wrap(text, width).join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
    assert.equal(breakWord(text, width).join(''), text);
    assert.ok(columns(padEnd(text, width)) >= Math.min(width, columns(text)));
  }), { numRuns: 500 });
});

test('numbers: grouped, and never rounded to all or nothing', () => {
  assert.equal(count(1234567), '1,234,567');
  assert.equal(count(999), '999');
  assert.deepEqual([percent(0, 10), percent(1, 1000), percent(999, 1000), percent(10, 10), percent(0, 0)], ['0 %', '<1 %', '>99 %', '100 %', '–']);
  assert.deepEqual([size(1), size(999), size(1400), size(23_000_000), size(999_900_000)], ['1 byte', '999 bytes', '1.4 kB', '23 MB', '1.0 GB']);
});
