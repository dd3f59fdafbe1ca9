/** Checks the seal that a publisher put on an edition and that came along with the law. Whose key it is, the trust root says; the text itself is judged by nobody here. */
import { editionPayload } from '../../codebook/revision/seal-type.ts';
import { fromBase64, isSame } from '../bytes.ts';
import type { Cryptography } from '../cryptography.ts';
import { preAuthEncoding } from '../envelope.ts';
import { editionPath, editionSealPath, type Files } from '../package.ts';
import { hintOf } from '../public-key.ts';
import type { Notes } from '../reasons.ts';
import { list, members, oneOf, text } from '../shape.ts';
import type { TrustedKey, TrustRoot } from '../trust.ts';
import { read } from './statements.ts';

const sealForm = members({ payloadType: oneOf(editionPayload), payload: text(), signatures: list(members({ keyid: text(), sig: text() }), 1) });

export interface Sealing {
  readonly files: Files;
  readonly trust: TrustRoot;
  readonly asOf: string;
  readonly cryptography: Cryptography;
}

/**
 * The name of the publisher whose seal the edition bears, when the trust root knows one; undefined otherwise. A bare key
 * names no publisher: it is that of whoever signed the package, who may not bring law of their own.
 */
export async function publisherOf(id: string, { files, trust, asOf, cryptography }: Sealing, notes: Notes): Promise<string | undefined> {
  const path = editionSealPath(id);
  const [seal, law] = [read(path, sealForm, files, notes), files.get(editionPath(id))];
  if (seal === undefined || law === undefined) return undefined;
  const [only, ...more] = seal.signatures;
  const [payload, spki, signature] = [seal.payload, only?.keyid ?? '', only?.sig ?? ''].map(fromBase64);
  if (payload === undefined || spki === undefined || signature === undefined || more.length > 0) {
    notes.refuse('malformed', path, 'the seal of the edition is no envelope with one signature');
    return undefined;
  }
  if (!isSame(payload, law)) {
    notes.refuse('altered-edition', path, `the seal is over another text than that of the edition ${id} in this package`);
    return undefined;
  }
  const trusted = trust.isBare ? undefined : trust.keys.get(await hintOf(spki, cryptography));
  const why = trusted === undefined ? 'the trust root names no publisher with its key' : whyNot(trusted, trust, asOf);
  if (trusted === undefined || why !== '') {
    notes.unchecked(`the seal of the edition ${id}: ${why}`);
    return undefined;
  }
  // Editions are sealed with SHA-256 whatever the curve.
  const fits = await cryptography.verifies(trusted.key, preAuthEncoding(editionPayload, payload), signature, 'SHA-256');
  if (fits === false) notes.refuse('altered-edition', path, `the seal of the edition ${id} was not made with the key of "${trusted.name}"`);
  if (fits === undefined) notes.unchecked(`the seal of the edition ${id}: this machine cannot check keys of kind ${trusted.key.kind}`);
  if (fits !== true) return undefined;
  notes.holds(`the edition ${id} bears the seal of its publisher, "${trusted.name}"`);
  return trusted.name;
}

/** A seal of an edition bears no time: a key whose window is not open, or that was revoked at all, counts no more. */
function whyNot({ name, roles, window, key }: TrustedKey, { allow }: TrustRoot, asOf: string): string {
  if (!roles.includes('publisher')) return `"${name}" is no publisher in the trust root`;
  if (!allow.some((kind) => kind === key.kind)) return `"${name}" is a key of kind ${key.kind}, which is not accepted here`;
  if (window.revoked !== undefined) return `the key of "${name}" was revoked`;
  return (window.from ?? asOf) <= asOf && asOf <= (window.until ?? asOf) ? '' : `the key of "${name}" does not count on ${asOf}`;
}
