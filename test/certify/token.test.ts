/** A timestamp octet by octet: each part of the token that is relied on, changed alone. What signs it is pretended; `stamp.test.ts` has real authorities. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cryptography, Hash } from '../../src/certify/cryptography.ts';
import { checkTimestamp } from '../../src/certify/timestamp.ts';
import { certificate, der, nothing, real, response, sequence, sha1, signedData, stamped, tstInfo, type Parts } from './tokens.ts';

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
    for (const parts of [{ digest: new Uint8Array(32) }, { digest: new Uint8Array(0) }, { digestTag: 3 }, { digestTag: 5 }, { kind: signedData }, { kind: der(4, [1]) }, { copies: { type: 2 } }, { copies: { type: 0 } }, { copies: { digest: 2 } }, { copies: { digest: 0 } }]) assert.equal(await say(parts), 'the timestamp was altered', JSON.stringify(parts));
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
