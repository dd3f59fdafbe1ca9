/** The parsers of foreign bytes: what they accept and what they refuse. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32 as nodeCrc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { fromBase64, hex, isSame, joined, toBase64 } from '../../src/certify/bytes.ts';
import { rawSignature } from '../../src/certify/cryptography.ts';
import { integerOf, oidOf, onlyDer, partsOf, readDer, timeOf } from '../../src/certify/der.ts';
import { readCanonical, readJson } from '../../src/certify/json.ts';
import { packagePath, wrongPath } from '../../src/certify/package-path.ts';
import { crc32 } from '../../src/certify/zip.ts';
import { inflate } from '../../src/cli/verify/page/inflate.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const trouble = (content: string | Uint8Array): string => {
  const read = readJson(typeof content === 'string' ? text(content) : content);
  return 'trouble' in read ? read.trouble : '';
};

describe('strict JSON', () => {
  it('takes what JSON.parse takes', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 8 }), (one) => {
      const read = readJson(text(one));
      if ('trouble' in read) assert.match(read.trouble, /two members/);
      else assert.deepEqual(read.value, JSON.parse(one));
    }));
  });
  it('refuses what readers could differ about', () => {
    assert.match(trouble('{"a":1,"a":2}'), /two members named "a"/);
    assert.match(trouble('{"a":{"b":1},"c":[{"d":1,"\\u0064":2}]}'), /two members named "d"/);
    assert.match(trouble('{"":1,"":1}'), /two members/);
    assert.equal(trouble('{"a":{"a":1},"b":["a","a"]}'), '');
    assert.match(trouble(`${'['.repeat(65)}${']'.repeat(65)}`), /deeper than 64/);
    assert.equal(trouble(`${'['.repeat(64)}${']'.repeat(64)}`), '');
    assert.match(trouble('{"a'), /no end/);
    assert.match(trouble('{"a":}'), /no JSON/);
    assert.match(trouble(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31)), /byte order mark/);
    assert.match(trouble(Uint8Array.of(0x22, 0xff, 0x22)), /no UTF-8/);
    assert.ok('trouble' in readCanonical(text('{"b":1,"a":2}')) && 'trouble' in readCanonical(text('1.0')) && !('trouble' in readCanonical(text('{"a":2,"b":1}'))));
  });
});

describe('bytes', () => {
  it('go to base64 and back, in one spelling', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
      assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
      assert.equal(hex(bytes), Buffer.from(bytes).toString('hex'));
      assert.ok(isSame(joined(bytes.subarray(0, 3), bytes.subarray(3)), bytes));
    }));
    for (const odd of ['QQ', 'QR==', 'Q===', 'QQ=A', 'Q Q=', 'QUI', '====', 'QUJD\n', 'QU-_', '\u00e9AAA']) assert.equal(fromBase64(odd), undefined, odd);
    assert.ok(!isSame(Uint8Array.of(1), Uint8Array.of(2)) && !isSame(Uint8Array.of(1), Uint8Array.of(1, 2)));
  });
  it('inflate as Node does, and stop at the room', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 0, max: 9 }), (bytes, level) => {
      const packed = deflateRawSync(joined(bytes, bytes, bytes.map((byte) => byte & 3)), { level });
      const { content, taken } = inflate(packed, 1 << 20);
      assert.ok(isSame(content, inflateRawSync(packed)));
      assert.equal(taken, packed.length);
      assert.equal(crc32(content), nodeCrc32(content));
      assert.throws(() => inflate(packed, content.length - 1), content.length === 0 ? /./ : /ERR_BUFFER_TOO_LARGE/);
    }), { numRuns: 60 });
  });
  it('inflate anything without hanging', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        inflate(bytes, 100_000);
      } catch (error) {
        assert.match(String(error), /InflateError/);
      }
    }));
  });
});

describe('DER', () => {
  it('is read within its bytes, in its shortest form only', () => {
    assert.equal(readDer(Uint8Array.of(0x04, 0x81, 0x01, 0)), undefined);
    assert.equal(readDer(Uint8Array.of(0x04, 0x80, 0, 0)), undefined);
    assert.equal(readDer(Uint8Array.of(0x04, 0x82, 0, 0x80, ...new Uint8Array(128))), undefined);
    assert.equal(readDer(Uint8Array.of(0x04, 5, 1)), undefined);
    assert.equal(readDer(Uint8Array.of(0x1f, 0)), undefined);
    assert.equal(readDer(Uint8Array.of(4)), undefined);
    assert.equal(readDer(Uint8Array.of(4, 0x85, 1, 0, 0, 0, 0)), undefined);
    assert.equal(readDer(Uint8Array.of(4, 0x81, 0x80, ...new Uint8Array(128)))?.content.length, 128);
    assert.equal(onlyDer(Uint8Array.of(4, 0, 9)), undefined);
    assert.equal(onlyDer(Uint8Array.of(4, 1, 9))?.tag, 4);
    assert.equal(partsOf(onlyDer(Uint8Array.of(4, 1, 9))), undefined);
    assert.deepEqual(partsOf(onlyDer(Uint8Array.of(0x30, 5, 4, 1, 9, 4, 0)))?.map(({ content }) => [...content]), [[9], []]);
    assert.equal(partsOf(onlyDer(Uint8Array.of(0x30, 2, 4, 1))), undefined);
    assert.equal(oidOf(onlyDer(Uint8Array.of(6, 3, 0x2b, 0x65, 0x70))), '1.3.101.112');
    assert.equal(oidOf(onlyDer(Uint8Array.of(6, 3, 0x88, 0x37, 1))), '2.999.1');
    assert.equal(oidOf(onlyDer(Uint8Array.of(4, 1, 0x2b))), '');
  });
  it('numbers have one spelling, and times are those of RFC 5280', () => {
    const number = (...bytes: readonly number[]) => integerOf(onlyDer(Uint8Array.of(2, bytes.length, ...bytes)));
    assert.deepEqual(number(1), Uint8Array.of(1));
    assert.deepEqual(number(0, 0x80), Uint8Array.of(0x80));
    assert.deepEqual(number(0), new Uint8Array(0));
    for (const odd of [[0x80], [0, 1], []]) assert.equal(number(...odd), undefined);
    const time = (tag: number, content: string) => timeOf({ tag, content: text(content), whole: new Uint8Array(0) });
    assert.equal(time(0x17, '491231235959Z'), '2049-12-31T23:59:59Z');
    assert.equal(time(0x17, '500101000000Z'), '1950-01-01T00:00:00Z');
    assert.equal(time(0x18, '20261120101112.5Z'), '2026-11-20T10:11:12Z');
    for (const [tag, odd] of [[0x17, '4912312359Z'], [0x18, '20261120101112'], [0x18, '20261120101112+01'], [0x16, '20261120101112Z']] as const) assert.equal(time(tag, odd), undefined);
    assert.equal(timeOf(undefined), undefined);
  });
  it('signatures of curves become two padded numbers or nothing', () => {
    assert.deepEqual(rawSignature(Uint8Array.of(0x30, 7, 2, 1, 5, 2, 2, 0, 0x99), 2), Uint8Array.of(0, 5, 0, 0x99));
    for (const odd of [[0x30, 3, 2, 1, 5], [0x30, 6, 2, 1, 5, 2, 1, 0x99], [0x30, 8, 2, 3, 1, 1, 1, 2, 1, 5], [0x30, 9, 2, 1, 5, 2, 1, 5, 2, 1, 5], [0x30, 6, 2, 1, 5, 2, 1, 5, 0]]) assert.equal(rawSignature(Uint8Array.from(odd), 2), undefined, odd.join());
  });
});

describe('names in a package', () => {
  it('are encoded so that they pass, and pass only so', () => {
    fc.assert(fc.property(fc.array(fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }).filter((part) => !part.includes('/')), { minLength: 1, maxLength: 5 }), (parts) => {
      const path = packagePath('evidence', parts.join('/'));
      assert.equal(parts.some((part) => part === '') ? undefined : wrongPath(path), undefined, path);
    }));
    assert.equal(packagePath('evidence', 'a b/\u00e9/..'), 'evidence/a%20b/%C3%A9/%2E%2E');
    for (const odd of ['', 'a//b', './a', 'a/../b', '/a', 'C:a', 'a\\b', 'a b', 'é', 'a'.repeat(201), `${'a/'.repeat(501)}a`]) assert.ok(wrongPath(odd) !== undefined, odd);
    assert.equal(wrongPath(`${'a'.repeat(200)}/b`), undefined);
    assert.match(wrongPath('inspecti\u043en') ?? '', /U\+043E/);
  });
});
