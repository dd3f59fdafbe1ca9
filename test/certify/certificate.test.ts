/** What a signer may put a seal on: an index that is one, with a signature that fits its own key. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { describe, it } from 'node:test';
import { certify } from '../../src/certify/certificate.ts';
import { cryptographyOf } from '../../src/certify/cryptography.ts';
import { keySigner } from '../../src/certify/sign.ts';

const cryptography = cryptographyOf(webcrypto.subtle);
const utf8 = (content: string): Uint8Array => new TextEncoder().encode(content);
const signer = (): ReturnType<typeof keySigner> => keySigner(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'a key');
const digest = 'a'.repeat(64);
const index = JSON.stringify({ as_of: '2026-11-20', device: { maker: 'm', name: 'n', version: '1' }, edition: { digest: `sha256:${digest}`, id: 'e' }, expects: ['maker'], files: [{ holds: 'statement', path: 'statements/x.json', sha256: digest, size: 2 }, { holds: 'evidence', path: 'evidence/y', sha256: digest, size: 2 }], inspection: digest, level: 1, plan: { digest: `sha256:${digest}`, questions: 0 }, plumbline: '1', record: digest, schema: 'plumbline-package-1' });
const files = new Map([['index.json', utf8(index)], ['statements/x.json', utf8('{}')], ['evidence/y', utf8('{}')]]);

describe('signing', () => {
  it('makes a seal and a bundle for each statement, in one folder of the signer', async () => {
    const made = [...(await certify(files, 'maker', signer(), cryptography)).keys()];
    assert.equal(made.length, 2);
    assert.ok(made.every((path) => /^signatures\/maker-[0-9a-f]{12}\/(?:seal|x)\.sigstore\.json$/.test(path)), made.join());
  });
  it('asks for a timestamp of each signature where there is an authority', async () => {
    let asked = 0;
    const stamped = await certify(files, 'maker', signer(), cryptography, async (signature) => {
      asked++;
      return signature;
    });
    assert.equal(asked, 2);
    for (const bundle of stamped.values()) assert.match(new TextDecoder().decode(bundle), /signedTimestamp/);
  });
  it('refuses what is no index', async () => {
    await assert.rejects(certify(new Map(), 'maker', signer(), cryptography), /the index cannot be signed: it is no JSON/);
    await assert.rejects(certify(new Map([['index.json', utf8('{}')]]), 'maker', signer(), cryptography), /the index cannot be signed: schema is missing/);
    await assert.rejects(certify(new Map([['index.json', utf8(` ${index}`)]]), 'maker', signer(), cryptography), /not spelt canonically/);
  });
  it('refuses a signature that does not fit the key it is said to be of', async () => {
    const [one, other] = [signer(), signer()];
    await assert.rejects(certify(files, 'maker', { ...one, sign: other.sign }, cryptography), /the signature over seal does not fit the public key/);
  });
});
