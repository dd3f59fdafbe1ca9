/** Timestamp tokens and certificates of authorities, spelt part by part (RFC 3161, RFC 5652, RFC 5280). Nothing in them is signed. */
import { webcrypto } from 'node:crypto';
import { cryptographyOf, type Hash } from '../../src/certify/cryptography.ts';

export const real = cryptographyOf(webcrypto.subtle);
export const der = (tag: number, ...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => {
  const content = parts.flatMap((part) => [...part]);
  const length = content.length < 128 ? [content.length] : content.length < 256 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 255];
  return Uint8Array.from([tag, ...length, ...content]);
};
const set = (...parts: readonly Uint8Array[]): Uint8Array => der(0x31, ...parts);
export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts);
const letters = (content: string): Uint8Array => new TextEncoder().encode(content);
export const time = (content: string): Uint8Array => der(0x18, letters(content));
export const nothing = der(0x05);
const digests: Readonly<Record<Hash, Uint8Array>> = { 'SHA-256': der(6, [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1]), 'SHA-384': der(6, [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2]), 'SHA-512': der(6, [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3]) };
export const sha1 = der(6, [0x2b, 0x0e, 3, 2, 0x1a]);
export const signedData = der(6, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2]);
export const tstInfo = der(6, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 0x10, 1, 4]);
const [contentType, messageDigest] = [3, 4].map((last) => der(6, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, last]));
const spki = sequence(sequence(der(6, [0x2b, 0x65, 0x70])), der(3, [0, 1, 2, 3]));
export const stamped = letters('what was stamped');

export interface Parts {
  readonly used?: Hash;
  readonly usedName?: Uint8Array;
  readonly imprintTag?: number;
  readonly imprint?: Uint8Array;
  readonly time?: Uint8Array;
  readonly hash?: Hash;
  readonly hashName?: Uint8Array;
  readonly digestTag?: number;
  readonly digest?: Uint8Array;
  /** Of the one value that each attribute has. */
  readonly copies?: { readonly type?: number; readonly digest?: number };
  readonly kind?: Uint8Array;
  readonly type?: Uint8Array;
  readonly wrapped?: Uint8Array;
  readonly infoTag?: number;
  readonly attributesTag?: number;
  readonly signatureTag?: number;
  readonly signers?: number;
  readonly isBare?: boolean;
}

const copied = (count = 1, value: Uint8Array): readonly Uint8Array[] => Array.from({ length: count }, () => value);

export async function response(parts: Parts = {}): Promise<Uint8Array> {
  const [used, hash] = [parts.used ?? 'SHA-256', parts.hash ?? 'SHA-256'];
  const imprint = sequence(sequence(parts.usedName ?? digests[used]), der(parts.imprintTag ?? 4, parts.imprint ?? (await real.digest(used, stamped))));
  const info = sequence(der(2, [1]), der(6, [0x2a]), imprint, der(2, [1]), parts.time ?? time('20261120101112Z'));
  const attribute = (name: Uint8Array | undefined, ...values: readonly Uint8Array[]): Uint8Array => sequence(name ?? nothing, set(...values));
  const attributes = der(
    parts.attributesTag ?? 0xa0,
    attribute(contentType, ...copied(parts.copies?.type, parts.kind ?? tstInfo)),
    attribute(messageDigest, ...copied(parts.copies?.digest, der(parts.digestTag ?? 4, parts.digest ?? (await real.digest(hash, info))))),
  );
  const signer = sequence(der(2, [1]), nothing, sequence(parts.hashName ?? digests[hash]), attributes, sequence(), der(parts.signatureTag ?? 4, [7, 8]));
  const data = sequence(der(2, [3]), set(), sequence(parts.wrapped ?? tstInfo, der(0xa0, der(parts.infoTag ?? 4, info))), set(...Array.from({ length: parts.signers ?? 1 }, () => signer)));
  const token = sequence(parts.type ?? signedData, der(0xa0, data));
  return parts.isBare === true ? token : sequence(sequence(der(2, [0])), token);
}

export function certificate({ from = '20260101000000Z', until = '20261231235959Z', version = true, key = spki }: { readonly from?: string; readonly until?: string; readonly version?: boolean; readonly key?: Uint8Array } = {}): Uint8Array {
  const validity = sequence(time(from), time(until));
  return sequence(sequence(...(version ? [der(0xa0, der(2, [2]))] : []), der(2, [1]), sequence(), sequence(), validity, sequence(), key), sequence(), der(3, [0]));
}
