/** Who sealed a small package and when: each bundle, key, role and day changed alone, on both sides of each border. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bundleBytes, readBundle, type Bundle } from '../../src/certify/bundle.ts';
import { certify } from '../../src/certify/certificate.ts';
import { checkLogged } from '../../src/certify/checks/logged.ts';
import { checkSigner, type SealedBy } from '../../src/certify/checks/signer.ts';
import { checkSigners } from '../../src/certify/checks/signers.ts';
import { signedWhen } from '../../src/certify/checks/time.ts';
import { sha256Hex, type Cryptography } from '../../src/certify/cryptography.ts';
import { preAuthEncoding, payloadType } from '../../src/certify/envelope.ts';
import { shortName } from '../../src/certify/public-key.ts';
import { sealOf, sealPredicate, type PackageIndex, type Role } from '../../src/certify/seal.ts';
import { statementOf } from '../../src/certify/statement.ts';
import type { TrustedKey, TrustRoot, Window } from '../../src/certify/trust.ts';
import { spell } from '../../src/core/spelling.ts';
import { certificate, response, time } from './tokens.ts';
import { asOf, cryptography, digit, hint, made, maker, saidBy, signer, trust, utf8, type Made, type Said } from './small.ts';

const folder = `signatures/maker-${shortName(hint)}`;
const sealAt = `${folder}/seal.sigstore.json`;
const summaryAt = `${folder}/verification-summary.sigstore.json`;
const names = ['cyclonedx', 'inspection', 'test-result', 'verification-summary'];

async function sealed(role: Role = 'maker'): Promise<Made> {
  const one = await made();
  return { ...one, files: new Map([...one.files, ...(await certify(one.files, role, signer, cryptography))]) };
}
function bundleOf({ files }: Made, path: string): Bundle {
  const bundle = readBundle(files.get(path) ?? new Uint8Array(0));
  assert.ok(!('trouble' in bundle));
  return bundle;
}
const signedBundle = async (payload: Uint8Array, more: Partial<Bundle> = {}): Promise<Uint8Array> => bundleBytes({ hint, payload, signature: await signer.sign(preAuthEncoding(payloadType, payload)), timestamps: [], logEntries: [], ...more });
const put = (one: Made, path: string, bytes: Uint8Array | undefined): Made => {
  const files = new Map(one.files);
  if (bytes === undefined) files.delete(path);
  else files.set(path, bytes);
  return { ...one, files };
};

interface Around {
  readonly trust?: Partial<TrustRoot>;
  readonly by?: Partial<TrustedKey>;
  readonly cryptography?: Cryptography;
  readonly in?: string;
}
const rootFor = ({ trust: change, by }: Around): TrustRoot => ({ ...trust, keys: new Map([[hint, { ...maker, ...by }]]), ...change });
async function look({ files, index }: Made, around: Around = {}): Promise<Said & { readonly signer: SealedBy | undefined }> {
  let found: SealedBy | undefined;
  const said = await saidBy(async (book) => {
    found = await checkSigner(around.in ?? folder, { files, index, trust: rootFor(around), asOf, cryptography: around.cryptography ?? cryptography }, book);
  });
  return { ...said, signer: found };
}
const noTime = 'when the seal of "the maker" was made: no trusted timestamp says so';

describe('a signer', () => {
  it('sealed the index and signed each statement', async () => {
    const one = await sealed();
    const { signer: found, ...said } = await look(one);
    assert.deepEqual(said, { reasons: [], held: [], unchecked: [noTime], remarks: [] });
    assert.deepEqual(found, { folder, hint, role: 'maker', trusted: maker, isGood: true });
    assert.deepEqual([...one.files.keys()].filter((path) => path.startsWith('signatures/')), [...names, 'seal'].sort().map((name) => `${folder}/${name}.sigstore.json`));
  });
  it('is a stranger to a trust root that does not hold the key, and no more is asked', async () => {
    const { signer: found, ...said } = await look(put(await sealed(), summaryAt, undefined), { trust: { keys: new Map() } });
    assert.deepEqual([said.reasons, found], [[], { folder, hint, role: 'maker', isGood: false }]);
  });
  it('without a seal that can be read is nobody', async () => {
    const one = await sealed();
    for (const [bytes, expected] of [
      [undefined, `missing ${sealAt}: this signature is not there`],
      [utf8('{}'), `malformed ${sealAt}: it is no signature bundle: mediaType is missing`],
      [await signedBundle(utf8('{')), `malformed ${sealAt}: it holds no seal: it is no JSON`],
      [await signedBundle(utf8('{ }')), `malformed ${sealAt}: it holds no seal: it is not spelt canonically (RFC 8785)`],
      [await signedBundle(utf8('{}')), `malformed ${sealAt}: it holds no seal: _type is missing`],
      [await signedBundle(utf8(spell({ ...sealOf('maker', one.index, digit('1')), predicateType: 'urn:other' }))), `malformed ${sealAt}: it holds no seal: it is a statement of another kind`],
      [await signedBundle(utf8(spell(statementOf(sealOf('maker', one.index, digit('1')).subject, sealPredicate, { role: 'king' })))), `malformed ${sealAt}: it holds no seal: as_of is missing`],
    ] as const) {
      const { reasons, signer: found } = await look(put(one, sealAt, bytes));
      assert.deepEqual([reasons, found], [[expected], undefined]);
    }
  });
  it('lies in a folder named for the role and the key', async () => {
    const one = await sealed();
    const moved: Made = { ...one, files: new Map([...one.files].map(([path, bytes]) => [path.replace('signatures/maker', 'signatures/approver'), bytes])) };
    const { reasons, signer: found } = await look(moved, { in: folder.replace('maker', 'approver') });
    assert.deepEqual([reasons, found?.isGood], [[`wrong-role ${folder.replace('maker', 'approver')}: the folder is named for another role or key than the seal in it`], false]);
  });
  it('signs with a kind of key that is accepted, in a role that is theirs', async () => {
    const one = await sealed();
    assert.deepEqual((await look(one, { trust: { allow: ['p256', 'p384'] } })).reasons, [`key-type ${folder}: "the maker" is a key of kind ed25519; accepted here: p256, p384`]);
    assert.deepEqual((await look(one, { by: { roles: ['inspector', 'publisher'] } })).reasons, [`wrong-role ${folder}: "the maker" signed as maker; the trust root lets this key sign as inspector, publisher`]);
    assert.deepEqual((await look(one, { by: { roles: ['inspector', 'maker'] }, trust: { allow: ['ed25519'] } })).reasons, []);
  });
  it('of a kind that this machine cannot check is not taken for checked', async () => {
    const unable: Cryptography = { ...cryptography, verifies: async () => undefined };
    const { reasons, signer: found } = await look(await sealed(), { cryptography: unable });
    assert.deepEqual([reasons.length, reasons[0], found?.isGood], [5, `key-type ${sealAt}: this machine cannot check signatures of kind ed25519: the signature was not checked`, false]);
    assert.ok(reasons.every((line) => line.startsWith('key-type ')));
  });
  it('whose signature does not fit is refused', async () => {
    const one = await sealed();
    for (const path of [sealAt, summaryAt]) assert.deepEqual((await look(put(one, path, bundleBytes({ ...bundleOf(one, path), signature: new Uint8Array(64) })))).reasons, [`altered ${path}: the signature does not fit the key "the maker": what it signs, or the signature, was changed`]);
  });
  it('sealed this index, of this inspection, on its day', async () => {
    const one = await sealed();
    const sha256 = await sha256Hex(cryptography, one.files.get('index.json') ?? new Uint8Array(0));
    const sealing = async (change: Partial<PackageIndex>, digest = sha256): Promise<readonly string[]> => (await look(put(one, sealAt, await signedBundle(utf8(spell(sealOf('maker', { ...one.index, ...change }, digest))))))).reasons;
    assert.deepEqual(await sealing({}), []);
    const another = 'the seal is over another index than the one in this package';
    assert.deepEqual(await sealing({}, digit('0')), [`altered ${sealAt}: ${another}`]);
    assert.deepEqual(await sealing({ inspection: digit('0') }, digit('0')), [`replayed ${sealAt}: ${another}`]);
    for (const change of [{ inspection: digit('0') }, { as_of: '2026-11-21' }]) assert.deepEqual(await sealing(change), [`contradiction ${sealAt}: the seal and the index name different inspections`]);
    const good = sealOf('maker', one.index, sha256);
    for (const subject of [[...good.subject, ...good.subject], good.subject.map((row) => ({ ...row, name: 'other.json' }))]) assert.deepEqual((await look(put(one, sealAt, await signedBundle(utf8(spell({ ...good, subject })))))).reasons, [`altered ${sealAt}: ${another}`]);
    const forged = bundleBytes({ ...bundleOf(one, sealAt), payload: utf8(spell(sealOf('maker', { ...one.index, inspection: digit('0') }, digit('0')))) });
    assert.deepEqual((await look(put(one, sealAt, forged))).reasons, [`altered ${sealAt}: the signature does not fit the key "the maker": what it signs, or the signature, was changed`, `altered ${sealAt}: ${another}`]);
  });
  it('signed each statement with the key of the seal', async () => {
    const one = await sealed();
    assert.deepEqual((await look(put(one, summaryAt, undefined))).reasons, [`missing ${summaryAt}: this signature is not there`]);
    assert.deepEqual((await look(put(one, summaryAt, bundleBytes({ ...bundleOf(one, summaryAt), hint: 'AAAA' })))).reasons, [`wrong-role ${summaryAt}: it is signed with another key than the seal beside it`]);
    assert.deepEqual((await look(put(one, summaryAt, await signedBundle(utf8('{}'))))).reasons, [`replayed ${summaryAt}: it signs another text than statements/verification-summary.json`]);
    assert.deepEqual((await look(put(one, summaryAt, bundleBytes({ ...bundleOf(one, summaryAt), payload: utf8('{}') })))).reasons, [`altered ${summaryAt}: the signature does not fit the key "the maker": what it signs, or the signature, was changed`, `altered ${summaryAt}: it signs another text than statements/verification-summary.json`]);
    assert.deepEqual((await look(put(one, 'statements/verification-summary.json', undefined))).reasons, [], 'said to be missing already');
  });
  it('signed nothing else in that folder', async () => {
    const one = await sealed();
    assert.deepEqual((await look(put(one, `${folder}/other.sigstore.json`, utf8('{}')))).reasons, [`extra ${folder}/other.sigstore.json: no statement of the package belongs to this signature`]);
    assert.deepEqual((await look(put(one, `${folder}/record.sigstore.json`, utf8('{}')))).reasons, [`extra ${folder}/record.sigstore.json: no statement of the package belongs to this signature`]);
    assert.deepEqual((await look(put(one, `${folder}0/other.sigstore.json`, utf8('{}')))).reasons, []);
  });
  it('is asked about a log for the seal always, for a statement where an entry came along', async () => {
    const one = await sealed();
    assert.deepEqual((await look(one, { trust: { requiresLog: true } })).reasons.map((line) => line.split(':')[0]), [`not-logged ${sealAt}`]);
    const bundle = bundleOf(one, summaryAt);
    assert.deepEqual((await look(put(one, summaryAt, bundleBytes({ ...bundle, logEntries: [{}] })))).unchecked, [`the transparency log entry in ${summaryAt}: the trust root names no log`, noTime]);
  });
});

describe('all signers', () => {
  const all = async (one: Made, change: Partial<TrustRoot> = {}, by: Partial<TrustedKey> = {}): Promise<Said> => saidBy(async (book) => void (await checkSigners({ files: one.files, index: one.index, trust: rootFor({ trust: change, by }), asOf, cryptography }, book)));
  it('are as many as must be', async () => {
    const one = await sealed();
    assert.deepEqual((await all(one)).held, ['sealed by "the maker" as maker']);
    assert.deepEqual((await all(one, { requires: ['maker', 'inspector'] })).reasons, ['missing signatures: there is no seal of a trusted inspector']);
    assert.deepEqual((await all({ ...one, index: { ...one.index, expects: ['maker', 'approver'] } })).reasons.filter((line) => line.startsWith('missing')), ['missing signatures: the index expects a seal of the approver, and there is none']);
    assert.deepEqual((await all(await made())).reasons, ['missing signatures: there is no seal of a trusted maker']);
    assert.deepEqual((await all(await made(), { isBare: true })).reasons, ['missing signatures: there is no seal of the key that was given', 'missing signatures: the index expects a seal of the maker, and there is none']);
    assert.deepEqual((await all(await made(), { requires: [] })).reasons, ['missing signatures: the index expects a seal of the maker, and there is none']);
  });
  it('are known, or count for nothing', async () => {
    const one = await sealed();
    for (const isBare of [false, true]) assert.deepEqual((await all(one, { keys: new Map(), isBare })).reasons, [`untrusted-key ${folder}: the trust root does not hold the key of this seal`]);
    assert.deepEqual((await all(one, { keys: new Map(), requires: ['inspector'] })).reasons, ['missing signatures: there is no seal of a trusted inspector']);
    const beside = await all(one, { keys: new Map(), requires: [] });
    assert.deepEqual([beside.reasons, beside.unchecked], [[], [`the signatures in ${folder}: the trust root does not hold their key`]]);
    assert.deepEqual((await all(one, { keys: new Map(), requires: ['inspector'] })).unchecked, []);
    assert.deepEqual((await all(one, { isBare: true })).reasons, []);
    assert.deepEqual((await all(one, { isBare: true })).unchecked, [noTime, 'roles, windows and revocations of keys: a bare public key says nothing of them; a trust-root document does']);
    assert.deepEqual((await all(one, {}, { roles: ['inspector'] })).held, []);
  });
  it('are different parties, each in one folder', async () => {
    const one = await sealed();
    const twice: Made = { ...one, files: new Map([...one.files, ...(await certify(one.files, 'inspector', signer, cryptography))]) };
    const said = await all(twice, {}, { roles: ['maker', 'inspector'] });
    assert.deepEqual(said.reasons, [`wrong-role ${folder}: one key signed as inspector and as maker: nobody else looked`]);
    for (const path of ['signatures/a', 'signatures/a/b/c']) assert.deepEqual((await all(put(one, path, utf8('{}')))).reasons, [`extra ${path}: signatures lie in one folder for each signer, and this is none of them`]);
  });
});

describe('the day of a signature', () => {
  const path = 'a';
  const bundle: Bundle = { hint, payload: utf8('{}'), signature: Uint8Array.of(1), timestamps: [], logEntries: [] };
  const when = async (window: Window, indexDay = '2026-11-20', change: Partial<TrustRoot> = {}, stamps: readonly Uint8Array[] = []): Promise<Said> => {
    const one = await made();
    return saidBy(async (book) => void (await signedWhen({ ...bundle, timestamps: stamps }, { ...maker, window }, path, { files: one.files, index: { ...one.index, as_of: indexDay }, trust: { ...trust, ...change }, asOf, cryptography }, book)));
  };
  const unproven = '; no trusted timestamp shows that it was signed within the window';
  it('that nobody states is that of the verification', async () => {
    assert.deepEqual(await when({ from: asOf, until: asOf }), { reasons: [], held: [], unchecked: [noTime], remarks: [] });
    assert.deepEqual((await when({ until: '2026-11-26' })).reasons, [`expired a: the window of the key "the maker" ended on 2026-11-26, and it is held against ${asOf}${unproven}`]);
    assert.deepEqual((await when({ from: '2026-11-28' })).reasons, [`wrong-time a: the window of the key "the maker" begins on 2026-11-28, and it is held against ${asOf}${unproven}`]);
  });
  it('comes after the day of the inspection', async () => {
    assert.deepEqual((await when({ until: asOf }, asOf)).reasons, []);
    assert.deepEqual((await when({ until: '2026-11-28' }, '2026-11-29')).reasons, ['expired a: the inspection speaks of 2026-11-29, after the window of the key "the maker" ended on 2026-11-28']);
    assert.deepEqual((await when({}, '2026-11-29')).reasons, []);
  });
  it('does not help a key that was revoked, as of any day', async () => {
    assert.deepEqual((await when({ revoked: { because: 'lost' } })).reasons, ['revoked-key a: the key "the maker" was revoked: lost']);
    for (const since of ['2020-01-01', '2030-01-01']) assert.deepEqual((await when({ revoked: { because: 'lost', since } })).reasons, [`revoked-key a: the key "the maker" was revoked as of ${since}: lost`]);
  });
  it('may have to be stated, by an authority that is named', async () => {
    assert.deepEqual(await when({}, '2026-11-20', { requiresTime: true }), { reasons: ['no-trusted-time a: the trust root asks for a timestamp of an authority it names, and there is none that holds'], held: [], unchecked: [], remarks: [] });
    assert.deepEqual((await when({}, '2026-11-20', {}, [Uint8Array.of(1)])).unchecked, ['the timestamp in a: the trust root names no timestamp authority', noTime]);
    const authority = { name: 'T', certificate: new Uint8Array(0), window: {} };
    const unread = 'T: the certificate of the timestamp authority cannot be read';
    assert.deepEqual((await when({}, '2026-11-20', { authorities: [authority, authority] }, [Uint8Array.of(1), Uint8Array.of(2)])).reasons, [`no-trusted-time a: a timestamp is there and does not hold: ${unread}; ${unread}; ${unread}`]);
  });
});

describe('the day that an authority states', () => {
  const believing: Cryptography = { ...cryptography, verifies: async () => true };
  const signature = utf8('what was stamped');
  const stated = async (around: { readonly authority?: Window; readonly key?: Window; readonly indexDay?: string; readonly day?: string; readonly trust?: Partial<TrustRoot> } = {}): Promise<Said & { readonly at: string | undefined }> => {
    const one = await made();
    const stamp = await response({ time: time(`${(around.day ?? '2026-11-20').replaceAll('-', '')}101112Z`) });
    let at: string | undefined;
    const said = await saidBy(async (book) => {
      at = await signedWhen({ hint, payload: utf8('{}'), signature, timestamps: [stamp], logEntries: [] }, { ...maker, window: around.key ?? {} }, 'a', { files: one.files, index: { ...one.index, as_of: around.indexDay ?? '2026-11-20' }, trust: { ...trust, authorities: [{ name: 'T', certificate: certificate(), window: around.authority ?? {} }], ...around.trust }, asOf, cryptography: believing }, book);
    });
    return { ...said, at };
  };
  it('is that of the signature', async () => {
    assert.deepEqual(await stated(), { reasons: [], held: [], unchecked: [], remarks: [], at: '2026-11-20T10:11:12Z' });
    assert.deepEqual((await stated({ trust: { requiresTime: true } })).reasons, []);
    assert.deepEqual((await stated({ trust: { authorities: [{ name: 'S', certificate: new Uint8Array(0), window: {} }, { name: 'T', certificate: certificate(), window: {} }] } })).reasons, [], 'one that holds is enough');
  });
  it('lies from the day of the inspection to that of the verification', async () => {
    assert.deepEqual((await stated({ indexDay: '2026-11-21' })).reasons, ['wrong-time a: it was signed on 2026-11-20, before the day that the inspection speaks of (2026-11-21)']);
    assert.deepEqual((await stated({ day: asOf })).reasons, []);
    assert.deepEqual((await stated({ day: '2026-11-28' })).reasons, [`wrong-time a: it was signed on 2026-11-28, after the day of this verification (${asOf})`]);
  });
  it('lies within the window of the key, and before it was revoked', async () => {
    assert.deepEqual((await stated({ key: { from: '2026-11-20', until: '2026-11-20' } })).reasons, []);
    assert.deepEqual((await stated({ key: { until: '2026-11-19' } })).reasons, ['expired a: the window of the key "the maker" ended on 2026-11-19, and it is held against 2026-11-20']);
    assert.deepEqual((await stated({ key: { from: '2026-11-21' } })).reasons, ['wrong-time a: the window of the key "the maker" begins on 2026-11-21, and it is held against 2026-11-20']);
    assert.deepEqual((await stated({ key: { revoked: { because: 'lost', since: '2026-11-21' } } })).reasons, []);
    for (const since of ['2026-11-20', '2026-11-19']) assert.deepEqual((await stated({ key: { revoked: { because: 'lost', since } } })).reasons, [`revoked-key a: the key "the maker" was revoked as of ${since}: lost`]);
    assert.deepEqual((await stated({ key: { revoked: { because: 'lost' } } })).reasons, ['revoked-key a: the key "the maker" was revoked: lost']);
    assert.deepEqual((await stated({ indexDay: '2026-11-21', key: { until: '2026-11-20' } })).reasons, ['wrong-time a: it was signed on 2026-11-20, before the day that the inspection speaks of (2026-11-21)'], 'a window that ended before the inspection is told by the stated day alone');
  });
  it('counts within the window of the authority, both ends included, and while it is not revoked', async () => {
    for (const window of [{ from: '2026-11-20', until: '2026-11-20' }, { from: '2026-11-19' }, { until: '2026-11-21' }, { revoked: { because: 'lost', since: '2026-11-28' } }]) assert.deepEqual((await stated({ authority: window })).reasons, [], JSON.stringify(window));
    for (const [window, why] of [[{ from: '2026-11-21' }, 'its time 2026-11-20 lies before the window of the authority'], [{ until: '2026-11-19' }, 'its time 2026-11-20 lies after the window of the authority'], [{ revoked: { because: 'lost', since: asOf } }, 'the authority was revoked: lost'], [{ revoked: { because: 'lost', since: '2026-11-26' } }, 'the authority was revoked: lost'], [{ revoked: { because: 'lost' } }, 'the authority was revoked: lost']] as const) {
      assert.deepEqual(await stated({ authority: window }), { reasons: [`no-trusted-time a: a timestamp is there and does not hold: T: ${why}`], held: [], unchecked: [noTime], remarks: [], at: undefined });
    }
  });
});

describe('an entry of a log', () => {
  const entry = (keyId: string): unknown => ({ logId: { keyId }, kindVersion: { kind: 'other', version: '1' }, canonicalizedBody: '', inclusionProof: { logIndex: '0', treeSize: '1', rootHash: Buffer.alloc(32).toString('base64'), hashes: [], checkpoint: { envelope: '' } } });
  const log = { name: 'L', id: '010203', key: signer.key, window: {} };
  const logged = async (entries: readonly unknown[], change: Partial<TrustRoot>): Promise<Said> => {
    const one = await made();
    return saidBy((book) => checkLogged({ hint, payload: utf8('{}'), signature: Uint8Array.of(1), timestamps: [], logEntries: entries }, 'a', { files: one.files, index: one.index, trust: { ...trust, ...change }, asOf, cryptography }, book));
  };
  const not = 'not-logged a: an entry of a transparency log is there and does not hold: ';
  it('is asked for or not, and checked where a log is named', async () => {
    assert.deepEqual([(await logged([], {})).reasons, (await logged([], { requiresLog: true })).reasons], [[], ['not-logged a: the trust root asks for an entry in a transparency log that it names, and the signature has none']]);
    assert.deepEqual(await logged([entry('AQID')], {}), { reasons: [], held: [], unchecked: ['the transparency log entry in a: the trust root names no log'], remarks: [] });
  });
  it('is of a log that is named and was not revoked by then', async () => {
    const other = 'L: an entry of kind "other": only those of kind dsse are read';
    assert.deepEqual((await logged([entry('AQID')], { logs: [log] })).reasons, [`${not}${other}`]);
    assert.deepEqual((await logged([entry('AQIE'), {}], { logs: [log] })).reasons, [`${not}a log that the trust root does not name; a log that the trust root does not name`]);
    for (const [since, expected] of [[undefined, 'L was revoked: stolen'], [asOf, 'L was revoked: stolen'], ['2026-11-26', 'L was revoked: stolen'], ['2026-11-28', other]] as const) assert.deepEqual((await logged([entry('AQID')], { logs: [{ ...log, window: { revoked: { because: 'stolen', ...(since === undefined ? {} : { since }) } } }] })).reasons, [`${not}${expected}`]);
    assert.deepEqual((await logged(Array.from({ length: 4 }, () => entry('AQID')), { logs: [log] })).reasons, [`${not}${other}; ${other}; ${other}`]);
  });
});
