/** `plumbline certify`: inspects, makes the package, has it signed and writes it whole or not at all. */
import { webcrypto } from 'node:crypto';
import { openPackage } from '../../acquire/package-folder.ts';
import { certify, type Stamp } from '../../certify/certificate.ts';
import { cryptographyOf } from '../../certify/cryptography.ts';
import { makePackage, type Files } from '../../certify/package.ts';
import { hintOf, shortName, toPem } from '../../certify/public-key.ts';
import { roles, type Role } from '../../certify/seal.ts';
import type { Signer } from '../../certify/sign.ts';
import { readTrust } from '../../certify/trust.ts';
import { verify } from '../../certify/verify.ts';
import { utf8 } from '../../certify/bytes.ts';
import { UsageError } from '../../core/trouble.ts';
import { print } from '../print.ts';
import { noProgress, showProgress } from '../progress.ts';
import { knownHere } from '../verify/known.ts';
import { versionOf } from '../version.ts';
import { copied, demandOutside, gather } from './gather.ts';
import { answerOf, signerOf, type KeyOptions } from './keys.ts';
import { addToPackage, demandRoom, writePackage } from './write-package.ts';

interface Options extends KeyOptions {
  readonly out?: string;
  readonly timestampCommand?: string;
  readonly role?: string;
  readonly expect?: readonly string[];
  readonly validUntil?: string;
  readonly with?: readonly string[];
  readonly countersign?: boolean;
  readonly revision?: string;
  readonly edition?: string;
  readonly level?: number;
  readonly asOf?: string;
  readonly codebook?: readonly string[];
  readonly quiet?: boolean;
}

const cryptography = cryptographyOf(webcrypto.subtle);

/** Everything that can be refused is refused before the device is looked at. */
export async function certifyCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as unknown as Options;
  const role = roleOf(options.role ?? 'maker');
  const expects = (options.expect ?? ['maker']).map(roleOf);
  const signer = signerOf(options);
  const { timestampCommand, out } = options;
  const stamp: Stamp | undefined = timestampCommand === undefined ? undefined : (signature) => answerOf(timestampCommand, signature, '--timestamp-command');
  if (options.countersign === true) return countersign(path, role, signer, stamp, options);
  if (out === undefined || out === '' || out === '-') throw new UsageError('no-place', 'a package needs a place', 'name a new folder or a .zip file with --out');
  const kinds = kindsOf(options.with ?? ['bill', 'evidence']);
  if (options.revision === undefined) demandOutside(path, out);
  demandRoom(out);
  const progress = options.quiet === true ? noProgress : showProgress(process.stderr, () => performance.now());
  const { revision, edition, level, codebook = [] } = options;
  const request = {
    path, codebooks: codebook, version: versionOf(), watch: progress,
    asOf: options.asOf ?? new Date().toISOString().slice(0, 10),
    ...(revision === undefined ? {} : { revision }), ...(edition === undefined ? {} : { edition }), ...(level === undefined ? {} : { level }),
  };
  const { inspection, ingredients } = await gather(request, kinds).finally(() => progress.done());
  const files = await makePackage({ ...ingredients, expects, ...(options.validUntil === undefined ? {} : { validUntil: options.validUntil }) }, cryptography);
  const signed = await signedBy(files, role, signer, stamp);
  const all: Files = new Map([...files, ...signed]);
  writePackage(out, all);
  if (options.quiet === true) return 0;
  const { about } = inspection.device;
  await print(`wrote ${out}: ${all.size} files about ${about.name} ${about.version}, ${inspection.standing.value} under ${inspection.edition.id} as of ${inspection.as_of}\n${await signedLine(role, signer)}`);
  return 0;
}

/** A party that signs puts its name under all of it: a package that contradicts itself is refused first. */
async function countersign(path: string, role: Role, signer: Signer, stamp: Stamp | undefined, { out, codebook = [], quiet, asOf }: Options): Promise<number> {
  const opened = openPackage(path);
  const trust = await readTrust(utf8(toPem(signer.key.spki)), cryptography);
  if ('complaint' in trust) throw new Error(`a key that signs is no trust root: ${trust.complaint}`);
  const day = asOf ?? new Date().toISOString().slice(0, 10);
  const { reasons } = await verify(opened, { trust, asOf: day, wanted: { images: [] }, known: await knownHere(codebook), cryptography });
  // Whose seals are there already is not this party's question.
  const wrong = reasons.filter(({ code, where }) => code !== 'untrusted-key' && !(code === 'missing' && where === 'signatures'));
  const [first] = wrong;
  if (first !== undefined) throw new UsageError('not-sound', `${path} is not signed: ${first.where}: ${first.what}${wrong.length > 1 ? `, and ${wrong.length - 1} more` : ''}`, `plumbline verify ${path} shows all of it`);
  const signed = await signedBy(opened.files, role, signer, stamp);
  const clash = [...signed.keys()].find((name) => opened.files.has(name));
  if (clash !== undefined) throw new UsageError('signed-already', `${path} has a seal of this key as ${role} already`, 'sign with another key or in another role');
  addToPackage(path, out, opened.files, signed);
  if (quiet !== true) await print(`wrote ${out ?? path}\n${await signedLine(role, signer)}`);
  return 0;
}

async function signedBy(files: Files, role: Role, signer: Signer, stamp: Stamp | undefined): Promise<Files> {
  try {
    return await certify(files, role, signer, cryptography, stamp);
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not fit the public key')) throw new UsageError('other-key', error.message, 'name the public key of the key that signs');
    throw error;
  }
}

async function signedLine(role: Role, { key }: Signer): Promise<string> {
  return `signed as ${role} with ${key.kind} key ${shortName(await hintOf(key.spki, cryptography))}\n`;
}

function roleOf(text: string): Role {
  const role = roles.find((one) => one === text);
  if (role === undefined) throw new UsageError('no-such-role', `there is no role "${text}"`, `choose one of: ${roles.join(', ')}`);
  return role;
}

function kindsOf(given: readonly string[]): ReadonlySet<string> {
  const stranger = given.find((kind) => !copied.some((one) => one === kind));
  if (stranger !== undefined) throw new UsageError('no-such-kind', `there is no kind of file "${stranger}"`, `choose from: ${copied.join(', ')}`);
  return new Set(given.includes('none') ? [] : given);
}
