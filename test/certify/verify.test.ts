/** What verification says in cases that no tampered package shows: faulty tools, judging again, trust roots, other people's editions. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Known } from '../../src/certify/checks/law.ts';
import { meanings } from '../../src/certify/reasons.ts';
import { readTrust } from '../../src/certify/trust.ts';
import { verify, type Deeper, type Verification } from '../../src/certify/verify.ts';
import { makePackage, type Files } from '../../src/certify/package.ts';
import { gather } from '../../src/cli/certify/gather.ts';
import { judgeAgain } from '../../src/cli/verify/deep.ts';
import { asText } from '../../src/cli/verify/tell.ts';
import { cryptography, dishonest, dishonestFiles, honest, honestTrust, ingredients, json, keyRow, known, parties, signed, text } from './world.ts';
import { canonicalJson } from '../../src/core/canonical.ts';

async function outcome(files: Files, more: { readonly known?: Known; readonly trust?: string; readonly deeper?: Deeper } = {}): Promise<Verification> {
  const trust = await readTrust(text(more.trust ?? honestTrust), cryptography);
  assert.ok(!('complaint' in trust), 'complaint' in trust ? trust.complaint : '');
  return verify({ files, troubles: [] }, { trust, asOf: '2026-11-27', wanted: { images: [] }, known: more.known ?? known, cryptography }, more.deeper);
}
const codes = ({ reasons }: Verification): readonly string[] => [...new Set(reasons.map(({ code }) => code))];
const complaint = async (document: string): Promise<string> => {
  const trust = await readTrust(text(document), cryptography);
  return 'complaint' in trust ? trust.complaint : '';
};

describe('a version known to be faulty', () => {
  const range = (from: string, to: string): Known => ({ ...known, faulty: [{ from, to, because: 'it took comments for code' }] });
  it('is refused within its range, both ends included', async () => {
    for (const [from, to] of [['0.1.0', '0.1.0'], ['0.0.9', '0.1.0'], ['0.1.0', '0.2.0'], ['0.0.10', '1.0.0']] as const) assert.deepEqual(codes(await outcome(honest, { known: range(from, to) })), ['faulty-tool'], `${from} to ${to}`);
    for (const [from, to] of [['0.1.1', '0.2.0'], ['0.0.1', '0.0.99'], ['1.0.0', '2.0.0']] as const) assert.deepEqual(codes(await outcome(honest, { known: range(from, to) })), [], `${from} to ${to}`);
  });
});

describe('judging again', () => {
  it('holds for an honest package and hands it on as verified', async () => {
    const { holds, held, package: made } = await outcome(honest, { deeper: judgeAgain });
    assert.ok(holds);
    assert.ok(held.some((line) => line.startsWith('judged again')));
    assert.equal(made?.index.level, 3);
  });
  for (const name of ['heartbleed/bad', 'logofail/bad', 'logofail/fixed']) {
    it(`holds for ${name}, of a level that does not ask for every element`, async () => {
      const watch = { phase: () => undefined, advance: () => undefined };
      const path = join(import.meta.dirname, '..', '..', 'codebook', 'incidents', name);
      const { ingredients: made } = await gather({ path, asOf: '2026-11-20', codebooks: [], version: '0.1.0', watch, history: false, jobs: 0 }, new Set(['evidence']));
      const files = await signed(await makePackage({ ...made, expects: ['maker'] }, cryptography), 'maker', parties.maker);
      assert.deepEqual((await outcome(files, { deeper: judgeAgain })).reasons, []);
    });
  }
  it('finds verdicts that the record does not lead to, whoever signed them', async () => {
    const inspection = structuredClone(ingredients.inspection) as { findings: { verdict: string; breaches: unknown[] }[] };
    for (const finding of inspection.findings) if (finding.verdict === 'unmet') Object.assign(finding, { verdict: 'met', breaches: [] });
    const files = await dishonest({ inspection });
    assert.deepEqual(codes(await outcome(files)), []);
    const deep = await outcome(files, { deeper: judgeAgain });
    assert.deepEqual(codes(deep), ['contradiction']);
    assert.match(deep.reasons[0]?.what ?? '', /judged again, the record leads to other findings: code-is-memory-safe of firmware/);
  });
  it('says so when the record cannot be judged', async () => {
    const files = await dishonestFiles((all) => {
      const record = json(all, 'record.json');
      all.set('record.json', text(canonicalJson({ ...record, filed: [{ nothing: 1 }] })));
    });
    assert.ok(codes(await outcome(files, { deeper: judgeAgain })).includes('contradiction'));
  });
});

describe('editions', () => {
  const none: Known = { editions: [], faulty: [] };
  it('of other people are known through the trust root', async () => {
    const { digest } = (json(honest, 'index.json')['edition'] ?? {}) as { readonly digest: string };
    assert.deepEqual(codes(await outcome(honest, { known: none })), ['unknown-edition']);
    assert.deepEqual(codes(await outcome(honest, { known: none, trust: `${honestTrust}editions:\n  - { id: '2026.1', digest: '${digest}' }\n` })), []);
    assert.deepEqual(codes(await outcome(honest, { known: none, trust: `${honestTrust}editions:\n  - { id: '2026.1', digest: 'sha256:${'0'.repeat(64)}' }\n` })), ['unknown-edition']);
  });
  it('with another text here are refused', async () => {
    const other: Known = { ...known, editions: known.editions.map((edition) => ({ ...edition, digest: `sha256:${'0'.repeat(64)}` })) };
    assert.deepEqual(codes(await outcome(honest, { known: other })), ['altered-edition']);
    const elements: Known = { ...known, editions: known.editions.map((edition) => ({ ...edition, elements: {} })) };
    assert.deepEqual(codes(await outcome(honest, { known: elements })), ['altered-edition']);
  });
});

describe('trust roots', () => {
  it('are refused with what is wrong with them', async () => {
    assert.match(await complaint(parties.maker.pem), /holds a private key/);
    assert.match(await complaint('plumbline-trust: 2\nkeys: []'), /plumbline-trust is not 1/);
    assert.match(await complaint('plumbline-trust: 1\nkeys: []'), /keys has fewer than 1/);
    assert.match(await complaint('plumbline-trust: 1\nplumbline-trust: 1\nkeys: []'), /unique/i);
    assert.match(await complaint('{"keys":[],"keys":[]}'), /two members/);
    assert.match(await complaint(`${honestTrust}colour: red\n`), /colour is not known/);
    assert.match(await complaint(`plumbline-trust: 1\nkeys:\n${keyRow('a', 'maker', parties.maker.publicPem)}${keyRow('b', 'maker', parties.maker.publicPem)}`), /"b" is there twice/);
    assert.match(await complaint(`plumbline-trust: 1\nkeys:\n${keyRow('a', 'maker', 'no key')}`), /"a" is no public key/);
    assert.match(await complaint(`plumbline-trust: 1\nkeys:\n${keyRow('a', 'king', parties.maker.publicPem)}`), /keys\[0\]\.roles\[0\] is not maker/);
    assert.match(await complaint(`${honestTrust}timestamp_authorities:\n  - { name: t, certificate: none }\n`), /no certificate/);
    assert.match(await complaint('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'), /no public key/);
    assert.match(await complaint('a'.repeat(1024 * 1024 + 1)), /larger than/);
    assert.match(await complaint('[1, 2]'), /no object/);
  });
  it('may be JSON', async () => {
    const trust = JSON.stringify({ 'plumbline-trust': 1, keys: [{ name: 'maker', roles: ['maker'], key: parties.maker.publicPem }] });
    assert.deepEqual(codes(await outcome(honest, { trust })), []);
  });
});

describe('what is said', () => {
  it('has a meaning for every reason, and shows nothing that steers a terminal', async () => {
    for (const meaning of Object.values(meanings)) assert.match(meaning, /^[a-z][^.]+[^.]$/);
    const inspection = structuredClone(ingredients.inspection) as { device: { about: { name: string } } };
    const record = structuredClone(ingredients.record) as { device: { about: { name: string } } };
    for (const one of [inspection, record]) one.device.about.name = 'pump\u001b[31m\u202e';
    const said = asText(await outcome(await dishonest({ inspection, record })), '2026-11-27', { width: 80, colour: false });
    assert.doesNotMatch(said, /[\u001b\u202e]/);
    assert.match(said, /VERIFIED/);
  });
});
