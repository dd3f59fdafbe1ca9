/** Trees of one and two entries worked out by hand: no hash too many, none too few, and each limit on both sides. The log's signature is pretended; `log-entry.test.ts` has real ones. */
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { publisherOf } from '../../src/certify/checks/edition-seal.ts';
import { checkLogged } from '../../src/certify/checks/logged.ts';
import { readJson } from '../../src/certify/json.ts';
import { wrongPath } from '../../src/certify/package-path.ts';
import { checkLogEntry } from '../../src/certify/transparency.ts';
import type { Cryptography } from '../../src/certify/cryptography.ts';
import type { TrustedKey, TrustRoot } from '../../src/certify/trust.ts';
import { sealed } from '../../src/codebook/revision/signature.ts';
import { spell } from '../../src/core/spelling.ts';
import { hintOf, publicKeyOf } from '../../src/certify/public-key.ts';
import { asOf, cryptography, edition, hint, made, maker, saidBy, signer, trust, utf8, type Said } from './small.ts';

const thing = { payload: utf8('{}'), signature: Uint8Array.of(1, 2, 3) };
const hash = (...parts: readonly (Uint8Array | number)[]): Buffer => createHash('sha256').update(Buffer.concat(parts.map((part) => (typeof part === 'number' ? Uint8Array.of(part) : part)))).digest();
const body = utf8(JSON.stringify({ kind: 'dsse', spec: { payloadHash: { algorithm: 'sha256', value: createHash('sha256').update('{}').digest('hex') }, signatures: [{ signature: 'AAAA' }, { signature: 'AQID' }] } }));
const leaf = hash(0, body);
const other = hash(0, utf8('another'));
const good = `\u2014 log ${Buffer.alloc(12).toString('base64')}\n`;

interface Proof {
  readonly index?: number | string;
  readonly size?: number | string;
  readonly root: Uint8Array;
  readonly way?: readonly Uint8Array[];
  readonly note?: string;
  readonly lines?: string;
}
const believing: Cryptography = { ...cryptography, verifies: async () => true };
async function say({ index = 0, size = 1, root, way = [], note, lines = good }: Proof, by: Cryptography = believing): Promise<string> {
  const named = Buffer.from(root).toString('base64');
  const envelope = `${note ?? `log\n${size}\n${named}\n`}\n${lines}`;
  const entry = { logId: { keyId: '' }, kindVersion: { kind: 'dsse', version: '1' }, canonicalizedBody: Buffer.from(body).toString('base64'), inclusionProof: { logIndex: String(index), treeSize: String(size), rootHash: named, hashes: way.map((one) => Buffer.from(one).toString('base64')), checkpoint: { envelope } } };
  const said = await checkLogEntry(entry, thing, signer.key, by);
  return 'trouble' in said ? said.trouble : `${said.origin} ${said.index}`;
}
const lost = 'its hashes do not lead to the root it names';

describe('the way to a root', () => {
  it('is empty in a tree of one', async () => {
    assert.equal(await say({ root: leaf }), 'log 0');
    for (const way of [[other], [leaf]]) assert.equal(await say({ root: hash(1, way[0] ?? 0, leaf), way }), lost, 'a hash too many leads nowhere, although a root was made to fit');
    assert.equal(await say({ root: hash(1, leaf, other), way: [other] }), lost);
    for (const [index, size] of [[1, 1], [0, 0], [2, 1]] as const) assert.equal(await say({ index, size, root: leaf }), lost);
  });
  it('is one hash in a tree of two, from either side', async () => {
    assert.equal(await say({ index: 0, size: 2, root: hash(1, leaf, other), way: [other] }), 'log 0');
    assert.equal(await say({ index: 1, size: 2, root: hash(1, other, leaf), way: [other] }), 'log 1');
    assert.equal(await say({ index: 1, size: 2, root: hash(1, leaf, other), way: [other] }), lost);
    assert.equal(await say({ index: 0, size: 2, root: hash(1, other, leaf), way: [other] }), lost);
    assert.equal(await say({ index: 0, size: 2, root: leaf }), lost, 'a hash too few');
  });
  it('of the last entry of an odd tree is shorter', async () => {
    assert.equal(await say({ index: 2, size: 3, root: hash(1, other, leaf), way: [other] }), 'log 2');
    assert.equal(await say({ index: 0, size: 3, root: hash(1, hash(1, leaf, other), other), way: [other, other] }), 'log 0');
    assert.equal(await say({ index: 4, size: 5, root: hash(1, other, leaf), way: [other] }), 'log 4');
    assert.equal(await say({ index: 6, size: 7, root: hash(1, other, hash(1, other, leaf)), way: [other, other] }), 'log 6');
  });
  it('is at most 63 hashes long, in trees that high', async () => {
    let root = leaf;
    for (let height = 0; height < 63; height++) root = hash(1, root, other);
    const size = (2n ** 63n).toString();
    assert.equal(await say({ size, root, way: Array.from({ length: 63 }, () => other) }), 'log 0');
    assert.equal(await say({ size, root: hash(1, root, other), way: Array.from({ length: 64 }, () => other) }), 'a part of it is not base64 of the right length');
  });
  it('is made of hashes of 32 bytes', async () => {
    for (const way of [[new Uint8Array(31)], [other, new Uint8Array(33)]]) assert.equal(await say({ root: leaf, way }), 'a part of it is not base64 of the right length');
    for (const length of [31, 33]) assert.equal(await say({ root: new Uint8Array(length) }), 'a part of it is not base64 of the right length');
  });
});

describe('a checkpoint', () => {
  const none = 'no signature of its checkpoint is of the log that the trust root names';
  it('is a note with an empty line, of at most ten thousand letters', async () => {
    const root = leaf.toString('base64');
    const filled = (length: number): string => good + 'x'.repeat(length - `log\n1\n${root}\n\n${good}`.length);
    assert.equal(await say({ root: leaf, lines: filled(10_000) }), 'log 0');
    assert.equal(await say({ root: leaf, lines: filled(10_001) }), 'its checkpoint is no signed note');
    assert.equal(await say({ root: leaf, note: 'log', lines: '' }), 'its checkpoint is no signed note');
    assert.equal(await say({ root: leaf, note: '\n' }), 'its checkpoint does not say origin, size and root', 'one that is empty has no origin');
  });
  it('says origin, size and root', async () => {
    const root = leaf.toString('base64');
    const silent = 'its checkpoint does not say origin, size and root';
    for (const note of [`\n1\n${root}\n`, `log\none\n${root}\n`, `log\n${'1'.repeat(20)}\n${root}\n`, 'log\n1\nAAAA\n', 'log\n1\n*\n', 'log\n1\n', 'log\n']) assert.equal(await say({ root: leaf, note }), silent, note);
    assert.equal(await say({ root: leaf, note: `log\n2\n${root}\n` }), 'the log signed another tree than the one the entry stands in');
    assert.equal(await say({ root: leaf, note: `log\n1\n${other.toString('base64')}\n` }), 'the log signed another tree than the one the entry stands in');
  });
  it('bears a signature behind four bytes that name the key', async () => {
    const asked: number[] = [];
    const noting: Cryptography = { ...cryptography, verifies: async (_key, message, signature) => {
      asked.push(signature.length);
      return new TextDecoder().decode(message).endsWith('\n') && signature.length === 1;
    } };
    const line = (bytes: number): string => `\u2014 log ${Buffer.alloc(bytes).toString('base64')}\n`;
    assert.equal(await say({ root: leaf, lines: line(4) }, noting), none);
    assert.deepEqual(asked, []);
    assert.equal(await say({ root: leaf, lines: line(6) + line(5) }, noting), 'log 0');
    assert.deepEqual(asked, [2, 1]);
    assert.equal(await say({ root: leaf, lines: 'words\n'.repeat(19) + line(5) }, noting), 'log 0');
    assert.equal(await say({ root: leaf, lines: 'words\n'.repeat(20) + line(5) }, noting), none);
    for (const answer of [false, undefined]) assert.equal(await say({ root: leaf }, { ...cryptography, verifies: async () => answer }), none);
  });
});

describe('an entry that holds', () => {
  it('is told with no more than a hundred letters of the name of its log', async () => {
    const root = leaf.toString('base64');
    const entry = { logId: { keyId: 'AQID' }, kindVersion: { kind: 'dsse', version: '1' }, canonicalizedBody: Buffer.from(body).toString('base64'), inclusionProof: { logIndex: '0', treeSize: '1', rootHash: root, hashes: [], checkpoint: { envelope: `${'o'.repeat(150)}\n1\n${root}\n\n${good}` } } };
    const { files, index } = await made();
    const said = await saidBy((book) => checkLogged({ hint, ...thing, timestamps: [], logEntries: [entry] }, 'a', { files, index, trust: { ...trust, logs: [{ name: 'L', id: '010203', key: signer.key, window: {} }] }, asOf, cryptography: believing }, book));
    assert.deepEqual(said, { reasons: [], held: [`a stands in the transparency log "L" as entry 0 (${'o'.repeat(100)})`], unchecked: [], remarks: [] });
  });
});

describe('the seal of an edition', () => {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const path = 'law/editions/e-1.dsse.json';
  const publisher = async (change: Partial<TrustedKey> = {}, root: Partial<TrustRoot> = {}, by: Cryptography = cryptography): Promise<Said & { readonly name: string | undefined }> => {
    const seal = sealed(edition, pem);
    const spki = Buffer.from(seal.signatures[0]?.keyid ?? '', 'base64');
    const key = publicKeyOf(new Uint8Array(spki));
    assert.ok(key !== undefined);
    const keys = new Map([[await hintOf(key.spki, cryptography), { name: 'P', key, roles: ['publisher'], window: {}, ...change } satisfies TrustedKey], [hint, maker]]);
    let name: string | undefined;
    const files = new Map([[path, utf8(spell(seal))], ['law/editions/e-1.json', utf8(spell(edition))]]);
    const said = await saidBy(async (book) => {
      name = await publisherOf('e-1', { files, trust: { ...trust, keys, ...root }, asOf, cryptography: by }, book);
    });
    return { ...said, name };
  };
  const unchecked = async (...around: Parameters<typeof publisher>): Promise<string> => {
    const { name, reasons, held, unchecked: lines } = await publisher(...around);
    assert.deepEqual([name, reasons, held], [undefined, [], []]);
    return lines.join();
  };
  it('names the publisher of a key that counts', async () => {
    assert.deepEqual(await publisher(), { reasons: [], held: ['the edition e-1 bears the seal of its publisher, "P"'], unchecked: [], remarks: [], name: 'P' });
    for (const window of [{ from: asOf, until: asOf }, { from: '2026-11-26' }, { until: '2026-11-28' }]) assert.equal((await publisher({ window })).name, 'P');
    assert.equal((await publisher({ roles: ['maker', 'publisher'] }, { allow: ['p256', 'ed25519'] })).name, 'P');
  });
  it('names nobody otherwise, and says why', async () => {
    const begin = 'the seal of the edition e-1: ';
    assert.equal(await unchecked({ roles: ['maker'] }), `${begin}"P" is no publisher in the trust root`);
    assert.equal(await unchecked({}, { allow: ['p256'] }), `${begin}"P" is a key of kind ed25519, which is not accepted here`);
    assert.equal(await unchecked({ window: { revoked: { because: 'lost', since: '2030-01-01' } } }), `${begin}the key of "P" was revoked`);
    for (const window of [{ from: '2026-11-28' }, { until: '2026-11-26' }]) assert.equal(await unchecked({ window }), `${begin}the key of "P" does not count on ${asOf}`);
    for (const root of [{ isBare: true }, { keys: new Map([[hint, maker]]) }]) assert.equal(await unchecked({}, root), `${begin}the trust root names no publisher with its key`);
    assert.equal(await unchecked({}, {}, { ...cryptography, verifies: async () => undefined }), `${begin}this machine cannot check keys of kind ed25519`);
    const forged = await publisher({}, {}, { ...cryptography, verifies: async () => false });
    assert.deepEqual(forged, { reasons: [`altered-edition ${path}: the seal of the edition e-1 was not made with the key of "P"`], held: [], unchecked: [], remarks: [], name: undefined });
  });
});

describe('texts that readers could differ about', () => {
  const trouble = (content: string): string => {
    const read = readJson(utf8(content));
    return 'trouble' in read ? read.trouble : '';
  };
  it('are no objects where they are lists', () => {
    assert.equal(trouble('["a":1,"a":1]'), 'it is no JSON');
    assert.equal(trouble('{"a":1,"a":1}'), 'it has two members named "a" in one object');
    assert.equal(trouble('{"a":1}'), '');
  });
  it('name a letter of a path by its number', () => {
    const odd = (letter: string, point: string): void => assert.equal(wrongPath(`a${letter}b`), `the name holds the character ${point}, which a package never uses and which may look like another`);
    odd(' ', 'U+0020');
    odd('\0', 'U+0000');
    odd('\u{1f600}', 'U+1F600');
  });
});
