/** What this program signs is checked by programs that it has no part in: openssl, sigstore's own libraries, and the official schemas. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { assertBundleLatest, bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { payloadType, preAuthEncoding } from '../../src/certify/envelope.ts';
import { bundleAt, dishonest, folderOf, honest, json, parties, signed, type Party } from './world.ts';
import type { Files } from '../../src/certify/package.ts';
import type { Role } from '../../src/certify/seal.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-independent-'));
after(() => rmSync(folder, { recursive: true }));
const all = await signed(await signed(honest, 'inspector', parties.inspector), 'approver', parties.approver);
const skip = existsSync('/usr/bin/openssl') ? false : 'no openssl on this machine';

function openssl(args: readonly string[]): { readonly status: number | null; readonly out: string } {
  const done = spawnSync('openssl', args, { encoding: 'utf8' });
  return { status: done.status, out: done.stdout + done.stderr };
}

function bundlesOf(files: Files, role: Role): readonly string[] {
  return [...files.keys()].filter((path) => path.startsWith(`${folderOf(files, role)}/`));
}

/** The steps of `src/certify/package.md`. */
function checkedByOpenssl(path: string, { publicPem }: Party, hash: string | undefined, change = (bytes: Uint8Array): Uint8Array => bytes): boolean {
  const { payload, signature } = bundleAt(all, path);
  const [message, sig, key] = ['message', 'sig', 'key.pub'].map((name) => join(folder, name));
  writeFileSync(message ?? '', change(preAuthEncoding(payloadType, payload)));
  writeFileSync(sig ?? '', signature);
  writeFileSync(key ?? '', publicPem);
  const args = hash === undefined ? ['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', key, '-in', message, '-sigfile', sig] : ['dgst', `-${hash}`, '-verify', key, '-signature', sig, message];
  return openssl(args.map((arg) => arg ?? '')).status === 0;
}

describe('openssl', { skip }, () => {
  for (const [role, hash] of [['maker', undefined], ['inspector', 'sha256'], ['approver', 'sha384']] as const) {
    it(`verifies every bundle of the ${role}, and refuses another message`, () => {
      const paths = bundlesOf(all, role);
      assert.equal(paths.length, 6);
      for (const path of paths) assert.ok(checkedByOpenssl(path, parties[role], hash), path);
      const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte));
      assert.ok(!checkedByOpenssl(paths[0] ?? '', parties[role], hash, flip));
    });
  }
});

describe('the libraries of sigstore', () => {
  const details = { maker: 'PKIX_ED25519', inspector: 'PKIX_ECDSA_P256_SHA_256', approver: 'PKIX_ECDSA_P384_SHA_384' } as const;
  for (const role of ['maker', 'inspector', 'approver'] as const) {
    it(`read ${role === 'approver' ? '' : 'and verify '}every bundle of the ${role}`, () => {
      for (const path of bundlesOf(all, role)) {
        const bundle = bundleFromJSON(json(all, path));
        assertBundleLatest(bundle);
        const key = createPublicKey(parties[role].publicPem).export({ type: 'spki', format: 'der' });
        const root = { mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1', tlogs: [], certificateAuthorities: [], ctlogs: [], timestampAuthorities: [] };
        const publicKey = { rawBytes: key, keyDetails: details[role] } as unknown as Parameters<typeof toTrustMaterial>[1];
        const hint = bundleAt(all, path).hint;
        const material = toTrustMaterial(root, { [hint]: publicKey } as unknown as Parameters<typeof toTrustMaterial>[1]);
        const verifier = new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
        // These libraries check every curve with SHA-256; PKIX_ECDSA_P384_SHA_384 of their own specification is with SHA-384.
        if (role === 'approver') return;
        verifier.verify(toSignedEntity(bundle));
        const other = json(all, path) as Record<string, Record<string, unknown>>;
        Object.assign(other['dsseEnvelope'] ?? {}, { payload: Buffer.from('{}').toString('base64') });
        assert.throws(() => verifier.verify(toSignedEntity(bundleFromJSON(other))));
      }
    });
  }
});

describe('the statements', () => {
  const predicate = (files: Files, name: string): Record<string, unknown> => (json(files, `statements/${name}.json`) as Record<string, Record<string, unknown>>)['predicate'] ?? {};

  it('are valid CycloneDX 1.6', async () => {
    const failing = await dishonest({});
    for (const files of [honest, failing]) {
      const faults = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(JSON.stringify(predicate(files, 'cyclonedx')));
      assert.equal(faults, null, JSON.stringify(faults)?.slice(0, 600));
    }
  });
  it('have the members that in-toto and SLSA ask for', () => {
    const result = predicate(honest, 'test-result');
    assert.ok(['PASSED', 'WARNED', 'FAILED'].includes(String(result['result'])));
    assert.ok(Array.isArray(result['configuration']));
    const summary = predicate(honest, 'verification-summary');
    for (const member of ['verifier', 'timeVerified', 'resourceUri', 'policy', 'verificationResult', 'verifiedLevels']) assert.ok(member in summary, member);
    for (const name of ['inspection', 'test-result', 'verification-summary', 'cyclonedx', 'sarif']) {
      const { _type, subject } = json(honest, `statements/${name}.json`) as { readonly _type: string; readonly subject: readonly unknown[] };
      assert.equal(_type, 'https://in-toto.io/Statement/v1');
      assert.equal(subject.length, 4, 'the inventory, two images and the bill');
    }
  });
});
