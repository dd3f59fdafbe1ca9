/** A timestamp octet by octet: each part of the token that is relied on, changed alone. What signs it is pretended; `stamp.test.ts` has real authorities. */
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { describe, it } from 'node:test';
import { cryptographyOf, type Cryptography, type Hash } from '../../src/certify/cryptography.ts';
import { checkTimestamp } from '../../src/certify/timestamp.ts';

const real = cryptographyOf(webcrypto.subtle);
const der = (tag: number, ...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => {
  const content = parts.flatMap((part) => [...part]);
  const length = content.length < 128 ? [content.length] : content.length < 256 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 255];
  return Uint8Array.from([tag, ...length, ...content]);
};
const set = (...parts: readonly Uint8Array[]): Uint8Array => der(0x31, ...parts);
const sequence = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts);
const letters = (content: string): Uint8Array => new TextEncoder().encode(content);
const time = (content: string): Uint8Array => der(0x18, letters(content));
const nothing = der(0x05);
const digests: Readonly<Record<Hash, Uint8Array>> = { 'SHA-256': der(6, [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1]), 'SHA-384': der(6, [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2]), 'SHA-512': der(6, [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3]) };
const sha1 = der(6, [0x2b, 0x0e, 3, 2, 0x1a]);
const signedData = der(6, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2]);
const tstInfo = der(6, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 0x10, 1, 4]);
const [contentType, messageDigest] = [3, 4].map((last) => der(6, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, last]));
const spki = sequence(sequence(der(6, [0x2b, 0x65, 0x70])), der(3, [0, 1, 2, 3]));
const stamped = letters('what was stamped');

interface Parts {
  readonly used?: Hash;
  readonly usedName?: Uint8Array;
  readonly imprintTag?: number;
  readonly imprint?: Uint8Array;
  readonly time?: Uint8Array;
  readonly hash?: Hash;
  readonly hashName?: Uint8Array;
  readonly digestTag?: number;
  readonly digest?: Uint8Array;
  readonly more?: readonly Uint8Array[];
  readonly kind?: Uint8Array;
  readonly type?: Uint8Array;
  readonly wrapped?: Uint8Array;
  readonly infoTag?: number;
  readonly attributesTag?: number;
  readonly signatureTag?: number;
  readonly signers?: number;
  readonly isBare?: boolean;
}

async function response(parts: Parts = {}): Promise<Uint8Array> {
  const [used, hash] = [parts.used ?? 'SHA-256', parts.hash ?? 'SHA-256'];
  const imprint = sequence(sequence(parts.usedName ?? digests[used]), der(parts.imprintTag ?? 4, parts.imprint ?? (await real.digest(used, stamped))));
  const info = sequence(der(2, [1]), der(6, [0x2a]), imprint, der(2, [1]), parts.time ?? time('20261120101112Z'));
  const attribute = (name: Uint8Array | undefined, ...values: readonly Uint8Array[]): Uint8Array => sequence(name ?? nothing, set(...values));
  const attributes = der(parts.attributesTag ?? 0xa0, attribute(contentType, parts.kind ?? tstInfo), attribute(messageDigest, der(parts.digestTag ?? 4, parts.digest ?? (await real.digest(hash, info))), ...(parts.more ?? [])));
  const signer = sequence(der(2, [1]), nothing, sequence(parts.hashName ?? digests[hash]), attributes, sequence(), der(parts.signatureTag ?? 4, [7, 8]));
  const data = sequence(der(2, [3]), set(), sequence(parts.wrapped ?? tstInfo, der(0xa0, der(parts.infoTag ?? 4, info))), set(...Array.from({ length: parts.signers ?? 1 }, () => signer)));
  const token = sequence(parts.type ?? signedData, der(0xa0, data));
  return parts.isBare === true ? token : sequence(sequence(der(2, [0])), token);
}

function certificate({ from = '20260101000000Z', until = '20261231235959Z', version = true, key = spki }: { readonly from?: string; readonly until?: string; readonly version?: boolean; readonly key?: Uint8Array } = {}): Uint8Array {
  const validity = sequence(time(from), time(until));
  return sequence(sequence(...(version ? [der(0xa0, der(2, [2]))] : []), der(2, [1]), sequence(), sequence(), validity, sequence(), key), sequence(), der(3, [0]));
}

interface Asked {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly hash: Hash | undefined;
  readonly kind: string;
}

async function said(bytes: Uint8Array, by = certificate(), fits: boolean | 'unable' = true): Promise<{ readonly text: string; readonly asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const cryptography: Cryptography = {
    digest: real.digest,
    verifies: async ({ kind }, message, signature, hash) => {
      asked.push({ message, signature, hash, kind });
      return fits === 'unable' ? undefined : fits;
    },
  };
  const stated = await checkTimestamp(bytes, stamped, by, cryptography);
  return { text: 'time' in stated ? stated.time : stated.trouble, asked };
}
const say = async (parts: Parts): Promise<string> => (await said(await response(parts))).text;
const good = '2026-11-20T10:11:12Z';

describe('a token', () => {
  it('states its time, in a response and bare', async () => {
    assert.equal(await say({}), good);
    assert.equal(await say({ isBare: true }), good);
  });
  it('may take any of three digests, of what is stamped and of what is signed', async () => {
    for (const used of ['SHA-256', 'SHA-384', 'SHA-512'] as const) {
      assert.equal(await say({ used }), good, used);
      const { text, asked } = await said(await response({ hash: used }));
      assert.deepEqual([text, asked.map(({ hash }) => hash)], [good, [used]]);
    }
    for (const parts of [{ usedName: sha1 }, { usedName: nothing }, { imprintTag: 3 }, { imprintTag: 5 }]) assert.equal(await say(parts), 'the timestamp uses a digest that is not accepted');
    assert.equal(await say({ imprint: new Uint8Array(32) }), 'the timestamp is of another signature');
  });
  it('holds what its signed attributes say of it', async () => {
    for (const parts of [{ digest: new Uint8Array(32) }, { digest: new Uint8Array(0) }, { digestTag: 3 }, { digestTag: 5 }, { more: [der(4, [1])] }, { kind: signedData }, { kind: der(4, [1]) }]) assert.equal(await say(parts), 'the timestamp was altered', JSON.stringify(parts));
  });
  it('is signed over its attributes as a set', async () => {
    const { asked } = await said(await response());
    assert.deepEqual(asked.map(({ message, signature, kind }) => [message[0], [...signature], kind]), [[0x31, [7, 8], 'ed25519']]);
    const [one] = asked;
    const whole = Buffer.from(await response());
    assert.ok(whole.includes(Buffer.from([0xa0, ...(one?.message.subarray(1) ?? [])])), 'with every octet behind the tag');
    for (const fits of [false, 'unable'] as const) assert.equal((await said(await response(), certificate(), fits)).text, 'the timestamp is not signed by the authority that the trust root names');
  });
  it('is of the one form, with one signer', async () => {
    for (const parts of [{ type: tstInfo }, { wrapped: signedData }, { infoTag: 3 }, { infoTag: 5 }, { signers: 0 }, { signers: 2 }, { hashName: sha1 }, { hashName: nothing }, { attributesTag: 0xa1 }, { attributesTag: 0x31 }, { signatureTag: 3 }, { signatureTag: 5 }]) assert.equal(await say(parts), 'the timestamp is damaged or of an unknown form', JSON.stringify(parts));
    for (const odd of [new Uint8Array(0), sequence(), sequence(sequence()), sequence(nothing, nothing), Uint8Array.from([...(await response()), 0])]) assert.equal((await said(odd)).text, 'the timestamp is damaged or of an unknown form');
  });
  it('states a time that can be read, within the validity of the certificate with both ends', async () => {
    assert.equal(await say({ time: nothing }), 'the timestamp states no time');
    const outside = 'the timestamp lies outside of the validity of its authority\'s certificate';
    for (const [from, until, expected] of [['20261120101112Z', '20261120101112Z', good], ['20261120101113Z', '20261120101114Z', outside], ['20261120101110Z', '20261120101111Z', outside], ['20261120101110Z', '20261120101113Z', good]] as const) assert.equal((await said(await response(), certificate({ from, until }))).text, expected, `${from} to ${until}`);
  });
  it('is held against a certificate with a key and a validity, of any version', async () => {
    assert.equal((await said(await response(), certificate({ version: false }))).text, good);
    for (const odd of [certificate({ key: nothing }), certificate({ from: 'once' }), certificate({ until: 'never' }), sequence(sequence()), new Uint8Array(0)]) assert.equal((await said(await response(), odd)).text, 'the certificate of the timestamp authority cannot be read');
  });
});
