/** Signatures of votes and of editions: Ed25519 (RFC 8032), and a DSSE envelope around an edition. Keys are arguments; nothing is read or kept. */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../../core/canonical.ts';
import type { Electorate, Vote } from './schema.ts';
import { editionPayload } from './seal-type.ts';

/**
 * A vote of a member without a key is `unsigned`: it counts, and is shown as such. One with a key must be signed. `on` is
 * the digest that is voted on, so that a vote cannot be carried over to another text.
 */
export function voteIsSigned(vote: Vote, on: string, { members }: Electorate): 'signed' | 'unsigned' | 'forged' {
  const key = members.find(({ role }) => role === vote.voter)?.key ?? '';
  const { signature = '', ...said } = vote;
  if (key === '') return signature === '' ? 'unsigned' : 'forged';
  try {
    const spki = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return spki.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(canonicalJson({ ...said, on })), spki, Buffer.from(signature, 'base64')) ? 'signed' : 'forged';
  } catch {
    return 'forged';
  }
}

/** The vote with its signature. */
export function signedVote(vote: Vote, on: string, pem: string): Vote {
  const { signature: _old, ...said } = vote;
  return { ...said, signature: sign(null, Buffer.from(canonicalJson({ ...said, on })), createPrivateKey(pem)).toString('base64') };
}

export interface Envelope {
  readonly payloadType: string;
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** Pre-authentication encoding (DSSE v1): type and payload with their lengths. */
function encoded(type: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
}

/** Seals plain data with a private key in PEM: Ed25519, or ECDSA with SHA-256. */
export function sealed(value: unknown, pem: string): Envelope {
  const key = createPrivateKey(pem);
  const payload = Buffer.from(canonicalJson(value));
  const sig = sign(algorithmOf(key), encoded(editionPayload, payload), key).toString('base64');
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
  return { payloadType: editionPayload, payload: payload.toString('base64'), signatures: [{ keyid: spki, sig }] };
}

/** Whether the envelope holds exactly this data under this public key (PEM). */
export function isSealOf(envelope: Envelope, value: unknown, pem: string): boolean {
  try {
    const payload = Buffer.from(envelope.payload, 'base64');
    const [only, ...more] = envelope.signatures;
    if (only === undefined || more.length > 0 || envelope.payloadType !== editionPayload) return false;
    const key = createPublicKey(pem);
    return payload.equals(Buffer.from(canonicalJson(value))) && verify(algorithmOf(key), encoded(editionPayload, payload), key, Buffer.from(only.sig, 'base64'));
  } catch {
    return false;
  }
}

/** The public half of a private key, in PEM. */
export function publicKeyOf(pem: string): string {
  return createPublicKey(createPrivateKey(pem)).export({ format: 'pem', type: 'spki' }).toString();
}

function algorithmOf(key: KeyObject): 'sha256' | null {
  return key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
}
