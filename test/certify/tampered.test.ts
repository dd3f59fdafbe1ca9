/** Every tampered package is refused for the right reason, and honest ones are not. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openPackageArchive } from '../../src/acquire/package-archive.ts';
import { meanings, type Code } from '../../src/certify/reasons.ts';
import { readTrust } from '../../src/certify/trust.ts';
import { verify, type Verification } from '../../src/certify/verify.ts';
import { sha256 } from '../../src/core/canonical.ts';
import { corpus } from './tampered/all.ts';
import type { Case } from './tampered/case.ts';
import { cryptography, known, text } from './world.ts';

async function verified({ archive, trust, asOf, image, device, version }: Case): Promise<Verification> {
  const root = await readTrust(text(trust), cryptography);
  assert.ok(!('complaint' in root), 'complaint' in root ? root.complaint : '');
  const opened = openPackageArchive(archive, 'package.zip');
  assert.ok(opened !== undefined);
  const wanted = { images: image === undefined ? [] : [{ name: 'image.bin', sha256: sha256(image) }], ...(device === undefined ? {} : { device }), ...(version === undefined ? {} : { version }) };
  return verify(opened, { trust: root, asOf, wanted, known, cryptography });
}

describe('the corpus of tampered packages', () => {
  it('has at least sixty cases, with names of their own, and one for every reason but the faulty tool', () => {
    assert.ok(corpus.length >= 60);
    assert.equal(new Set(corpus.map(({ name }) => name)).size, corpus.length);
    const without = (Object.keys(meanings) as Code[]).filter((code) => !corpus.some((one) => one.code === code));
    assert.deepEqual(without, ['faulty-tool']);
  });
  for (const one of corpus) {
    it(`${one.name}: ${one.code}`, async () => {
      const { holds, reasons, package: made } = await verified(one);
      assert.equal(holds, false);
      assert.equal(made, undefined);
      assert.ok(reasons.some(({ code }) => code === one.code), reasons.slice(0, 5).map(({ code, where, what }) => `${code}: ${where}: ${what}`).join('\n'));
    });
  }
});
