/** The JSON reader agrees with the platform's on every value, and knows where things stand. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { asList, asObject, deepestJson, readJson } from '../../../src/scan/json.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(text: string): ReturnType<typeof readJson> {
  return readJson(bytesOf(text));
}

describe('JSON with places', () => {
  test('reads what JSON.parse reads, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 1, 3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const seen = read(text);
        assert.ok('value' in seen, 'trouble' in seen ? seen.trouble : '');
        assert.deepEqual(JSON.parse(JSON.stringify(seen.value)), JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  test('refuses what JSON.parse refuses', () => {
    for (const text of ['', ' ', '{', '[1,]', '{"a":1,}', '{a:1}', '01', '1.', '.5', '+1', 'nul', '"a', '"\\x"', '[1 2]', '{} {}', '{"a" 1}', "'a'", '[1e]', 'NaN', '"\\u12"']) {
      assert.throws(() => JSON.parse(text));
      assert.ok('trouble' in read(text), text);
    }
  });

  test('knows the line of every object and list', () => {
    const seen = read('{\n "a": [\n  {"b": 1}, {"c":\n [2]}\n ]\n}');
    assert.ok('value' in seen);
    const list = asObject(seen.value)['a'];
    const [first, second] = asList(list);
    assert.deepEqual([seen.value, list, first, second, asObject(second)['c']].map((part) => seen.lineOf(part)), [1, 2, 3, 3, 4]);
    // asked out of order too
    assert.equal(seen.lineOf(first), 3);
  });

  test('refuses two members of one name, and depth beyond the limit', () => {
    assert.match(JSON.stringify(read('{"a": 1,\n"a": 2}')), /two members named .*a.* in line 2/);
    assert.ok('value' in read('['.repeat(deepestJson) + ']'.repeat(deepestJson)));
    assert.match(JSON.stringify(read('['.repeat(deepestJson + 1) + ']'.repeat(deepestJson + 1))), /nested more than/);
  });

  test('keeps "__proto__" an ordinary name', () => {
    const seen = read('{"__proto__": {"polluted": 1}}');
    assert.ok('value' in seen);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.deepEqual(Object.keys(asObject(seen.value)), ['__proto__']);
  });
});
