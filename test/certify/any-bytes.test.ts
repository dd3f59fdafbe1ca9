/** Whatever bytes come, the parsers of a package answer and none of them throws. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openPackageArchive } from '../../src/acquire/package-archive.ts';
import { readBundle } from '../../src/certify/bundle.ts';
import { isSame } from '../../src/certify/bytes.ts';
import { publicKeyOf } from '../../src/certify/public-key.ts';
import { certificateKey, checkTimestamp } from '../../src/certify/timestamp.ts';
import { readTrust } from '../../src/certify/trust.ts';
import { verify } from '../../src/certify/verify.ts';
import { zipOf } from '../../src/certify/zip.ts';
import { bundleAt, cryptography, folderOf, honest, honestTrust, known, text } from './world.ts';

describe('any bytes', () => {
  const seal = honest.get(`${folderOf(honest, 'maker')}/seal.sigstore.json`) ?? new Uint8Array(0);
  const key = bundleAt(honest, `${folderOf(honest, 'maker')}/seal.sigstore.json`);
  const mutated = (base: Uint8Array): fc.Arbitrary<Uint8Array> => fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 8 }).map((changes) => {
    const copy = Uint8Array.from(base);
    for (const [at, value] of changes) copy[at] = value;
    return copy;
  });
  it('are a bundle, a key, a trust root or a timestamp, or trouble', async () => {
    assert.ok(key.signature.length > 0);
    await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 400 }), mutated(seal), mutated(text(honestTrust))), async (bytes) => {
      readBundle(bytes);
      publicKeyOf(bytes);
      certificateKey(bytes);
      await readTrust(bytes, cryptography);
      await checkTimestamp(bytes, bytes, bytes, cryptography);
    }), { numRuns: 300 });
  });
  it('are a package that is refused', async () => {
    const trust = await readTrust(text(honestTrust), cryptography);
    assert.ok(!('complaint' in trust));
    const archive = zipOf(honest);
    await fc.assert(fc.asyncProperty(mutated(archive), fc.nat(400), async (bytes, cut) => {
      const opened = openPackageArchive(bytes.subarray(0, cut < 300 ? undefined : -cut), 'p.zip', () => 0);
      if (opened === undefined || isSame(bytes, archive)) return;
      await verify(opened, { trust, asOf: '2026-11-27', wanted: { images: [] }, known, cryptography });
    }), { numRuns: 60 });
  });
});
