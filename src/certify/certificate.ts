/** Signs a package: a seal over its index and a bundle for each statement, by one party in one role. It changes no file that is there. */
import { compareText } from '../core/place.ts';
import { spell } from '../core/spelling.ts';
import { utf8 } from './bytes.ts';
import { bundleBytes } from './bundle.ts';
import { sha256Hex, type Cryptography } from './cryptography.ts';
import { payloadType, preAuthEncoding } from './envelope.ts';
import { readCanonical } from './json.ts';
import type { Files } from './package.ts';
import { hintOf, shortName } from './public-key.ts';
import { indexForm, indexName, sealOf, type Role } from './seal.ts';
import { fitted } from './shape.ts';
import type { Signer } from './sign.ts';

/** Asks a timestamp authority for a response (RFC 3161, DER) over the signature. */
export type Stamp = (signature: Uint8Array) => Promise<Uint8Array>;

export const signatures = 'signatures';
export const sealName = 'seal';
export const bundleEnding = '.sigstore.json';

/** The files to add to the package. Throws when the package has no index or the signer's signature does not fit its own key. */
export async function certify(files: Files, role: Role, signer: Signer, cryptography: Cryptography, stamp?: Stamp): Promise<Files> {
  const indexBytes = files.get(indexName) ?? new Uint8Array();
  const read = readCanonical(indexBytes);
  if ('trouble' in read) throw new Error(`the index cannot be signed: ${read.trouble}`);
  const index = fitted(indexForm, read.value);
  if ('complaint' in index) throw new Error(`the index cannot be signed: ${index.complaint}`);
  const hint = await hintOf(signer.key.spki, cryptography);
  const folder = `${signatures}/${role}-${shortName(hint)}`;
  const seal = utf8(spell(sealOf(role, index.value, await sha256Hex(cryptography, indexBytes))));
  const payloads = new Map([[sealName, seal]]);
  for (const { path, holds } of index.value.files) {
    const bytes = files.get(path);
    if (holds === 'statement' && bytes !== undefined) payloads.set(path.replace(/^.*\/|\.json$/g, ''), bytes);
  }
  const made: [string, Uint8Array][] = [];
  for (const [name, payload] of [...payloads].sort(([a], [b]) => compareText(a, b))) {
    const message = preAuthEncoding(payloadType, payload);
    const signature = await signer.sign(message);
    if ((await cryptography.verifies(signer.key, message, signature)) !== true) throw new Error(`the signature over ${name} does not fit the public key`);
    const timestamps = stamp === undefined ? [] : [await stamp(signature)];
    made.push([`${folder}/${name}${bundleEnding}`, bundleBytes({ hint, payload, signature, timestamps })]);
  }
  return new Map(made);
}
