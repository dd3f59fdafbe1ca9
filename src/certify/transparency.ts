/** Checks that a signature stands in a transparency log: the entry, its way to the root of the tree, and the log's own signature over that root. It asks no log. */
import { fromBase64, hex, isSame, joined, toBase64, utf8 } from './bytes.ts';
import { sha256Hex, type Cryptography } from './cryptography.ts';
import { readJson } from './json.ts';
import type { PublicKey } from './public-key.ts';
import { fitted, list, members, text } from './shape.ts';

const number = text(/^\d{1,19}$/, 'a number in digits');

/** An entry as sigstore bundles carry it (protobuf-specs, rekor/v1); what stands beside these members is passed over. */
export const logEntryShape = members(
  {
    logId: members({ keyId: text() }, {}, true),
    kindVersion: members({ kind: text(), version: text() }, {}, true),
    canonicalizedBody: text(),
    inclusionProof: members({ logIndex: number, treeSize: number, rootHash: text(), hashes: list(text()), checkpoint: members({ envelope: text() }, {}, true) }, {}, true),
  },
  {},
  true,
);

/** A tree of 2^63 entries is 63 high. */
const highestTree = 63;
const longestCheckpoint = 10_000;

export interface SignedThing {
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Logged {
  /** The name the log signs its checkpoints with, and the number of the entry. */
  readonly origin: string;
  readonly index: bigint;
}

/** Where the entry stands, or why the log does not vouch for it. `key` is of the log whose id the entry carries. */
export async function checkLogEntry(entry: unknown, thing: SignedThing, key: PublicKey, cryptography: Cryptography): Promise<Logged | { readonly trouble: string }> {
  const fits = fitted(logEntryShape, entry);
  if ('complaint' in fits) return { trouble: fits.complaint };
  const { canonicalizedBody, inclusionProof, kindVersion } = fits.value;
  const body = fromBase64(canonicalizedBody);
  const root = fromBase64(inclusionProof.rootHash);
  const way = inclusionProof.hashes.map((hash) => fromBase64(hash));
  if (body === undefined || root?.length !== 32 || way.length > highestTree || way.some((hash) => hash?.length !== 32)) return { trouble: 'a part of it is not base64 of the right length' };
  const other = await speaksOfAnother(kindVersion.kind, body, thing, cryptography);
  if (other !== '') return { trouble: other };
  const [index, size] = [BigInt(inclusionProof.logIndex), BigInt(inclusionProof.treeSize)];
  const reached = await rootFrom(body, index, size, way.filter((hash) => hash !== undefined), cryptography);
  if (reached === undefined || !isSame(reached, root)) return { trouble: 'its hashes do not lead to the root it names' };
  const checkpoint = await checkCheckpoint(inclusionProof.checkpoint.envelope, key, cryptography);
  if ('trouble' in checkpoint) return checkpoint;
  if (checkpoint.size !== size || !isSame(checkpoint.root, root)) return { trouble: 'the log signed another tree than the one the entry stands in' };
  return { origin: checkpoint.origin, index };
}

/** RFC 9162 section 2.1.3.2, with hashes as in section 2.1.1. */
async function rootFrom(leaf: Uint8Array, index: bigint, size: bigint, way: readonly Uint8Array[], { digest }: Cryptography): Promise<Uint8Array | undefined> {
  if (index >= size) return undefined;
  let [at, last] = [index, size - 1n];
  let hash = await digest('SHA-256', joined(Uint8Array.of(0), leaf));
  for (const next of way) {
    if (last === 0n) return undefined;
    const isRight = (at & 1n) === 1n || at === last;
    hash = await digest('SHA-256', isRight ? joined(Uint8Array.of(1), next, hash) : joined(Uint8Array.of(1), hash, next));
    if (isRight) {
      while ((at & 1n) === 0n && at !== 0n) [at, last] = [at >> 1n, last >> 1n];
    }
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n ? hash : undefined;
}

interface Checkpoint {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
}

/** A signed note (C2SP signed-note and tlog-checkpoint): origin, size and root on three lines, an empty line, and lines with signatures. */
async function checkCheckpoint(envelope: string, key: PublicKey, cryptography: Cryptography): Promise<Checkpoint | { readonly trouble: string }> {
  const gap = envelope.indexOf('\n\n');
  if (envelope.length > longestCheckpoint || gap < 0) return { trouble: 'its checkpoint is no signed note' };
  const note = envelope.slice(0, gap + 1);
  const [origin = '', size = '', rootText = ''] = note.split('\n');
  const root = fromBase64(rootText);
  if (origin === '' || !/^\d{1,19}$/.test(size) || root?.length !== 32) return { trouble: 'its checkpoint does not say origin, size and root' };
  for (const line of envelope.slice(gap + 2).split('\n').slice(0, 20)) {
    const stated = /^\u2014 \S+ ([A-Za-z0-9+/=]+)$/u.exec(line)?.[1];
    const signature = stated === undefined ? undefined : fromBase64(stated);
    // Four bytes name the key; the note may be signed by witnesses as well.
    if (signature === undefined || signature.length < 5) continue;
    if ((await cryptography.verifies(key, utf8(note), signature.subarray(4))) === true) return { origin, size: BigInt(size), root };
  }
  return { trouble: 'no signature of its checkpoint is of the log that the trust root names' };
}

const dsseBody = members({ kind: text(), spec: members({ payloadHash: members({ algorithm: text(), value: text() }, {}, true), signatures: list(members({ signature: text() }, {}, true), 1) }, {}, true) }, {}, true);

/** What the entry is about must be this payload and this signature. Empty when it is. */
async function speaksOfAnother(kind: string, body: Uint8Array, { payload, signature }: SignedThing, cryptography: Cryptography): Promise<string> {
  if (kind !== 'dsse') return `an entry of kind "${kind.slice(0, 40)}": only those of kind dsse are read`;
  const read = readJson(body);
  const fits = 'trouble' in read ? { complaint: read.trouble } : fitted(dsseBody, read.value);
  if ('complaint' in fits) return `its body: ${fits.complaint}`;
  const { payloadHash, signatures } = fits.value.spec;
  if (payloadHash.algorithm !== 'sha256' || payloadHash.value !== (await sha256Hex(cryptography, payload))) return 'it is about another text';
  return signatures.some((one) => one.signature === toBase64(signature)) ? '' : 'it is about another signature';
}

/** The id of a log: the SHA-256 of its public key, as entries carry it (RFC 6962 section 3.2). */
export function logIdOf(entry: unknown): string | undefined {
  const fits = fitted(logEntryShape, entry);
  const id = 'complaint' in fits ? undefined : fromBase64(fits.value.logId.keyId);
  return id === undefined ? undefined : hex(id);
}
