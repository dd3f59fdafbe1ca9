/** Opens packages for `accept` and `diff`: verifies them where a trust file is given, and reads what they hold. */
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openPackage } from '../../acquire/package-folder.ts';
import { reasonOf } from '../../acquire/walk.ts';
import { cryptographyOf } from '../../certify/cryptography.ts';
import { readTrust } from '../../certify/trust.ts';
import { verify, type Verification } from '../../certify/verify.ts';
import type { Fact } from '../../core/fact.ts';
import type { Inspection } from '../../core/inspection.ts';
import { UsageError } from '../../core/trouble.ts';
import { knownHere } from '../verify/known.ts';
import { packagedFacts, packagedInspection } from './packaged.ts';

export interface OpenedPackage {
  readonly verification: Verification;
  /** What it holds; absent when it does not verify, because nothing in it counts then. */
  readonly held?: { readonly inspection: Inspection; readonly facts: readonly Fact[] };
}

const cryptography = cryptographyOf(webcrypto.subtle);

/** Throws `UsageError` when the package or the trust file cannot be read at all; a refused package says why, and is not read. */
export async function openVerified(path: string, trustFile: string | undefined, asOf: string): Promise<OpenedPackage> {
  if (trustFile === undefined) throw new UsageError('no-trust', 'nothing says whose signature counts, so nothing can be accepted', 'name the signer\'s public key or a trust-root document with --trust FILE; get it by another way than the package');
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(trustFile);
  } catch (error) {
    throw new UsageError('no-trust', `${trustFile} cannot be read: ${reasonOf(error)}`, 'name a public key in PEM, or a trust-root document');
  }
  const trust = await readTrust(bytes, cryptography);
  if ('complaint' in trust) throw new UsageError('bad-trust', `${trustFile} is no trust root: ${trust.complaint}`, 'name a public key in PEM, or a trust-root document (schema/trust.schema.json)');
  const opened = openPackage(path);
  const verification = await verify(opened, { trust, asOf, wanted: { images: [] }, known: await knownHere([]), cryptography });
  if (!verification.holds) return { verification };
  return { verification, held: { inspection: packagedInspection(opened.files, path), facts: packagedFacts(opened.files, path) } };
}
