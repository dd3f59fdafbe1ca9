/** Entries of a transparency log made on the spot: every place in trees of many sizes, each part changed, and what a package says with and without them. */
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, it } from 'node:test';
import { bundleBytes, readBundle, type Bundle } from '../../src/certify/bundle.ts';
import { fromPem, publicKeyOf } from '../../src/certify/public-key.ts';
import { checkLogEntry } from '../../src/certify/transparency.ts';
import { readTrust } from '../../src/certify/trust.ts';
import { verify, type Verification } from '../../src/certify/verify.ts';
import type { Files } from '../../src/certify/package.ts';
import { cryptography, day, honest, honestTrust, known, text } from './world.ts';

const hash = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafHash = (leaf: Uint8Array): Buffer => hash(Uint8Array.of(0), leaf);
const half = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);

/** RFC 6962 section 2.1, as it is written there. */
function rootOf(leaves: readonly Uint8Array[]): Buffer {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return leafHash(only);
  const k = half(leaves.length);
  return hash(Uint8Array.of(1), rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** RFC 6962 section 2.1.1. */
function wayOf(index: number, leaves: readonly Uint8Array[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = half(leaves.length);
  return index < k ? [...wayOf(index, leaves.slice(0, k)), rootOf(leaves.slice(k))] : [...wayOf(index - k, leaves.slice(k)), rootOf(leaves.slice(0, k))];
}

interface Log {
  readonly key: KeyObject;
  readonly publicPem: string;
}

function newLog(sort: 'ed25519' | 'P-256'): Log {
  const { privateKey, publicKey } = sort === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: sort });
  return { key: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })), publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

const logs = { curve: newLog('P-256'), edwards: newLog('ed25519'), stranger: newLog('ed25519') };
const publicOf = ({ publicPem }: Log): NonNullable<ReturnType<typeof publicKeyOf>> => {
  const key = publicKeyOf(fromPem(publicPem, 'PUBLIC KEY') ?? new Uint8Array(0));
  assert.ok(key !== undefined);
  return key;
};

const sealPath = [...honest.keys()].find((path) => path.startsWith('signatures/') && path.includes('/seal')) ?? '';
function bundleIn(files: Files): Bundle {
  const bundle = readBundle(files.get(sealPath) ?? new Uint8Array(0));
  assert.ok(!('trouble' in bundle));
  return bundle;
}
const seal = bundleIn(honest);

interface Written {
  readonly [member: string]: unknown;
  readonly inclusionProof: { readonly [member: string]: unknown; readonly hashes: readonly string[] };
}

function entryIn(log: Log, { size = 7, index = 4, bundle = seal, kind = 'dsse' }: { readonly size?: number; readonly index?: number; readonly bundle?: Bundle; readonly kind?: string } = {}): Written {
  const digest = hash(bundle.payload).toString('hex');
  const body = text(JSON.stringify({ apiVersion: '0.0.1', kind: 'dsse', spec: { payloadHash: { algorithm: 'sha256', value: digest }, signatures: [{ signature: Buffer.from(bundle.signature).toString('base64'), verifier: 'x' }] } }));
  const leaves = Array.from({ length: size }, (_, at) => (at === index ? body : text(`another entry ${at}`)));
  const root = rootOf(leaves).toString('base64');
  const note = `log.example - 1\n${size}\n${root}\n`;
  const signature = Buffer.concat([Buffer.from('abcd'), sign(log.key.asymmetricKeyType === 'ed25519' ? null : 'sha256', Buffer.from(note), log.key)]).toString('base64');
  return {
    logIndex: String(index), logId: { keyId: hash(publicOf(log).spki).toString('base64') }, kindVersion: { kind, version: '0.0.1' }, integratedTime: '1795651200', canonicalizedBody: Buffer.from(body).toString('base64'),
    inclusionProof: { logIndex: String(index), treeSize: String(size), rootHash: root, hashes: wayOf(index, leaves).map((one) => one.toString('base64')), checkpoint: { envelope: `${note}\n\u2014 log.example ${signature}\n` } },
  };
}

const check = async (entry: unknown, log: Log): Promise<string> => {
  const said = await checkLogEntry(entry, seal, publicOf(log), cryptography);
  return 'trouble' in said ? said.trouble : 'holds';
};

describe('an entry of a transparency log', () => {
  for (const [name, log] of [['P-256', logs.curve], ['Ed25519', logs.edwards]] as const) {
    it(`holds at every place of trees of up to 17 entries, signed with ${name}`, async () => {
      for (let size = 1; size <= 17; size++) for (let index = 0; index < size; index++) assert.equal(await check(entryIn(log, { size, index }), log), 'holds', `${index} of ${size}`);
    });
  }
  it('is of the log that signed its checkpoint', async () => assert.match(await check(entryIn(logs.curve), logs.stranger), /no signature of its checkpoint/));
  it('is about this signature and this text', async () => {
    const other: Bundle = { ...seal, signature: seal.signature.map((byte, at) => (at === 3 ? byte ^ 1 : byte)) };
    assert.match(await check(entryIn(logs.curve, { bundle: other }), logs.curve), /another signature/);
    assert.match(await check(entryIn(logs.curve, { bundle: { ...seal, payload: text('{}') } }), logs.curve), /another text/);
  });
  it('is of a kind that is read', async () => assert.match(await check(entryIn(logs.curve, { kind: 'hashedrekord' }), logs.curve), /only those of kind dsse/));
  it('does not hold with any part of its proof changed', async () => {
    const entry = entryIn(logs.curve);
    const proof = entry.inclusionProof;
    const changed: readonly Partial<Record<string, unknown>>[] = [
      { logIndex: '3' }, { logIndex: '7' }, { logIndex: '999999999999999999' }, { treeSize: '8' }, { treeSize: '0' }, { hashes: proof.hashes.toReversed() }, { hashes: proof.hashes.slice(1) },
      { hashes: [...proof.hashes, proof.hashes[0]] }, { hashes: Array.from({ length: 70 }, () => proof.hashes[0]) }, { hashes: ['AAAA'] }, { rootHash: proof.hashes[0] }, { rootHash: 'x' },
      { checkpoint: { envelope: 'nothing' } }, { checkpoint: { envelope: '\n\n' } }, { checkpoint: { envelope: `${'a'.repeat(20_000)}\n\n` } }, { checkpoint: {} }, { logIndex: -1 },
    ];
    for (const part of changed) assert.notEqual(await check({ ...entry, inclusionProof: { ...proof, ...part } }, logs.curve), 'holds', JSON.stringify(part).slice(0, 80));
    for (const nothing of [null, 3, [], {}, 'entry']) assert.notEqual(await check(nothing, logs.curve), 'holds');
  });
  it('does not hold when the log signed another tree', async () => {
    const [entry, other] = [entryIn(logs.curve), entryIn(logs.curve, { size: 9 })];
    assert.match(await check({ ...entry, inclusionProof: { ...entry.inclusionProof, checkpoint: other.inclusionProof['checkpoint'] } }, logs.curve), /another tree/);
  });
});

const rows = (pem: string): string => pem.trimEnd().split('\n').map((line) => `      ${line}`).join('\n');
const logRow = (name: string, log: Log, more = ''): string => `  - name: ${name}\n${more}    key: |\n${rows(log.publicPem)}\n`;

async function outcome(entries: readonly unknown[], more: string): Promise<Verification> {
  const root = await readTrust(text(`${honestTrust}${more}`), cryptography);
  assert.ok(!('complaint' in root), 'complaint' in root ? root.complaint : '');
  const files: Files = new Map([...honest, [sealPath, bundleBytes({ ...seal, logEntries: entries })]]);
  return verify({ files, troubles: [] }, { trust: root, asOf: day, wanted: { images: [] }, known, cryptography });
}
const codes = ({ reasons }: Verification): readonly string[] => [...new Set(reasons.map(({ code }) => code))];

describe('a package with an entry of a log', () => {
  const named = `transparency_logs:\n${logRow('a public log', logs.curve)}`;
  it('says that the entry holds', async () => {
    const said = await outcome([entryIn(logs.curve)], named);
    assert.deepEqual(codes(said), []);
    assert.ok(said.held.some((line) => line.includes('"a public log" as entry 4')), said.held.join('\n'));
  });
  it('says that nobody checked it where the trust root names no log', async () => {
    const said = await outcome([entryIn(logs.curve)], '');
    assert.deepEqual(codes(said), []);
    assert.ok(said.unchecked.some((line) => line.includes('transparency log entry')));
  });
  it('is refused for an entry of another log, a revoked one, or one that does not hold', async () => {
    assert.deepEqual(codes(await outcome([entryIn(logs.stranger)], named)), ['not-logged']);
    assert.deepEqual(codes(await outcome([entryIn(logs.curve)], `transparency_logs:\n${logRow('a public log', logs.curve, '    revoked: {because: its key was stolen}\n')}`)), ['not-logged']);
    assert.deepEqual(codes(await outcome([entryIn(logs.curve, { bundle: { ...seal, payload: text('{}') } })], named)), ['not-logged']);
  });
  it('is refused without one where the trust root asks for one', async () => {
    assert.deepEqual(codes(await outcome([], `${named}requires_log: true\n`)), ['not-logged']);
    assert.deepEqual(codes(await outcome([entryIn(logs.curve)], `${named}requires_log: true\n`)), []);
  });
});
