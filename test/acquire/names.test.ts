/** Names that are no UTF-8 come back as the same bytes, and no two names become one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeName, nameFromBytes, nameToBytes } from '../../src/acquire/names.ts';

test('any bytes survive being a name', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    assert.deepEqual(Buffer.from(nameToBytes(nameFromBytes(bytes))), Buffer.from(bytes));
  }));
});

test('text with backslashes survives', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('\\', 'x', '4', '1', 'a', 'ü', '\u202e') }), (text) => {
    assert.equal(Buffer.from(nameToBytes(escapeName(text))).toString(), text);
    assert.equal(nameFromBytes(Buffer.from(text)), escapeName(text));
  }));
});

test('only what is no UTF-8 is escaped', () => {
  assert.equal(nameFromBytes(Buffer.from([0x61, 0xff, 0x62])), 'a\\xffb');
  assert.equal(nameFromBytes(Buffer.from('naïve\n\u001b[31m')), 'naïve\n\u001b[31m');
  assert.equal(nameFromBytes(Buffer.from('\\x41')), '\\x5cx41');
  // A surrogate and an overlong form are no UTF-8 (RFC 3629 section 3).
  assert.equal(nameFromBytes(Buffer.from([0xed, 0xa0, 0x80])), '\\xed\\xa0\\x80');
  assert.equal(nameFromBytes(Buffer.from([0xc0, 0xaf])), '\\xc0\\xaf');
});
