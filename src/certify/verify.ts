/** Verifies a package: everything that can be told from its bytes, the trust root and a day. It reaches no network, reads no file and asks no clock. */
import type { Cryptography } from './cryptography.ts';
import { sha256Hex } from './cryptography.ts';
import { checkContents, checkNames, readIndex } from './checks/contents.ts';
import { checkLaw, checkPlan, checkTool, type Known } from './checks/law.ts';
import { checkSigners } from './checks/signers.ts';
import type { SealedBy } from './checks/signer.ts';
import { checkStatements, checkTold, readTold } from './checks/statements.ts';
import { checkWanted, type Wanted } from './checks/wanted.ts';
import type { Told } from './forms.ts';
import type { Files } from './package.ts';
import { notes, type Notes, type Reason } from './reasons.ts';
import { indexName, type PackageIndex } from './seal.ts';
import type { TrustRoot } from './trust.ts';

/** A package as it was opened: its files, and what was wrong with the way they came (links, limits, damaged archives). */
export interface Opened {
  readonly files: Files;
  readonly troubles: readonly { readonly where: string; readonly reason: string; readonly code: 'unsafe' | 'malformed' }[];
}

export interface Question {
  readonly trust: TrustRoot;
  /** The day to verify for. */
  readonly asOf: string;
  readonly wanted: Wanted;
  readonly known: Known;
  readonly cryptography: Cryptography;
}

/** A package that was verified and held. Only `verify` makes one. */
export interface VerifiedPackage {
  readonly [verified]: true;
  readonly files: Files;
  readonly index: PackageIndex;
  readonly told: Told;
  readonly signers: readonly SealedBy[];
}
declare const verified: unique symbol;

export interface Verification {
  readonly holds: boolean;
  readonly reasons: readonly Reason[];
  readonly held: readonly string[];
  readonly unchecked: readonly string[];
  readonly remarks: readonly string[];
  /** What the package says of itself, to show it even when it is refused. */
  readonly told?: Told;
  readonly index?: PackageIndex;
  readonly signers: readonly SealedBy[];
  /** There only when everything holds. */
  readonly package?: VerifiedPackage;
}

/** A further check, that needs more than is here (judging again); it writes down what it sees. */
export type Deeper = (told: Told, files: Files, notes: Notes) => Promise<void>;

export async function verify(opened: Opened, question: Question, deeper?: Deeper): Promise<Verification> {
  const { trust, asOf, wanted, known, cryptography } = question;
  const { files } = opened;
  const book = notes();
  for (const { where, reason, code } of opened.troubles) book.refuse(code, where, reason);
  checkNames(files, book);
  const index = readIndex(files, book);
  if (index === undefined) return conclusion(book, []);
  const sound = await checkContents(files, index, cryptography, book);
  const signers = await checkSigners({ files, index, trust, asOf, cryptography }, book);
  await checkDays(files, index, question, book);
  const told = await readTold(files, cryptography, book);
  if (told === undefined) return { ...conclusion(book, signers), index };
  if (!sound.has('inspection.json') || !sound.has('record.json')) {
    book.unchecked('what inspection, record and statements say: they are not those that were signed');
    return { ...conclusion(book, signers), index, told };
  }
  await checkTold(told, index, cryptography, book);
  checkStatements(told, sound, index, book);
  await checkLaw(told, index, { files: sound, trust, asOf, cryptography }, known, book);
  await checkPlan(told, sound, index, cryptography, book);
  checkTool(told.inspection.plumbline, known, book);
  checkWanted(told, wanted, book);
  if (deeper === undefined) book.unchecked('that the record leads to these findings: it was not judged again');
  else if (book.reasons.length === 0) await deeper(told, sound, book);
  else book.unchecked('that the record leads to these findings: what is wrong already was enough');
  book.unchecked('that the record is true of the device: whoever inspected vouches for that with their seal');
  const end = { ...conclusion(book, signers), index, told };
  return end.holds ? { ...end, package: { files, index, told, signers } as unknown as VerifiedPackage } : end;
}

async function checkDays(files: Files, index: PackageIndex, { trust, asOf, cryptography }: Question, book: Notes): Promise<void> {
  if (index.as_of > asOf) book.refuse('wrong-time', indexName, `the inspection speaks of ${index.as_of}, which is after the day of this verification (${asOf})`);
  if (index.valid_until !== undefined && index.valid_until < asOf) book.refuse('expired', indexName, `the package says that it is good until ${index.valid_until}, and it is ${asOf}`);
  const digest = `sha256:${await sha256Hex(cryptography, files.get(indexName) ?? new Uint8Array())}`;
  const revoked = trust.revokedPackages.find((one) => one.index === digest);
  if (revoked !== undefined) book.refuse('revoked-key', indexName, `this package was revoked: ${revoked.because}`);
}

function conclusion(book: Notes, signers: readonly SealedBy[]): Verification {
  return { holds: book.reasons.length === 0, reasons: book.reasons, held: book.held, unchecked: book.notChecked, remarks: book.remarks, signers };
}
