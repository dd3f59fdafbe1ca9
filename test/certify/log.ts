/** A transparency log made on the spot, and entries in it. */
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { SignedThing } from '../../src/certify/transparency.ts';
import { fromPem, publicKeyOf } from '../../src/certify/public-key.ts';

const utf8 = (content: string): Uint8Array => new TextEncoder().encode(content);
export const hash = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
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

export interface Log {
  readonly key: KeyObject;
  readonly publicPem: string;
}

export function newLog(sort: 'ed25519' | 'P-256'): Log {
  const { privateKey, publicKey } = sort === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: sort });
  return { key: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })), publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

export const publicOf = ({ publicPem }: Log): NonNullable<ReturnType<typeof publicKeyOf>> => {
  const key = publicKeyOf(fromPem(publicPem, 'PUBLIC KEY') ?? new Uint8Array(0));
  assert.ok(key !== undefined);
  return key;
};

export interface Written {
  readonly [member: string]: unknown;
  readonly inclusionProof: { readonly [member: string]: unknown; readonly hashes: readonly string[] };
}

/** `bundle` is what the entry is about. */
export function entryIn(log: Log, bundle: SignedThing, { size = 7, index = 4, kind = 'dsse' }: { readonly size?: number; readonly index?: number; readonly kind?: string } = {}): Written {
  const digest = hash(bundle.payload).toString('hex');
  const body = utf8(JSON.stringify({ apiVersion: '0.0.1', kind: 'dsse', spec: { payloadHash: { algorithm: 'sha256', value: digest }, signatures: [{ signature: Buffer.from(bundle.signature).toString('base64'), verifier: 'x' }] } }));
  const leaves = Array.from({ length: size }, (_, at) => (at === index ? body : utf8(`another entry ${at}`)));
  const root = rootOf(leaves).toString('base64');
  const note = `log.example - 1\n${size}\n${root}\n`;
  const signature = Buffer.concat([Buffer.from('abcd'), sign(log.key.asymmetricKeyType === 'ed25519' ? null : 'sha256', Buffer.from(note), log.key)]).toString('base64');
  return {
    logIndex: String(index), logId: { keyId: hash(publicOf(log).spki).toString('base64') }, kindVersion: { kind, version: '0.0.1' }, integratedTime: '1795651200', canonicalizedBody: Buffer.from(body).toString('base64'),
    inclusionProof: { logIndex: String(index), treeSize: String(size), rootHash: root, hashes: wayOf(index, leaves).map((one) => one.toString('base64')), checkpoint: { envelope: `${note}\n\u2014 log.example ${signature}\n` } },
  };
}
