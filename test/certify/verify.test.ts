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
import { canonicalJson, digestOf as digestOfValue } from '../../src/core/canonical.ts';

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

describe('what is said', () => {
  const image = { name: 'pump.elf', sha256: String(((ingredients.record as { artifacts: { path: string; sha256: string }[] }).artifacts.find(({ path }) => path === 'images/pump-firmware.elf'))?.sha256) };
  const ask = async (trust: string, wanted: Parameters<typeof verify>[1]['wanted']): Promise<Verification> => {
    const root = await readTrust(text(trust), cryptography);
    assert.ok(!('complaint' in root));
    return verify({ files: honest, troubles: [] }, { trust: root, asOf: '2026-11-20', wanted, known, cryptography });
  };
  it('of an honest package is exactly this', async () => {
    const { held, unchecked, remarks, signers } = await ask(honestTrust, { device: 'Meridian LVP 2 infusion pump', version: '2.5.0', images: [image] });
    assert.deepEqual(held, [
      `all ${honest.size - 7} files are there with the bytes that the index names, and no others`,
      'sealed by "the maker" as maker',
      'every statement follows from the inspection, and names its digest',
      'the law is edition 2026.1 as it is known here, with the text of all 37 elements',
      'all 84 questions that the edition asks of this device are answered',
      'Plumbline 0.1.0 is not among the versions known to be faulty',
      'the device is "Meridian LVP 2 infusion pump"',
      'the version is "2.5.0"',
      'pump.elf is images/pump-firmware.elf of the inspected device, byte for byte',
    ]);
    assert.deepEqual(unchecked, [
      'when the seal of "the maker" was made: no trusted timestamp says so',
      'the log in statements/sarif.json: it names the inspection, and was not made again from it',
      'the seal of the edition 2026.1: the trust root names no publisher with its key',
      'that the record leads to these findings: it was not judged again',
      'that the record is true of the device: whoever inspected vouches for that with their seal',
    ]);
    assert.deepEqual(remarks, []);
    assert.deepEqual(signers.map(({ role, isGood, time }) => ({ role, isGood, time })), [{ role: 'maker', isGood: true, time: undefined }]);
  });
  it('with a bare key names what a key cannot tell', async () => {
    const { held, unchecked } = await ask(parties.maker.publicPem, { images: [] });
    assert.ok(held.includes('sealed by "the key that was given" as maker'));
    assert.ok(unchecked.includes('roles, windows and revocations of keys: a bare public key says nothing of them; a trust-root document does'));
    assert.ok(unchecked.includes('that the image on your device is the one that was inspected: no image was given'));
  });
  it('of a stranger in place of the maker is that alone', async () => {
    const files = await signed(await makePackage(ingredients, cryptography), 'maker', parties.stranger);
    for (const trust of [honestTrust, parties.maker.publicPem]) assert.deepEqual(codes(await outcome(files, { trust })), ['untrusted-key']);
    assert.deepEqual(codes(await outcome(await makePackage(ingredients, cryptography))), ['missing']);
  });
  it('of a stranger beside the maker is that it was not checked', async () => {
    const files = await signed(honest, 'inspector', parties.stranger);
    const { reasons, unchecked, signers } = await outcome(files);
    assert.deepEqual(reasons, []);
    assert.ok(unchecked.some((line) => /^the signatures in signatures\/inspector-\w+: the trust root does not hold their key$/.test(line)));
    assert.deepEqual(signers.map(({ isGood }) => isGood), [false, true]);
  });
  it('of names that look alike is that they do', async () => {
    const look = async (device: string): Promise<string> => (await ask(honestTrust, { device, images: [] })).reasons[0]?.what ?? '';
    assert.match(await look('Meridian LVP 2 infusion pum\u0440'), /look alike/);
    assert.match(await look('M\u0435ridi\u0430n L\u0056P 2 infusi\u03bfn pump'), /look alike/);
    assert.doesNotMatch(await look('Meridian LVP 3 infusion pump'), /look alike/);
  });
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
  it('that only the trust root names are held to the digests they freeze', async () => {
    const edition = ingredients.edition as { adopts: { element: string; digest?: string }[] };
    const used = (ingredients.inspection as { elements: { id: string; digest: string }[] }).elements;
    for (const [digestOf, expected] of [[(id: string) => used.find((one) => one.id === id)?.digest, []], [() => `sha256:${'0'.repeat(64)}`, ['altered-edition']]] as const) {
      const frozen = { ...edition, adopts: edition.adopts.map((row) => ({ ...row, digest: digestOf(row.element) })) };
      const digest = digestOfValue(frozen);
      const inspection = structuredClone(ingredients.inspection) as { edition: { digest: string } };
      inspection.edition.digest = digest;
      const files = await dishonest({ edition: frozen, inspection });
      const said = await outcome(files, { known: none, trust: `${honestTrust}editions:\n  - { id: '2026.1', digest: '${digest}' }\n` });
      assert.deepEqual(codes(said), expected);
      assert.ok(!said.unchecked.some((line) => line.startsWith('the text of the elements')));
    }
    // An edition that freezes nothing cannot vouch for the text of its elements.
    const open = { ...edition, adopts: edition.adopts.map(({ digest: _frozen, ...row }) => row) };
    const digest = digestOfValue(open);
    const inspection = structuredClone(ingredients.inspection) as { edition: { digest: string } };
    inspection.edition.digest = digest;
    const { unchecked } = await outcome(await dishonest({ edition: open, inspection }), { known: none, trust: `${honestTrust}editions:\n  - { id: '2026.1', digest: '${digest}' }\n` });
    assert.ok(unchecked.some((line) => line.startsWith('the text of the elements of edition 2026.1')));
  });
  it('with another text here are refused', async () => {
    const other: Known = { ...known, editions: known.editions.map((edition) => ({ ...edition, digest: `sha256:${'0'.repeat(64)}` })) };
    assert.deepEqual(codes(await outcome(honest, { known: other })), ['altered-edition']);
    const elements: Known = { ...known, editions: known.editions.map((edition) => ({ ...edition, elements: {} })) };
    assert.deepEqual(codes(await outcome(honest, { known: elements })), ['altered-edition']);
  });
});

describe('windows of keys', () => {
  const trust = (more: string): string => `plumbline-trust: 1\nkeys:\n${keyRow('the maker', 'maker', parties.maker.publicPem, more)}`;
  it('hold on their first day and on their last', async () => {
    assert.deepEqual(codes(await outcome(honest, { trust: trust('    valid_from: 2026-11-27\n    valid_until: 2026-11-27\n') })), []);
    assert.deepEqual(codes(await outcome(honest, { trust: trust('    valid_until: 2026-11-26\n') })), ['expired']);
    assert.deepEqual(codes(await outcome(honest, { trust: trust('    valid_from: 2026-11-28\n') })), ['wrong-time']);
  });
  it('and the last day of a package is one on which it holds', async () => {
    assert.deepEqual(codes(await outcome(await dishonest({ validUntil: '2026-11-27' }))), []);
    assert.deepEqual(codes(await outcome(await dishonest({ validUntil: '2026-11-26' }))), ['expired']);
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
