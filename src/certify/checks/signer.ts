/** Checks all bundles of one signer: the seal over the index, and one for each statement. Whose key it is, the trust root says. */
import { readBundle, type Bundle } from '../bundle.ts';
import { isSame } from '../bytes.ts';
import { bundleEnding, sealName } from '../certificate.ts';
import { sha256Hex, type Cryptography } from '../cryptography.ts';
import { payloadType, preAuthEncoding } from '../envelope.ts';
import { readCanonical } from '../json.ts';
import { statementPath, type Files } from '../package.ts';
import { shortName } from '../public-key.ts';
import type { Notes } from '../reasons.ts';
import { indexName, sealForm, sealPredicate, type PackageIndex, type Role } from '../seal.ts';
import { fitted } from '../shape.ts';
import { statementShape } from '../statement.ts';
import type { TrustedKey, TrustRoot } from '../trust.ts';
import { checkLogged } from './logged.ts';
import { signedWhen } from './time.ts';

/** A party that signed. `trusted` is absent for a key that the trust root does not hold. */
export interface SealedBy {
  readonly folder: string;
  readonly hint: string;
  readonly role: Role;
  readonly trusted?: TrustedKey;
  /** When, as a trusted authority states it. */
  readonly time?: string;
  readonly isGood: boolean;
}

export interface Signing {
  readonly files: Files;
  readonly index: PackageIndex;
  readonly trust: TrustRoot;
  readonly asOf: string;
  readonly cryptography: Cryptography;
}

/** Undefined when there is no seal that can be read. */
export async function checkSigner(folder: string, signing: Signing, notes: Notes): Promise<SealedBy | undefined> {
  const { files, index, trust, cryptography } = signing;
  const path = `${folder}/${sealName}${bundleEnding}`;
  const bundle = bundleAt(path, files, notes);
  if (bundle === undefined) return undefined;
  const before = notes.reasons.length;
  const said = await sealIn(bundle, path, files, cryptography, notes);
  const trusted = trust.keys.get(bundle.hint);
  if (said === undefined) return undefined;
  if (folder !== `signatures/${said.role}-${shortName(bundle.hint)}`) notes.refuse('wrong-role', folder, 'the folder is named for another role or key than the seal in it');
  if (trusted === undefined) return { folder, hint: bundle.hint, role: said.role, isGood: false };
  await checkKey(trusted, said.role, folder, trust, notes);
  const isSigned = await isSignedBy(trusted, bundle, path, cryptography, notes);
  // A genuine seal that names this inspection was over this index before it was changed; one that names another came from elsewhere.
  if (!said.isOfThis) notes.refuse(isSigned && said.inspection !== index.inspection ? 'replayed' : 'altered', path, 'the seal is over another index than the one in this package');
  else if (said.inspection !== index.inspection || said.asOf !== index.as_of) notes.refuse('contradiction', path, 'the seal and the index name different inspections');
  for (const file of index.files) {
    if (file.holds === 'statement') await checkStatement(file.path, folder, bundle.hint, trusted, signing, notes);
  }
  checkStrays(folder, files, index, notes);
  await checkLogged(bundle, path, signing, notes);
  const time = await signedWhen(bundle, trusted, path, signing, notes);
  return { folder, hint: bundle.hint, role: said.role, trusted, ...(time === undefined ? {} : { time }), isGood: notes.reasons.length === before };
}

function bundleAt(path: string, files: Files, notes: Notes): Bundle | undefined {
  const bytes = files.get(path);
  if (bytes === undefined) {
    notes.refuse('missing', path, 'this signature is not there');
    return undefined;
  }
  const bundle = readBundle(bytes);
  if ('trouble' in bundle) {
    notes.refuse('malformed', path, `it is no signature bundle: ${bundle.trouble}`);
    return undefined;
  }
  return bundle;
}

async function sealIn(bundle: Bundle, path: string, files: Files, cryptography: Cryptography, notes: Notes): Promise<{ readonly role: Role; readonly isOfThis: boolean; readonly inspection: string; readonly asOf: string } | undefined> {
  const read = readCanonical(bundle.payload);
  const statement = 'trouble' in read ? { complaint: read.trouble } : fitted(statementShape, read.value);
  const seal = 'complaint' in statement ? statement : statement.value.predicateType === sealPredicate ? fitted(sealForm, statement.value.predicate) : { complaint: 'it is a statement of another kind' };
  if ('complaint' in statement || 'complaint' in seal) {
    notes.refuse('malformed', path, `it holds no seal: ${'complaint' in seal ? seal.complaint : ''}`);
    return undefined;
  }
  const digest = await sha256Hex(cryptography, files.get(indexName) ?? new Uint8Array());
  const [subject] = statement.value.subject;
  const isOfThis = statement.value.subject.length === 1 && subject?.name === indexName && subject.digest.sha256 === digest;
  return { role: seal.value.role, isOfThis, inspection: seal.value.inspection, asOf: seal.value.as_of };
}

async function checkKey({ name, key, roles }: TrustedKey, role: Role, where: string, trust: TrustRoot, notes: Notes): Promise<void> {
  if (!trust.allow.includes(key.kind)) notes.refuse('key-type', where, `"${name}" is a key of kind ${key.kind}; accepted here: ${trust.allow.join(', ')}`);
  if (!roles.includes(role)) notes.refuse('wrong-role', where, `"${name}" signed as ${role}; the trust root lets this key sign as ${roles.join(', ')}`);
}

async function isSignedBy({ name, key }: TrustedKey, bundle: Bundle, path: string, cryptography: Cryptography, notes: Notes): Promise<boolean> {
  const fits = await cryptography.verifies(key, preAuthEncoding(payloadType, bundle.payload), bundle.signature);
  if (fits === undefined) notes.refuse('key-type', path, `this machine cannot check signatures of kind ${key.kind}: the signature was not checked`);
  if (fits === false) notes.refuse('altered', path, `the signature does not fit the key "${name}": what it signs, or the signature, was changed`);
  return fits === true;
}

async function checkStatement(path: string, folder: string, hint: string, trusted: TrustedKey, signing: Signing, notes: Notes): Promise<void> {
  const { files, cryptography } = signing;
  const name = path.replace(/^statements\/|\.json$/g, '');
  const at = `${folder}/${name}${bundleEnding}`;
  const bundle = bundleAt(at, files, notes);
  if (bundle === undefined) return;
  if (bundle.hint !== hint) notes.refuse('wrong-role', at, 'it is signed with another key than the seal beside it');
  const isSigned = bundle.hint === hint && (await isSignedBy(trusted, bundle, at, cryptography, notes));
  if (bundle.logEntries.length > 0) await checkLogged(bundle, at, signing, notes);
  const bytes = files.get(statementPath(name));
  if (bytes !== undefined && !isSame(bytes, bundle.payload)) notes.refuse(isSigned ? 'replayed' : 'altered', at, `it signs another text than ${path}`);
}

function checkStrays(folder: string, files: Files, index: PackageIndex, notes: Notes): void {
  const known = new Set([sealName, ...index.files.filter(({ holds }) => holds === 'statement').map(({ path }) => path.replace(/^statements\/|\.json$/g, ''))].map((name) => `${folder}/${name}${bundleEnding}`));
  for (const path of files.keys()) if (path.startsWith(`${folder}/`) && !known.has(path)) notes.refuse('extra', path, 'no statement of the package belongs to this signature');
}
