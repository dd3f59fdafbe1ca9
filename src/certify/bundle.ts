/** The sigstore bundle v0.3 with a public key: envelope, hint of the key, and what else vouches for it. It verifies nothing. */
import { spell } from '../core/spelling.ts';
import { fromBase64, toBase64, utf8 } from './bytes.ts';
import { payloadType } from './envelope.ts';
import { readJson } from './json.ts';
import { anything, fitted, list, members, oneOf, text } from './shape.ts';

export const mediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** Exactly one signature (sigstore bundle specification): two signers make two bundles. */
const bundleShape = members(
  {
    mediaType: oneOf(mediaType),
    verificationMaterial: members(
      { publicKey: members({ hint: text() }) },
      { tlogEntries: list(anything), timestampVerificationData: members({ rfc3161Timestamps: list(members({ signedTimestamp: text() })) }) },
    ),
    dsseEnvelope: members({ payload: text(), payloadType: oneOf(payloadType), signatures: list(members({ sig: text() }, { keyid: text() }), 1) }),
  },
);

export interface Bundle {
  readonly hint: string;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** RFC 3161 responses (DER) over the signature. */
  readonly timestamps: readonly Uint8Array[];
  /** Entries of transparency logs that came along, as they were written. */
  readonly logEntries: readonly unknown[];
}

export function bundleText({ hint, payload, signature, timestamps, logEntries }: Omit<Bundle, 'logEntries'> & Partial<Pick<Bundle, 'logEntries'>>): string {
  return spell({
    mediaType,
    verificationMaterial: {
      publicKey: { hint },
      ...(logEntries === undefined || logEntries.length === 0 ? {} : { tlogEntries: logEntries }),
      ...(timestamps.length === 0 ? {} : { timestampVerificationData: { rfc3161Timestamps: timestamps.map((one) => ({ signedTimestamp: toBase64(one) })) } }),
    },
    dsseEnvelope: { payload: toBase64(payload), payloadType, signatures: [{ sig: toBase64(signature) }] },
  });
}

/** The bundle, or why it is none. */
export function readBundle(bytes: Uint8Array): Bundle | { readonly trouble: string } {
  const read = readJson(bytes);
  if ('trouble' in read) return read;
  const fits = fitted(bundleShape, read.value);
  if ('complaint' in fits) return { trouble: fits.complaint };
  const { verificationMaterial, dsseEnvelope } = fits.value;
  if (dsseEnvelope.signatures.length !== 1) return { trouble: 'dsseEnvelope.signatures has more than one entry: a bundle is of one signer' };
  const payload = fromBase64(dsseEnvelope.payload);
  const signature = fromBase64(dsseEnvelope.signatures[0]?.sig ?? '');
  const timestamps = (verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? []).map((one) => fromBase64(one.signedTimestamp));
  if (payload === undefined || signature === undefined || timestamps.includes(undefined)) return { trouble: 'a part of it is not base64 in its one spelling' };
  return {
    hint: verificationMaterial.publicKey.hint,
    payload,
    signature,
    timestamps: timestamps.filter((one) => one !== undefined),
    logEntries: verificationMaterial.tlogEntries ?? [],
  };
}

export function bundleBytes(bundle: Parameters<typeof bundleText>[0]): Uint8Array {
  return utf8(bundleText(bundle));
}
