/** What a file of a package must look like, member by member, and what is said of one that does not; and how bytes, keys and archives are spelt. */
import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, webcrypto, type KeyObject } from 'node:crypto';
import { describe, it } from 'node:test';
import { bundleBytes, bundleText, readBundle } from '../../src/certify/bundle.ts';
import { fromBase64, isSame, joined, toBase64, utf8 } from '../../src/certify/bytes.ts';
import { cryptographyOf, rawSignature, sha256Hex } from '../../src/certify/cryptography.ts';
import { integerOf, oidOf, onlyDer, partsOf, readDer, timeOf } from '../../src/certify/der.ts';
import { payloadType, preAuthEncoding } from '../../src/certify/envelope.ts';
import { readCanonical, readJson } from '../../src/certify/json.ts';
import { packagePath, wrongPath } from '../../src/certify/package-path.ts';
import { fromPem, hintOf, publicKeyOf, shortName, toPem } from '../../src/certify/public-key.ts';
import { meanings, notes } from '../../src/certify/reasons.ts';
import { anything, fitted, flag, list, members, oneOf, text, whole, type Shape } from '../../src/certify/shape.ts';
import { keySigner } from '../../src/certify/sign.ts';
import { resource, statementOf } from '../../src/certify/statement.ts';
import { crc32, zipOf } from '../../src/certify/zip.ts';
import { UsageError } from '../../src/core/trouble.ts';

const cryptography = cryptographyOf(webcrypto.subtle);
const said = (shape: Shape<unknown>, value: unknown): string | undefined => {
  const fits = fitted(shape, value);
  return 'complaint' in fits ? fits.complaint : undefined;
};

describe('a shape', () => {
  it('of a text is any text, or one of a pattern', () => {
    assert.deepEqual([said(text(), 'a'), said(text(), ''), said(text(), 3), said(text(), undefined)], [undefined, undefined, 'the document is not a text', 'the document is not a text']);
    const letters = text(/^[a-z]+$/, 'letters');
    assert.deepEqual([said(letters, 'abc'), said(letters, 'a1'), said(letters, 1), letters.schema, text().schema], [undefined, 'the document is not letters', 'the document is not letters', { type: 'string', pattern: '^[a-z]+$' }, { type: 'string' }]);
  });
  it('of a whole number is none below zero, none with a part and none that cannot be told from its neighbour', () => {
    for (const good of [0, 1, Number.MAX_SAFE_INTEGER]) assert.equal(said(whole, good), undefined);
    for (const odd of [-1, 0.5, Number.MAX_SAFE_INTEGER + 1, '1', null, Number.NaN]) assert.equal(said(whole, odd), 'the document is not a whole number');
    assert.deepEqual(whole.schema, { type: 'integer', minimum: 0 });
  });
  it('of a flag is true or false', () => {
    assert.deepEqual([said(flag, true), said(flag, false), said(flag, 0), said(flag, 'true')], [undefined, undefined, 'the document is neither true nor false', 'the document is neither true nor false']);
    assert.deepEqual([said(anything, null), anything.schema], [undefined, {}]);
  });
  it('of a choice is one of it', () => {
    const choice = oneOf('a', 2);
    assert.deepEqual([said(choice, 'a'), said(choice, 2), said(choice, '2'), choice.schema], [undefined, undefined, 'the document is not a or 2', { enum: ['a', 2] }]);
  });
  it('of a list is that of each entry, with a least number', () => {
    const flags = list(flag);
    assert.deepEqual([said(flags, []), said(flags, [true, false]), said(flags, [true, 1]), said(flags, {}), said(flags, 'a')], [undefined, undefined, '[1] is neither true nor false', 'the document is no list', 'the document is no list']);
    const two = list(flag, 2);
    assert.deepEqual([said(two, [true]), said(two, [true, true]), two.schema, flags.schema], ['the document has fewer than 2 entries', undefined, { type: 'array', items: { type: 'boolean' }, minItems: 2 }, { type: 'array', items: { type: 'boolean' } }]);
  });
  it('of an object has what is needed, may have what is optional, and others only where it is open', () => {
    const closed = members({ a: flag }, { b: whole });
    const open = members({ a: flag }, { b: whole }, true);
    for (const shape of [closed, open]) {
      assert.deepEqual([said(shape, { a: true }), said(shape, { a: true, b: 1 })], [undefined, undefined]);
      assert.deepEqual([said(shape, {}), said(shape, { b: 1 }), said(shape, { a: 1 }), said(shape, { a: true, b: -1 })], ['a is missing', 'a is missing', 'a is neither true nor false', 'b is not a whole number']);
      for (const odd of [null, [], 'a', 1, undefined]) assert.equal(said(shape, odd), 'the document is no object');
    }
    assert.deepEqual([said(closed, { a: true, c: 1 }), said(open, { a: true, c: 1 })], ['c is not known', undefined]);
    assert.deepEqual(closed.schema, { type: 'object', properties: { a: { type: 'boolean' }, b: whole.schema }, required: ['a'], additionalProperties: false });
    assert.deepEqual(open.schema, { type: 'object', properties: { a: { type: 'boolean' }, b: whole.schema }, required: ['a'] });
    assert.equal(said(members({ a: flag }), { a: true, b: 1 }), 'b is not known', 'closed unless it is said to be open');
  });
  it('says where it does not fit, and repeats no more than eighty letters of a name', () => {
    const deep = members({ rows: list(members({ name: members({ first: flag }) })) });
    assert.equal(said(deep, { rows: [{ name: { first: true } }, { name: { first: 1 } }] }), 'rows[1].name.first is neither true nor false');
    assert.equal(said(members({}), { ['x'.repeat(200)]: 1 }), `${'x'.repeat(80)} is not known`);
    assert.equal(said(members({ a: members({}) }), { a: { ['x'.repeat(200)]: 1 } }), `a.${'x'.repeat(80)} is not known`);
  });
});

describe('bytes', () => {
  it('are the same only when all are', () => {
    const three = Uint8Array.of(1, 2, 3);
    assert.deepEqual([isSame(three, Uint8Array.of(1, 2, 3)), isSame(three, Uint8Array.of(1, 2)), isSame(three, Uint8Array.of(1, 2, 4)), isSame(Uint8Array.of(1, 2), three), isSame(new Uint8Array(0), new Uint8Array(0))], [true, false, false, false, true]);
  });
  it('are joined in their order', () => assert.deepEqual([joined(), joined(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))], [new Uint8Array(0), Uint8Array.of(1, 2, 3)]));
  it('are spelt in base64 as others spell them, for every letter and length', () => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    for (let length = 0; length < 7; length++) assert.equal(toBase64(all.subarray(3, 3 + length)), Buffer.from(all.subarray(3, 3 + length)).toString('base64'));
    assert.equal(toBase64(all), Buffer.from(all).toString('base64'));
    assert.deepEqual(fromBase64(Buffer.from(all).toString('base64')), all);
    assert.deepEqual([fromBase64(''), fromBase64('AA=='), fromBase64('AAA='), fromBase64('AAAA')], [new Uint8Array(0), Uint8Array.of(0), Uint8Array.of(0, 0), Uint8Array.of(0, 0, 0)]);
    for (const odd of ['A', 'AA', 'AAA', 'AB==', 'AAB=', 'A===', '=AAA', 'AA=A', 'AAAA=', 'AAA~', '\u0080AAA', 'AA==AAAA', 'AA A', 'AAA\n']) assert.equal(fromBase64(odd), undefined, odd);
  });
  it('of what is signed hold type and payload with their lengths', () => assert.equal(new TextDecoder().decode(preAuthEncoding('é', utf8('ab'))), 'DSSEv1 2 é 2 ab'));
});

describe('DER', () => {
  it('has lengths of up to four octets, each in its shortest form', () => {
    const of = (length: readonly number[], content: number): number | undefined => readDer(Uint8Array.from([4, ...length, ...new Uint8Array(content)]))?.content.length;
    assert.deepEqual([of([0x7f], 127), of([0x7f], 126), of([0x81, 0x7f], 127), of([0x81, 0x80], 128), of([0x81, 0xff], 255), of([0x82, 0, 0xff], 255), of([0x82, 1, 0], 256), of([0x82, 0xff, 0xff], 65535), of([0x83, 0, 0xff, 0xff], 65535), of([0x83, 1, 0, 0], 65536), of([0x84, 0, 1, 0, 0], 65536), of([0x85, 0, 0, 1, 0, 0], 65536), of([0x80], 0)], [127, undefined, undefined, 128, 255, undefined, 256, 65535, undefined, 65536, undefined, undefined, undefined]);
    assert.equal(readDer(Uint8Array.from([4, 0x84, 1, 0, 0, 0, ...new Uint8Array(16)])), undefined, 'longer than what is there');
    assert.equal(readDer(Uint8Array.from([4, 0x84, 1, 0, 0, 0, ...new Uint8Array(2 ** 24)]))?.content.length, 2 ** 24);
    assert.equal(readDer(Uint8Array.of(4, 0x82, 1)), undefined);
  });
  it('is read where it is asked for, with its whole', () => {
    const bytes = Uint8Array.of(9, 4, 2, 7, 8, 5, 0);
    assert.deepEqual(readDer(bytes, 1), { tag: 4, content: Uint8Array.of(7, 8), whole: Uint8Array.of(4, 2, 7, 8) });
    assert.deepEqual(readDer(bytes, 5), { tag: 5, content: new Uint8Array(0), whole: Uint8Array.of(5, 0) });
    assert.deepEqual([readDer(bytes, 6), readDer(bytes, 7), onlyDer(bytes.subarray(1)), onlyDer(bytes.subarray(1, 5))?.tag], [undefined, undefined, undefined, 4]);
    for (const tag of [0x1f, 0x3f, 0xbf]) assert.equal(readDer(Uint8Array.of(tag, 0)), undefined);
    for (const tag of [0x1e, 0x30, 0xa0]) assert.equal(readDer(Uint8Array.of(tag, 0))?.tag, tag);
    const long = Uint8Array.from([3, 4, 0x81, 0x80, ...new Uint8Array(128)]);
    assert.equal(readDer(long, 1)?.whole.length, 131);
  });
  it('has parts only where it is made of parts, all of them whole', () => {
    assert.deepEqual([partsOf(undefined), partsOf(readDer(Uint8Array.of(0x04, 0))), partsOf(readDer(Uint8Array.of(0x30, 0)))], [undefined, undefined, []]);
    assert.equal(partsOf(readDer(Uint8Array.of(0xa0, 4, 4, 0, 5, 0)))?.length, 2);
    assert.equal(partsOf(readDer(Uint8Array.of(0x30, 3, 4, 0, 5))), undefined);
  });
  it('names objects by numbers of any size', () => {
    const name = (...bytes: readonly number[]): string => oidOf(readDer(Uint8Array.of(6, bytes.length, ...bytes)));
    assert.deepEqual([name(0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7), name(0x00), name(0x27), name(0x28), name(0x4f), name(0x50), name(0x81, 0x34), name(0x2b, 0x81, 0x00), name(0x2b, 0x7f), name()], ['1.2.840.10045.3.1.7', '0.0', '0.39', '1.0', '1.39', '2.0', '2.100', '1.3.128', '1.3.127', '']);
    assert.equal(oidOf(undefined), '');
  });
  it('has numbers that are not negative, in their one spelling', () => {
    const number = (...bytes: readonly number[]) => integerOf(readDer(Uint8Array.of(2, bytes.length, ...bytes)));
    assert.deepEqual([number(0x7f), number(0x80), number(0, 0x7f), number(0, 0x80, 1), number(0), number(1, 0)], [Uint8Array.of(0x7f), undefined, undefined, Uint8Array.of(0x80, 1), new Uint8Array(0), Uint8Array.of(1, 0)]);
    assert.deepEqual([integerOf(undefined), integerOf(readDer(Uint8Array.of(4, 1, 1)))], [undefined, undefined]);
  });
  it('has times of both kinds', () => {
    const time = (tag: number, content: string) => timeOf({ tag, content: utf8(content), whole: new Uint8Array(0) });
    assert.deepEqual([time(0x17, '490101000000Z'), time(0x17, '500101000000Z'), time(0x17, '20490101000000Z'), time(0x18, '490101000000Z'), time(0x18, '20490101000000Z'), time(0x19, '20490101000000Z')], ['2049-01-01T00:00:00Z', '1950-01-01T00:00:00Z', undefined, undefined, '2049-01-01T00:00:00Z', undefined]);
  });
  it('of two numbers becomes a signature of a curve, padded to its width', () => {
    const pair = (...numbers: readonly (readonly number[])[]) => rawSignature(Uint8Array.of(0x30, numbers.reduce((sum, one) => sum + one.length + 2, 0), ...numbers.flatMap((one) => [2, one.length, ...one])), 2);
    assert.deepEqual([pair([1], [2]), pair([1, 2], [3, 4]), pair([1, 2, 3], [1]), pair([1], [1, 2, 3]), pair([1]), pair([1], [2], [3])], [Uint8Array.of(0, 1, 0, 2), Uint8Array.of(1, 2, 3, 4), undefined, undefined, undefined, undefined]);
  });
});

describe('a public key', () => {
  const made: Readonly<Record<string, KeyObject>> = {
    ed25519: generateKeyPairSync('ed25519').publicKey, p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey, p384: generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey, rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey, other: generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey,
  };
  const spkiOf = (key: KeyObject): Uint8Array => new Uint8Array(key.export({ type: 'spki', format: 'der' }));
  it('is of a kind that its algorithm and curve tell', () => {
    for (const [kind, key] of Object.entries(made)) assert.equal(publicKeyOf(spkiOf(key))?.kind, kind);
    assert.equal(publicKeyOf(spkiOf(generateKeyPairSync('x25519').publicKey))?.kind, 'other');
    for (const odd of [new Uint8Array(0), Uint8Array.of(0x30, 0), Uint8Array.of(0x30, 4, 0x30, 0, 4, 0)]) assert.equal(publicKeyOf(odd), undefined);
  });
  it('goes to PEM and back, and is one block of its label', () => {
    for (const key of Object.values(made)) {
      const pem = key.export({ type: 'spki', format: 'pem' }).toString();
      assert.equal(toPem(spkiOf(key)), pem);
      assert.deepEqual(fromPem(pem, 'PUBLIC KEY'), spkiOf(key));
      assert.equal(createPublicKey(toPem(spkiOf(key))).asymmetricKeyType, key.asymmetricKeyType);
      assert.deepEqual([fromPem(`${pem}${pem}`, 'PUBLIC KEY'), fromPem(pem, 'CERTIFICATE'), fromPem('', 'PUBLIC KEY')], [undefined, undefined, undefined]);
      assert.deepEqual(fromPem(`words before\n${pem.replaceAll('\n', '\r\n')}words after`, 'PUBLIC KEY'), spkiOf(key));
    }
  });
  it('has a hint as others make it, and a short name from it', async () => {
    const hint = await hintOf(utf8('abc'), cryptography);
    assert.equal(hint, 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=');
    assert.equal(shortName(hint), 'ba7816bf8f01');
    assert.equal(await sha256Hex(cryptography, utf8('abc')), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    assert.equal(shortName('*'), '');
    const shared = new Uint8Array(new SharedArrayBuffer(3));
    shared.set(utf8('abc'));
    assert.equal(await hintOf(shared, cryptography), hint, 'of memory that is shared too');
  });
  it('checks what its private half signed, and nothing else', async () => {
    for (const [kind, pair] of [['ed25519', generateKeyPairSync('ed25519')], ['p256', generateKeyPairSync('ec', { namedCurve: 'P-256' })], ['p384', generateKeyPairSync('ec', { namedCurve: 'P-384' })]] as const) {
      const signer = keySigner(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'a key');
      assert.equal(signer.key.kind, kind);
      const signature = await signer.sign(utf8('a message'));
      assert.equal(await cryptography.verifies(signer.key, utf8('a message'), signature), true, kind);
      assert.equal(await cryptography.verifies(signer.key, utf8('another message'), signature), false, kind);
      assert.equal(await cryptography.verifies({ ...signer.key, spki: Uint8Array.of(1) }, utf8('a message'), signature), undefined, 'a key that cannot be read says nothing');
      if (kind !== 'ed25519') assert.equal(await cryptography.verifies(signer.key, utf8('a message'), Uint8Array.of(1)), false, 'no pair of numbers');
      assert.equal(await cryptography.verifies({ ...signer.key, kind: 'other' }, utf8('a message'), signature), undefined);
    }
  });
  it('is needed by a signer: other kinds, locked keys and no keys are told without a word of them', () => {
    const refused = (pem: string, code: string, message: RegExp, next: RegExp): void => assert.throws(() => keySigner(pem, 'FILE'), (error: unknown) => error instanceof UsageError && error.code === code && message.test(error.message) && next.test(error.next) && !error.message.includes(pem.slice(30, 60) || '\0'));
    const locked = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' }).toString();
    refused('nothing', 'no-key', /^FILE holds no private key that can be read$/, /^make one with: openssl/);
    refused(locked, 'no-key', /^FILE holds no private key that can be read: it is locked with a passphrase$/, /--passphrase-env NAME/);
    assert.equal(keySigner(locked, 'FILE', 'open').key.kind, 'ed25519');
    refused(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'key-kind', /^FILE holds a key of a kind that certificates do not use$/, /Ed25519, P-256 and P-384 are/);
  });
});

describe('a bundle', () => {
  const parts = { hint: 'h', payload: utf8('{}'), signature: Uint8Array.of(1, 2), timestamps: [Uint8Array.of(3)], logEntries: [{ a: 1 }] };
  const troubleOf = (change: (bundle: Record<string, Record<string, unknown>>) => void): string => {
    const bundle = JSON.parse(bundleText(parts)) as Record<string, Record<string, unknown>>;
    change(bundle);
    const read = readBundle(utf8(JSON.stringify(bundle)));
    return 'trouble' in read ? read.trouble : '';
  };
  it('goes to text and back', () => {
    assert.deepEqual(readBundle(bundleBytes(parts)), parts);
    assert.deepEqual(readBundle(bundleBytes({ ...parts, timestamps: [], logEntries: [] })), { ...parts, timestamps: [], logEntries: [] });
    const { logEntries: _none, ...rest } = parts;
    assert.deepEqual(readBundle(bundleBytes(rest)), { ...parts, logEntries: [] });
    assert.equal(bundleText({ ...parts, timestamps: [], logEntries: [] }).includes('tlogEntries'), false);
    assert.equal(bundleText({ ...parts, timestamps: [] }).includes('timestampVerificationData'), false);
    assert.equal((JSON.parse(bundleText(parts)) as { dsseEnvelope: { payloadType: string } }).dsseEnvelope.payloadType, payloadType);
  });
  it('is of one signer, in base64 of one spelling', () => {
    assert.equal(troubleOf(() => undefined), '');
    const envelope = (change: Record<string, unknown>) => troubleOf((bundle) => Object.assign(bundle['dsseEnvelope'] ?? {}, change));
    assert.match(envelope({ signatures: [{ sig: 'AQI=' }, { sig: 'AQI=' }] }), /more than one entry/);
    assert.match(envelope({ signatures: [] }), /fewer than 1/);
    for (const change of [{ payload: 'e30' }, { signatures: [{ sig: '*' }] }]) assert.match(envelope(change), /not base64/);
    assert.match(troubleOf((bundle) => Object.assign(bundle['verificationMaterial'] ?? {}, { timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: '*' }] } })), /not base64/);
    assert.match(envelope({ payloadType: 'text/plain' }), /dsseEnvelope\.payloadType is not/);
    assert.equal(envelope({ signatures: [{ sig: 'AQI=', keyid: '' }] }), '');
  });
});

describe('JSON', () => {
  const trouble = (content: string | Uint8Array): string => {
    const read = readJson(typeof content === 'string' ? utf8(content) : content);
    return 'trouble' in read ? read.trouble : '';
  };
  it('is refused for a byte order mark as a whole, not for bytes that begin like one', () => {
    assert.match(trouble(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31)), /byte order mark/);
    assert.equal(trouble('"\ufeff"'), '');
    for (const bytes of [[0xef, 0xbb, 0xbe], [0xef, 0xbc, 0xbf], [0xee, 0xbb, 0xbf]]) assert.doesNotMatch(trouble(Uint8Array.from([...bytes, 0x31])), /byte order mark/);
  });
  it('has each member once in its own object, however names are spelt', () => {
    for (const good of ['{"a":1,"b":{"a":2}}', '[{"a":1},{"a":1}]', '{"a":"a"}', '{"a":["a",{"a":1}]}', '["a","a"]', '{"a":{"b":1},"c":1}', '{"a" : {"a" : 1} , "b" : [ ] }']) assert.equal(trouble(good), '', good);
    for (const bad of ['{"a":1,"a":1}', '{"a":{},"a":1}', '{"a":[{"b":1}],"a":1}', '[{"x":{"a":1,"\\u0061":1}}]', '{"a":"x","b":1,"a":2}']) assert.match(trouble(bad), /two members named "a" in one object/, bad);
    assert.match(trouble(`{"${'n'.repeat(100)}":1,"${'n'.repeat(100)}":1}`), new RegExp(`named "n{80}" in`));
    for (const bad of ['{', '{"a"}', '[1,]', '', '{"\\x":1}', ':', '"a":"b"']) assert.match(trouble(bad), /no JSON/, bad);
    assert.match(trouble('{"a":"b'), /a text has no end/);
  });
  it('of a package is spelt in the one way', () => {
    for (const [content, isGood] of [['{"a":1,"b":2}', true], ['{"b":2,"a":1}', false], ['{ "a":1}', false], ['1.0', false], ['1', true], ['{"a":1,"a":1}', false]] as const) assert.equal('value' in readCanonical(utf8(content)), isGood, content);
  });
});

describe('a name in a package', () => {
  it('has at most 1000 letters, and 200 in each part', () => {
    const parts = (length: number): string => 'a/'.repeat(Math.floor(length / 2)) + (length % 2 === 1 ? 'a' : '');
    assert.deepEqual([wrongPath(parts(999)), wrongPath(`${parts(998)}aa`), wrongPath(parts(1001))], [undefined, undefined, 'the name is longer than 1000 characters']);
    assert.deepEqual([wrongPath('a'.repeat(200)), wrongPath('a'.repeat(201))], [undefined, 'a part of the name is longer than 200 characters']);
  });
  it('says what is wrong with it', () => {
    for (const [path, expected] of [['/a', 'absolute'], ['c:/a', 'absolute'], ['a\\b', 'backslash'], ['a/../b', 'leads out'], ['a/./b', 'leads out'], ['a//b', 'leads out'], ['', 'leads out'], ['a/', 'leads out'], ['a b', 'U+0020'], ['\u{1f600}', 'U+1F600'], ['a\u043e', 'U+043E']] as const) assert.ok(wrongPath(path)?.includes(expected), `${path}: ${wrongPath(path)}`);
    for (const path of ['a', 'a/b.c', '...', '.a', 'a_b-c%20']) assert.equal(wrongPath(path), undefined, path);
  });
  it('is made of any path of a device', () => {
    assert.deepEqual(['a/b', 'a b', '.', '..', '...', 'é', 'a%b', 'A_z-9.x', '\t'].map((path) => packagePath('evidence', path)), ['evidence/a/b', 'evidence/a%20b', 'evidence/%2E', 'evidence/%2E%2E', 'evidence/...', 'evidence/%C3%A9', 'evidence/a%25b', 'evidence/A_z-9.x', 'evidence/%09']);
  });
});

describe('notes', () => {
  it('keep what was written, each in its list, and two hundred reasons at most', () => {
    const book = notes();
    book.holds('a');
    book.unchecked('b');
    book.remark('c');
    for (let index = 0; index < 210; index++) book.refuse('altered', 'd', `${index}`);
    assert.deepEqual([book.held, book.notChecked, book.remarks, book.reasons.length, book.reasons[0], book.reasons.at(-1)?.what], [['a'], ['b'], ['c'], 200, { code: 'altered', where: 'd', what: '0' }, '199']);
    assert.ok('altered' in meanings);
  });
});

describe('a statement', () => {
  it('names its subject by a bare digest', () => assert.deepEqual(statementOf([resource('a', 'sha256:ab'), resource('b', 'cd')], 't', 1), { _type: 'https://in-toto.io/Statement/v1', subject: [{ name: 'a', digest: { sha256: 'ab' } }, { name: 'b', digest: { sha256: 'cd' } }], predicateType: 't', predicate: 1 }));
});

describe('a zip archive', () => {
  it('has each file as it is, with its checksum, length and place, and no date', () => {
    const files = [['a/b.txt', utf8('hello')], ['é', new Uint8Array(300)]] as const;
    const zip = zipOf(files);
    const view = new DataView(zip.buffer, zip.byteOffset);
    const end = zip.length - 22;
    assert.deepEqual([view.getUint32(end, true), view.getUint16(end + 4, true), view.getUint16(end + 6, true), view.getUint16(end + 8, true), view.getUint16(end + 10, true), view.getUint16(end + 20, true)], [0x06054b50, 0, 0, 2, 2, 0]);
    const [size, start] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
    assert.equal(start + size, end);
    let at = start;
    for (const [path, bytes] of files) {
      const name = utf8(path);
      const local = view.getUint32(at + 42, true);
      assert.deepEqual([view.getUint32(at, true), view.getUint16(at + 4, true), ...Array.from({ length: 3 }, (_, index) => view.getUint16(at + 32 + 2 * index, true)), view.getUint32(at + 38, true)], [0x02014b50, 20, 0, 0, 0, 0]);
      for (const head of [at + 6, local + 4]) {
        assert.deepEqual([20, 0x0800, 0, 0, 0x21].map((_, index) => view.getUint16(head + 2 * index, true)), [20, 0x0800, 0, 0, 0x21]);
        assert.deepEqual([view.getUint32(head + 10, true), view.getUint32(head + 14, true), view.getUint32(head + 18, true), view.getUint16(head + 22, true), view.getUint16(head + 24, true)], [crc32(bytes), bytes.length, bytes.length, name.length, 0]);
      }
      assert.equal(view.getUint32(local, true), 0x04034b50);
      assert.deepEqual(zip.subarray(local + 30, local + 30 + name.length), name);
      assert.deepEqual(zip.subarray(local + 30 + name.length, local + 30 + name.length + bytes.length), bytes);
      at += 46 + name.length;
    }
    assert.equal(at, end);
  });
  it('has checksums as everybody computes them', () => {
    assert.deepEqual([crc32(utf8('123456789')), crc32(new Uint8Array(0)), crc32(Uint8Array.of(255))], [0xcbf43926, 0, 0xff000000]);
  });
});
