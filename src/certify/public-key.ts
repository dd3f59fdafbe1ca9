/** Public keys: what kind they are, their PEM and their hint. It trusts none. */
import { fromBase64, hex, toBase64 } from './bytes.ts';
import type { Cryptography } from './cryptography.ts';
import { oidOf, onlyDer, partsOf, type Der } from './der.ts';

export const signingKinds = ['ed25519', 'p256', 'p384'] as const;
export type SigningKind = (typeof signingKinds)[number];

export interface PublicKey {
  readonly kind: SigningKind | 'rsa' | 'other';
  /** SubjectPublicKeyInfo (RFC 5280 section 4.1), DER. */
  readonly spki: Uint8Array;
}

const curves: Readonly<Record<string, SigningKind>> = { '1.2.840.10045.3.1.7': 'p256', '1.3.132.0.34': 'p384' };

export function publicKeyOf(spki: Uint8Array): PublicKey | undefined {
  const value = onlyDer(spki);
  const [algorithm, bits] = partsOf(value) ?? [];
  const [name, parameter] = partsOf(algorithm) ?? [];
  if (bits?.tag !== 0x03) return undefined;
  return { kind: kindOf(oidOf(name), parameter), spki };
}

function kindOf(algorithm: string, parameter: Der | undefined): PublicKey['kind'] {
  // RFC 8410 section 3; RFC 5480 section 2.1.1; RFC 3279 section 2.3.1.
  if (algorithm === '1.3.101.112') return 'ed25519';
  if (algorithm === '1.2.840.10045.2.1') return curves[oidOf(parameter)] ?? 'other';
  return algorithm === '1.2.840.113549.1.1.1' ? 'rsa' : 'other';
}

/** The bytes of the one PEM block with this label (RFC 7468), or undefined when there is none or more than one. */
export function fromPem(text: string, label: string): Uint8Array | undefined {
  const blocks = [...text.matchAll(new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`, 'g'))];
  return blocks.length === 1 ? fromBase64((blocks[0]?.[1] ?? '').replace(/\s/g, '')) : undefined;
}

export function toPem(spki: Uint8Array): string {
  return `-----BEGIN PUBLIC KEY-----\n${toBase64(spki).replace(/.{1,64}/g, '$&\n')}-----END PUBLIC KEY-----\n`;
}

/** How bundles name a key: base64 of the SHA-256 of its SubjectPublicKeyInfo, as cosign does. */
export async function hintOf(spki: Uint8Array, cryptography: Cryptography): Promise<string> {
  return toBase64(await cryptography.digest('SHA-256', spki));
}

/** The start of the same digest in hexadecimal, for file names and for people. */
export function shortName(hint: string): string {
  return hex(fromBase64(hint) ?? new Uint8Array(0)).slice(0, 12);
}
