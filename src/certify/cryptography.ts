/** Digests and signature checks by WebCrypto, which Node and browsers share. Signing is not here: who verifies needs no secret. */
import type { webcrypto } from 'node:crypto';
import { hex, joined } from './bytes.ts';
import { integerOf, onlyDer, partsOf } from './der.ts';
import type { PublicKey } from './public-key.ts';

export type Hash = 'SHA-256' | 'SHA-384' | 'SHA-512';

export interface Cryptography {
  readonly digest: (hash: Hash, bytes: Uint8Array) => Promise<Uint8Array>;
  /** False when the signature does not fit; undefined when this machine cannot check keys of this kind. `hash` is for RSA and for curves of timestamp authorities. */
  readonly verifies: (key: PublicKey, message: Uint8Array, signature: Uint8Array, hash?: Hash) => Promise<boolean | undefined>;
}

const curves: { readonly [Kind in PublicKey['kind']]?: { readonly name: string; readonly bytes: number; readonly hash: Hash } } = { p256: { name: 'P-256', bytes: 32, hash: 'SHA-256' }, p384: { name: 'P-384', bytes: 48, hash: 'SHA-384' } };

/** `subtle` is `crypto.subtle` of the browser or of Node. */
export function cryptographyOf(subtle: webcrypto.SubtleCrypto): Cryptography {
  const verifies: Cryptography['verifies'] = async ({ kind, spki }, message, signature, hash) => {
    if (kind === 'other') return undefined;
    const curve = curves[kind];
    const fixed = curve === undefined ? signature : rawSignature(signature, curve.bytes);
    if (fixed === undefined) return false;
    const algorithm = kind === 'ed25519' ? { name: 'Ed25519' } : curve === undefined ? { name: 'RSASSA-PKCS1-v1_5', hash: hash ?? 'SHA-256' } : { name: 'ECDSA', namedCurve: curve.name };
    let key: webcrypto.CryptoKey;
    try {
      key = await subtle.importKey('spki', copied(spki), algorithm, false, ['verify']);
    } catch {
      return undefined;
    }
    const how = curve === undefined ? algorithm : { name: 'ECDSA', hash: hash ?? curve.hash };
    return subtle.verify(how, key, copied(fixed), copied(message));
  };
  return { digest: async (hash, bytes) => new Uint8Array(await subtle.digest(hash, copied(bytes))), verifies };
}

/** SHA-256 in lower-case hexadecimal (FIPS 180-4). */
export async function sha256Hex(cryptography: Cryptography, bytes: Uint8Array): Promise<string> {
  return hex(await cryptography.digest('SHA-256', bytes));
}

/** ECDSA signatures are a DER sequence of two numbers (RFC 3279 section 2.2.3); WebCrypto wants the numbers padded, side by side. */
export function rawSignature(der: Uint8Array, bytes: number): Uint8Array | undefined {
  const parts = partsOf(onlyDer(der));
  if (parts?.length !== 2) return undefined;
  const numbers = parts.map(integerOf).filter((number) => number !== undefined && number.length <= bytes);
  const [r, s] = numbers;
  if (r === undefined || s === undefined) return undefined;
  return joined(new Uint8Array(bytes - r.length), r, new Uint8Array(bytes - s.length), s);
}

/** WebCrypto takes no memory that may be shared. */
function copied(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
