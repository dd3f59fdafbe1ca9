/** What a trust root says, what it says when it says nothing, and what is wrong with one that cannot be used. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, webcrypto, X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import { cryptographyOf } from '../../src/certify/cryptography.ts';
import { hintOf, fromPem } from '../../src/certify/public-key.ts';
import { notes } from '../../src/certify/reasons.ts';
import { readTrust, type TrustRoot } from '../../src/certify/trust.ts';
import { checkWanted } from '../../src/certify/checks/wanted.ts';
import { checkNames } from '../../src/certify/checks/contents.ts';
import { checkTool } from '../../src/certify/checks/law.ts';
import type { Told } from '../../src/certify/forms.ts';
import { certificates, der, skip } from './authority.ts';
import { certificateKey } from '../../src/certify/timestamp.ts';

const cryptography = cryptographyOf(webcrypto.subtle);
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const pems = [generateKeyPairSync('ed25519'), generateKeyPairSync('ec', { namedCurve: 'P-256' }), generateKeyPairSync('ed25519')].map(({ publicKey }) => publicKey.export({ type: 'spki', format: 'pem' }).toString());
const [first = '', second = '', third = ''] = pems;
const secret = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const certificatePem = '-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n';

type Document = Readonly<Record<string, unknown>>;
const document = (change: Document = {}): string => JSON.stringify({ 'plumbline-trust': 1, keys: [{ name: 'the maker', roles: ['maker'], key: first }], ...change });
async function rootOf(content: string): Promise<TrustRoot> {
  const read = await readTrust(text(content), cryptography);
  assert.ok(!('complaint' in read), 'complaint' in read ? read.complaint : '');
  return read;
}
async function complaint(content: string | Uint8Array): Promise<string> {
  const read = await readTrust(typeof content === 'string' ? text(content) : content, cryptography);
  return 'complaint' in read ? read.complaint : 'none';
}
const hint = (pem: string): Promise<string> => hintOf(fromPem(pem, 'PUBLIC KEY') ?? new Uint8Array(0), cryptography);

describe('a trust root', () => {
  it('asks for the maker and nothing else, when it says nothing else', async () => {
    const root = await rootOf(document());
    const { keys, ...rest } = root;
    assert.deepEqual(rest, { requires: ['maker'], requiresTime: false, allow: ['ed25519', 'p256', 'p384'], authorities: [], logs: [], requiresLog: false, revokedPackages: [], editions: [], isBare: false });
    assert.deepEqual([...keys.keys()], [await hint(first)]);
    assert.deepEqual([...keys.values()].map(({ name, roles, window, key }) => ({ name, roles, window, kind: key.kind })), [{ name: 'the maker', roles: ['maker'], window: {}, kind: 'ed25519' }]);
  });
  it('says all that it may say', async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const window = { valid_from: '2026-01-01', valid_until: '2026-12-31', revoked: { because: 'lost', since: '2026-06-01' } };
    const root = await rootOf(document({
      keys: [{ name: 'the maker', roles: ['maker', 'publisher'], key: first, ...window }, { name: 'another', roles: ['inspector'], key: second, valid_until: '2027-01-01' }],
      requires: ['inspector'], requires_time: true, allow: ['p256'], requires_log: true, revoked_packages: [{ index: digest, because: 'recalled' }], editions: [{ id: 'e', digest }],
      timestamp_authorities: [{ name: 'an authority', certificate: certificatePem, valid_from: '2026-01-01' }], transparency_logs: [{ name: 'a log', key: third, revoked: { because: 'stolen' } }],
    }));
    assert.deepEqual([root.requires, root.requiresTime, root.allow, root.requiresLog, root.revokedPackages, root.editions, root.isBare], [['inspector'], true, ['p256'], true, [{ index: digest, because: 'recalled' }], [{ id: 'e', digest }], false]);
    assert.deepEqual([...root.keys.values()].map(({ window: one }) => one), [{ from: '2026-01-01', until: '2026-12-31', revoked: { because: 'lost', since: '2026-06-01' } }, { until: '2027-01-01' }]);
    assert.deepEqual(root.authorities, [{ name: 'an authority', certificate: Uint8Array.of(1, 2, 3), window: { from: '2026-01-01' } }]);
    assert.deepEqual(root.logs.map(({ name, id, window: one, key }) => ({ name, id, one, kind: key.kind })), [{ name: 'a log', id: Buffer.from(await hint(third), 'base64').toString('hex'), one: { revoked: { because: 'stolen' } }, kind: 'ed25519' }]);
  });
  it('may be a bare key, for every role', async () => {
    for (const pem of [first, `\n  ${first}`]) {
      const root = await rootOf(pem);
      assert.equal(root.isBare, true);
      assert.deepEqual([...root.keys.values()].map(({ name, roles }) => [name, roles]), [['the key that was given', ['maker', 'inspector', 'approver', 'publisher']]]);
    }
    assert.match(await complaint('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'), /"the key that was given" is no public key in PEM/);
    assert.match(await complaint(certificatePem), /is no public key in PEM/);
  });
  it('may be YAML, with each member once and few aliases', async () => {
    const yaml = `plumbline-trust: 1\nkeys:\n  - name: the maker\n    roles: [maker]\n    key: |\n${first.trimEnd().split('\n').map((line) => `      ${line}`).join('\n')}\n`;
    assert.equal((await rootOf(yaml)).keys.size, 1);
    assert.match(await complaint(`${yaml}requires: [maker]\nrequires: [inspector]\n`), /unique/i);
    assert.match(await complaint('keys: [\n'), /./);
    assert.match(await complaint(`a: &a [${'x,'.repeat(10)}]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]\n`), /aliases are too many/);
    assert.doesNotMatch(await complaint('keys: [\n'), /\n/);
    const again = (count: number): string => `keys: &a x\nb: [${'*a,'.repeat(count)}]\n`;
    assert.deepEqual([await complaint(again(99)), await complaint(again(100))], ['plumbline-trust is missing', 'its aliases are too many']);
    assert.match(await complaint('keys: [\n1]\n'), /indented/, 'as strictly as YAML 1.2 has it');
  });
  it('of JSON has each member once', async () => {
    assert.match(await complaint(`{"keys": 1, ${document().slice(1)}`), /two members named "keys"/);
    assert.match(await complaint('  {'), /no JSON/);
  });
  it('holds no private key, wherever it stands', async () => {
    assert.match(await complaint(secret), /holds a private key/);
    assert.match(await complaint(document({ keys: [{ name: 'a', roles: ['maker'], key: secret }] })), /holds a private key/);
  });
  it('is at most one mebibyte', async () => {
    assert.match(await complaint(new Uint8Array(1024 * 1024 + 1)), /larger than a trust root can be/);
    assert.doesNotMatch(await complaint(new Uint8Array(1024 * 1024).fill(0x20)), /larger/);
  });
  it('names each key once, and only what is one', async () => {
    assert.match(await complaint(document({ keys: [{ name: 'a', roles: ['maker'], key: first }, { name: 'b', roles: ['inspector'], key: first }] })), /the key "b" is there twice/);
    assert.match(await complaint(document({ keys: [{ name: 'a', roles: ['maker'], key: 'none' }] })), /the key "a" is no public key in PEM/);
    assert.match(await complaint(document({ timestamp_authorities: [{ name: 'a', certificate: first }] })), /the certificate of "a" is no certificate in PEM/);
    assert.match(await complaint(document({ transparency_logs: [{ name: 'a', key: certificatePem }] })), /the key of the log "a" is no public key in PEM/);
  });
  it('has a form', async () => {
    for (const [change, expected] of [[{ 'plumbline-trust': 2 }, /plumbline-trust is not 1/], [{ keys: [] }, /keys has fewer than 1/], [{ keys: [{ name: 'a', roles: [], key: first }] }, /roles has fewer than 1/], [{ requires: ['publisher'] }, /requires\[0\] is not/], [{ requires: [] }, /fewer than 1/], [{ allow: [] }, /fewer than 1/], [{ allow: ['rsa'] }, /allow\[0\]/], [{ more: 1 }, /more is not known/], [{ requires_time: 'yes' }, /requires_time/], [{ editions: [{ id: 'e', digest: 'a' }] }, /editions\[0\]\.digest/], [{ keys: [{ name: 'a', roles: ['maker'], key: first, valid_from: 'today' }] }, /valid_from is not a day/]] as const) assert.match(await complaint(document(change)), expected, JSON.stringify(change).slice(0, 60));
  });
});

describe('what a reader holds in their hands', () => {
  const told = { inspection: { device: { about: { name: 'a pump', version: '1' } } }, record: { device: { components: [{ name: 'main', shipped: true }, { name: 'lab', shipped: false }] }, artifacts: [{ component: 'main', path: 'a.elf', sha256: 'aa' }, { component: 'lab', path: 'b.elf', sha256: 'bb' }, { component: 'main', path: 'z', inside: 'c.elf', sha256: 'cc' }] } } as unknown as Told;
  const said = (wanted: Parameters<typeof checkWanted>[1]) => {
    const book = notes();
    checkWanted(told, wanted, book);
    return { reasons: book.reasons.map(({ code, what }) => `${code}: ${what}`), held: book.held, unchecked: book.notChecked };
  };
  it('is the device and the version, letter by letter', () => {
    assert.deepEqual(said({ device: 'a pump', version: '1', images: [] }), { reasons: [], held: ['the device is "a pump"', 'the version is "1"'], unchecked: ['that the image on your device is the one that was inspected: no image was given'] });
    assert.deepEqual(said({ device: 'a pomp', images: [] }).reasons, ['wrong-subject: the device is "a pump", and "a pomp" was expected']);
    assert.deepEqual(said({ version: '2', images: [] }).reasons, ['wrong-subject: the version is "1", and "2" was expected']);
    for (const drawn of ['\u0430 pump', 'a pu\u200bmp', 'a pum\u0440', 'ａ pump', 'a pu\u034fmp', 'a p\u00famp', 'a pu\u0301mp']) assert.match(said({ device: drawn, images: [] }).reasons[0] ?? '', /look alike and are written with different characters$/, drawn);
  });
  it('is an image that ships, by its bytes', () => {
    assert.deepEqual(said({ images: [{ name: 'x', sha256: 'aa' }, { name: 'y', sha256: 'cc' }] }), { reasons: [], held: ['x is a.elf of the inspected device, byte for byte', 'y is z!/c.elf of the inspected device, byte for byte'], unchecked: [] });
    for (const sha256 of ['bb', 'dd']) assert.deepEqual(said({ images: [{ name: 'x', sha256 }] }).reasons, ['wrong-subject: no image with these bytes was inspected: the package is not about it']);
  });
});

describe('names of files', () => {
  it('pass, differ in more than capitals, and lead nowhere', () => {
    const refused = (...names: readonly string[]): readonly string[] => {
      const book = notes();
      checkNames(new Map(names.map((name) => [name, new Uint8Array(0)])), book);
      return book.reasons.map(({ code, where }) => `${code} ${where}`);
    };
    assert.deepEqual([refused('a', 'b/a'), refused('a', 'A'), refused('b/a', 'B/a', 'b/A'), refused('../a', 'a')], [[], ['unsafe A'], ['unsafe B/a', 'unsafe b/A'], ['unsafe ../a']]);
  });
});

describe('a version of the tool', () => {
  const faulty = (version: string, from: string, to: string): boolean => {
    const book = notes();
    checkTool(version, { editions: [], faulty: [{ from, to, because: 'it slept' }] }, book);
    assert.equal(book.reasons.length + book.held.length, 1);
    return book.reasons.length === 1;
  };
  it('is faulty from the first to the last that is named, part by part as numbers', () => {
    for (const [version, from, to, expected] of [['1.2.3', '1.2.3', '1.2.3', true], ['1.2.4', '1.2.3', '1.2.4', true], ['1.2.5', '1.2.3', '1.2.4', false], ['1.2.2', '1.2.3', '1.2.4', false], ['1.10.0', '1.9.0', '1.11.0', true], ['1.10.0', '1.2.0', '1.9.0', false], ['2.0.0', '1.9.9', '1.99.0', false], ['2.0.0', '1.9.9', '3.0.0', true], ['1.2.3-beta', '1.2.3', '1.2.3', true], ['1.2.3+build', '1.2.3', '1.2.3', true], ['1.2', '1.2.0', '1.2.0', true], ['1.2', '1.2.1', '1.2.9', false], ['1', '0.9.9', '1.0.0', true], ['1.0.1', '1', '1.0', false], ['1.2.3.4', '1.2.3.5', '1.2.3', true], ['unknown', '0.0.0', '9.9.9', false]] as const) assert.equal(faulty(version, from, to), expected, `${version} in ${from} to ${to}`);
  });
});

describe('the certificate of an authority', { skip }, () => {
  it('has a key and a window', () => {
    for (const pem of Object.values(certificates)) {
      const read = certificateKey(der(pem));
      const known = new X509Certificate(pem);
      assert.equal(read?.from, new Date(known.validFrom).toISOString().replace('.000', ''));
      assert.equal(read.until, new Date(known.validTo).toISOString().replace('.000', ''));
      assert.deepEqual(Buffer.from(read.key.spki), known.publicKey.export({ type: 'spki', format: 'der' }));
    }
    assert.equal(certificateKey(new Uint8Array(0)), undefined);
    assert.equal(certificateKey(Uint8Array.of(0x30, 2, 0x30, 0)), undefined);
  });
});
