/** Checks an RFC 3161 timestamp over a signature against the certificate of an authority. It follows no chain: the certificate itself is trusted or not. */
import { isSame, joined } from './bytes.ts';
import type { Cryptography, Hash } from './cryptography.ts';
import { oidOf, onlyDer, partsOf, timeOf, type Der } from './der.ts';
import { publicKeyOf, type PublicKey } from './public-key.ts';

/** The time that the authority states, or why the timestamp says nothing. */
export type Stamped = { readonly time: string } | { readonly trouble: string };

const hashes: Readonly<Record<string, Hash>> = { '2.16.840.1.101.3.4.2.1': 'SHA-256', '2.16.840.1.101.3.4.2.2': 'SHA-384', '2.16.840.1.101.3.4.2.3': 'SHA-512' };
const signedData = '1.2.840.113549.1.7.2';
const tstInfo = '1.2.840.113549.1.9.16.1.4';
const messageDigest = '1.2.840.113549.1.9.4';
const contentType = '1.2.840.113549.1.9.3';

/** The key of an X.509 certificate (RFC 5280 section 4.1), and the window of the certificate. */
export function certificateKey(certificate: Uint8Array): { readonly key: PublicKey; readonly from: string; readonly until: string } | undefined {
  const [tbs] = partsOf(onlyDer(certificate)) ?? [];
  const fields = partsOf(tbs) ?? [];
  // version is there or not; serial, signature, issuer, validity, subject, key follow.
  const start = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [from, until] = (partsOf(fields[start + 3]) ?? []).map(timeOf);
  const key = publicKeyOf(fields[start + 5]?.whole ?? new Uint8Array());
  return key === undefined || from === undefined || until === undefined ? undefined : { key, from, until };
}

interface Token {
  readonly info: Der;
  readonly attributes: Der;
  readonly hash: Hash;
  readonly signature: Uint8Array;
}

/** `response` is a TimeStampResp or the token in it; `stamped` is what should have been stamped. */
export async function checkTimestamp(response: Uint8Array, stamped: Uint8Array, certificate: Uint8Array, cryptography: Cryptography): Promise<Stamped> {
  const authority = certificateKey(certificate);
  if (authority === undefined) return { trouble: 'the certificate of the timestamp authority cannot be read' };
  const token = tokenOf(response);
  if (token === undefined) return { trouble: 'the timestamp is damaged or of an unknown form' };
  const { info, attributes, hash, signature } = token;
  const fields = partsOf(onlyDer(info.content)) ?? [];
  const [imprintHash, imprint] = partsOf(fields[2]) ?? [];
  const used = hashes[oidOf((partsOf(imprintHash) ?? [])[0])];
  if (used === undefined || imprint?.tag !== 0x04) return { trouble: 'the timestamp uses a digest that is not accepted' };
  if (!isSame(imprint.content, await cryptography.digest(used, stamped))) return { trouble: 'the timestamp is of another signature' };
  const digest = attributeOf(attributes, messageDigest);
  if (digest?.tag !== 0x04 || !isSame(digest.content, await cryptography.digest(hash, info.content))) return { trouble: 'the timestamp was altered' };
  if (oidOf(attributeOf(attributes, contentType)) !== tstInfo) return { trouble: 'the timestamp was altered' };
  // RFC 5652 section 5.4: signed is the set of attributes with its own tag, not the tag it carries in the structure.
  const signed = joined(Uint8Array.of(0x31), attributes.whole.subarray(1));
  if ((await cryptography.verifies(authority.key, signed, signature, hash)) !== true) return { trouble: 'the timestamp is not signed by the authority that the trust root names' };
  const time = timeOf(fields[4]);
  if (time === undefined) return { trouble: 'the timestamp states no time' };
  return time >= authority.from && time <= authority.until ? { time } : { trouble: 'the timestamp lies outside of the validity of its authority\'s certificate' };
}

/** RFC 3161 section 2.4.2, RFC 5652 section 5.1. */
function tokenOf(response: Uint8Array): Token | undefined {
  const outer = onlyDer(response);
  const parts = partsOf(outer) ?? [];
  const content = parts[0]?.tag === 0x06 ? outer : parts[1];
  const [type, explicit] = partsOf(content) ?? [];
  if (oidOf(type) !== signedData) return undefined;
  const data = partsOf((partsOf(explicit) ?? [])[0]) ?? [];
  const [encapsulated, wrapped] = partsOf(data[2]) ?? [];
  const [info] = partsOf(wrapped) ?? [];
  const signers = partsOf(data.at(-1)) ?? [];
  if (oidOf(encapsulated) !== tstInfo || info?.tag !== 0x04 || signers.length !== 1) return undefined;
  // version, signer, digest algorithm, [0] signed attributes, signature algorithm, signature.
  const [, , algorithm, attributes, , signature] = partsOf(signers[0]) ?? [];
  const hash = hashes[oidOf((partsOf(algorithm) ?? [])[0])];
  if (hash === undefined || attributes?.tag !== 0xa0 || signature?.tag !== 0x04) return undefined;
  return { info, attributes, hash, signature: signature.content };
}

function attributeOf(attributes: Der, name: string): Der | undefined {
  const found = (partsOf(attributes) ?? []).map((attribute) => partsOf(attribute) ?? []).find(([type]) => oidOf(type) === name);
  const values = partsOf(found?.[1]) ?? [];
  return values.length === 1 ? values[0] : undefined;
}
