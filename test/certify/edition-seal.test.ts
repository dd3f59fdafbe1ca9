/** An edition that its publisher sealed is known by the publisher's key, and by nobody else's: not the maker's, not a bare one, not a revoked one, not over another text. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Known } from '../../src/certify/checks/law.ts';
import type { Cryptography } from '../../src/certify/cryptography.ts';
import { editionPath, editionSealPath } from '../../src/certify/package.ts';
import { readTrust } from '../../src/certify/trust.ts';
import { verify, type Verification } from '../../src/certify/verify.ts';
import { sealed, type Envelope } from '../../src/codebook/revision/signature.ts';
import { canonicalJson, sha256 } from '../../src/core/canonical.ts';
import { cryptography, day, dishonest, dishonestFiles, honestTrust, ingredients, json, keyRow, known, parties, text, type Party } from './world.ts';

const nobody: Known = { editions: [], faulty: [] };
const edition = ingredients.edition;
const sealBy = ({ pem }: Party): Envelope => sealed(edition, pem);
// The approver's key is on P-384, the inspector's on P-256, the stranger's an Edwards key.
const rows = (roles: string, by: Party, more = ''): string => `${honestTrust.replace(/ {2}- name: the (?:inspector|approver)\n[\s\S]*?(?= {2}- name|$)/gu, '')}${keyRow('the committee', roles, by.publicPem, more)}`;

async function outcome(seal: unknown, trust: string, by: Known = nobody): Promise<Verification> {
  const root = await readTrust(text(trust), cryptography);
  assert.ok(!('complaint' in root), 'complaint' in root ? root.complaint : '');
  return verify({ files: await dishonest({ editionSeal: seal }), troubles: [] }, { trust: root, asOf: day, wanted: { images: [] }, known: by, cryptography });
}
const codes = ({ reasons }: Verification): readonly string[] => [...new Set(reasons.map(({ code }) => code))];

describe('the seal of an edition', () => {
  for (const [kind, publisher] of [['Ed25519', parties.stranger], ['P-256', parties.inspector], ['P-384', parties.approver]] as const) {
    it(`with a key of kind ${kind} makes the edition known`, async () => {
      const said = await outcome(sealBy(publisher), rows('publisher', publisher));
      assert.deepEqual(codes(said), []);
      assert.ok(said.held.includes('the edition 2026.1 bears the seal of its publisher, "the committee"'));
    });
  }
  it('stands for a text that is another one here', async () => {
    const other: Known = { ...known, editions: known.editions.map((one) => ({ ...one, digest: `sha256:${'0'.repeat(64)}` })) };
    assert.deepEqual(codes(await outcome(sealBy(parties.stranger), rows('publisher', parties.stranger), other)), []);
    assert.deepEqual(codes(await outcome(undefined, rows('publisher', parties.stranger), other)), ['altered-edition']);
  });
  it('is not asked for where the edition is known', async () => {
    assert.deepEqual(codes(await outcome(undefined, honestTrust, known)), []);
    const said = await outcome(sealBy(parties.stranger), honestTrust, known);
    assert.deepEqual(codes(said), []);
    assert.ok(said.unchecked.includes('the seal of the edition 2026.1: the trust root names no publisher with its key'));
  });
  it('counts for nothing from anybody else', async () => {
    const { stranger, maker } = parties;
    const cases: readonly (readonly [seal: Envelope, trust: string, why: string])[] = [
      [sealBy(stranger), honestTrust, 'the trust root names no publisher with its key'],
      [sealBy(maker), honestTrust, '"the maker" is no publisher in the trust root'],
      [sealBy(stranger), rows('approver', stranger), '"the committee" is no publisher in the trust root'],
      [sealBy(maker), maker.publicPem, 'the trust root names no publisher with its key'],
      [sealBy(stranger), rows('publisher', stranger, '    revoked: { because: lost }\n'), 'the key of "the committee" was revoked'],
      [sealBy(stranger), rows('publisher', stranger, '    valid_until: 2026-11-19\n'), `the key of "the committee" does not count on ${day}`],
      [sealBy(stranger), rows('publisher', stranger, '    valid_from: 2026-11-21\n'), `the key of "the committee" does not count on ${day}`],
      [sealBy(parties.approver), `${rows('publisher', parties.approver)}allow: [ed25519]\n`, '"the committee" is a key of kind p384, which is not accepted here'],
    ];
    for (const [seal, trust, why] of cases) {
      const said = await outcome(seal, trust);
      assert.deepEqual(codes(said), ['unknown-edition'], why);
      assert.ok(said.unchecked.includes(`the seal of the edition 2026.1: ${why}`), why);
    }
  });
  it('counts on the first and on the last day of its key', async () => {
    for (const window of [`    valid_from: ${day}\n`, `    valid_until: ${day}\n`]) assert.deepEqual(codes(await outcome(sealBy(parties.stranger), rows('publisher', parties.stranger, window))), []);
  });
  it('over another text, or by another key than it names, is refused', async () => {
    const trust = rows('publisher', parties.stranger);
    const good = sealBy(parties.stranger);
    const [signature] = good.signatures;
    const [foreign] = sealBy(parties.maker).signatures;
    assert.ok(signature !== undefined && foreign !== undefined);
    assert.deepEqual(codes(await outcome(sealed({ ...(edition as object), id: 'easy' }, parties.stranger.pem), trust)), ['altered-edition', 'unknown-edition']);
    assert.deepEqual(codes(await outcome({ ...good, signatures: [{ ...signature, sig: foreign.sig }] }, trust)), ['altered-edition', 'unknown-edition']);
    // Refused where the edition is known too: whoever puts a forged seal beside genuine law means to mislead.
    assert.deepEqual(codes(await outcome({ ...good, signatures: [{ ...signature, sig: foreign.sig }] }, trust, known)), ['altered-edition']);
  });
  it('that is no envelope with one signature is malformed', async () => {
    const trust = rows('publisher', parties.stranger);
    const good = sealBy(parties.stranger);
    for (const broken of [{}, { ...good, payloadType: 'text/plain' }, { ...good, signatures: [] }, { ...good, signatures: [...good.signatures, ...good.signatures] }, { ...good, payload: '*' }, { ...good, more: 1 }, ...['keyid', 'sig'].map((member) => ({ ...good, signatures: [{ ...good.signatures[0], [member]: '*' }] }))]) {
      assert.deepEqual(codes(await outcome(broken, trust)), ['malformed', 'unknown-edition']);
    }
  });
  it('is not checked where this machine cannot', async () => {
    const root = await readTrust(text(rows('publisher', parties.approver)), cryptography);
    assert.ok(!('complaint' in root));
    const unable: Cryptography = { ...cryptography, verifies: (key, ...rest) => (key.kind === 'p384' ? Promise.resolve(undefined) : cryptography.verifies(key, ...rest)) };
    const said = await verify({ files: await dishonest({ editionSeal: sealBy(parties.approver) }), troubles: [] }, { trust: root, asOf: day, wanted: { images: [] }, known: nobody, cryptography: unable });
    assert.deepEqual(codes(said), ['unknown-edition']);
    const line = 'the seal of the edition 2026.1: this machine cannot check keys of kind p384';
    assert.ok(said.unchecked.includes(line));
    assert.ok(!(await outcome(sealBy(parties.approver), rows('publisher', parties.approver))).unchecked.includes(line));
  });
  it('without the text that it is over says nothing', async () => {
    const files = await dishonestFiles((all) => {
      all.set(editionSealPath('2026.1'), text(canonicalJson(sealBy(parties.stranger))));
      all.delete(editionPath('2026.1'));
    }, (index) => (index['files'] = [...(index['files'] as readonly { readonly path: string }[]).filter(({ path }) => path !== editionSealPath('2026.1')), { path: editionSealPath('2026.1'), sha256: sha256(canonicalJson(sealBy(parties.stranger))), size: canonicalJson(sealBy(parties.stranger)).length, holds: 'law' }]));
    const root = await readTrust(text(rows('publisher', parties.stranger)), cryptography);
    assert.ok(!('complaint' in root));
    const said = await verify({ files, troubles: [] }, { trust: root, asOf: day, wanted: { images: [] }, known, cryptography });
    assert.deepEqual(codes(said), ['missing']);
    assert.ok(!said.held.some((line) => line.includes('bears the seal')));
  });
  it('lies in the package with the law, listed by the index', async () => {
    const files = await dishonest({ editionSeal: sealBy(parties.stranger) });
    const listed = json(files, 'index.json')['files'] as readonly { readonly path: string; readonly holds: string }[];
    assert.deepEqual(listed.filter(({ path }) => path === editionSealPath('2026.1')).map(({ holds }) => holds), ['law']);
  });
});
