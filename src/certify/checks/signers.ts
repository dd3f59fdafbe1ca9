/** Checks who sealed a package, and whether those are all who had to. */
import { signatures } from '../certificate.ts';
import { compareText } from '../../core/place.ts';
import type { Notes } from '../reasons.ts';
import type { Role } from '../seal.ts';
import { checkSigner, type SealedBy, type Signing } from './signer.ts';

export async function checkSigners(signing: Signing, notes: Notes): Promise<readonly SealedBy[]> {
  const { files, index, trust } = signing;
  const folders = new Set<string>();
  for (const path of files.keys()) {
    if (!path.startsWith(`${signatures}/`)) continue;
    const parts = path.split('/');
    if (parts.length === 3) folders.add(parts.slice(0, 2).join('/'));
    else notes.refuse('extra', path, 'signatures lie in one folder for each signer, and this is none of them');
  }
  const all: SealedBy[] = [];
  for (const folder of [...folders].sort(compareText)) {
    const signer = await checkSigner(folder, signing, notes);
    if (signer !== undefined) all.push(signer);
  }
  const known = all.filter(({ trusted }) => trusted !== undefined);
  const strangers = all.filter(({ trusted }) => trusted === undefined);
  const lacking: readonly (Role | undefined)[] = trust.isBare ? (known.length > 0 ? [] : [undefined]) : trust.requires.filter((role) => !known.some((one) => one.role === role));
  for (const role of lacking) refuseLack(role, strangers, notes);
  for (const role of index.expects) {
    if (!all.some((one) => one.role === role) && !lacking.includes(role)) notes.refuse('missing', signatures, `the index expects a seal of the ${role}, and there is none`);
  }
  // With the seals that are needed there, one by a stranger takes nothing away and adds nothing.
  if (lacking.length === 0) for (const { folder } of strangers) notes.unchecked(`the signatures in ${folder}: the trust root does not hold their key`);
  checkIndependence(known, notes);
  for (const one of known) if (one.isGood) notes.holds(`sealed by "${one.trusted?.name ?? ''}" as ${one.role}${one.time === undefined ? '' : `, at ${one.time} as a timestamp authority states`}`);
  if (trust.isBare) notes.unchecked('roles, windows and revocations of keys: a bare public key says nothing of them; a trust-root document does');
  return all;
}

function refuseLack(role: Role | undefined, strangers: readonly SealedBy[], notes: Notes): void {
  const candidates = strangers.filter((one) => role === undefined || one.role === role);
  const who = role === undefined ? 'the key that was given' : `a trusted ${role}`;
  for (const { folder } of candidates) notes.refuse('untrusted-key', folder, 'the trust root does not hold the key of this seal');
  if (candidates.length === 0) notes.refuse('missing', signatures, `there is no seal of ${who}`);
}

/** One key in two roles looks like two parties and is one. */
function checkIndependence(known: readonly SealedBy[], notes: Notes): void {
  for (const [, same] of Map.groupBy(known, ({ hint }) => hint)) {
    if (same.length > 1) notes.refuse('wrong-role', same[1]?.folder ?? signatures, `one key signed as ${same.map(({ role }) => role).join(' and as ')}: nobody else looked`);
  }
}
