/** Checks entries of transparency logs that came with a signature against the logs of the trust root. A log proves that a signature is public, not when it was made. */
import type { Bundle } from '../bundle.ts';
import type { Notes } from '../reasons.ts';
import { checkLogEntry, logIdOf } from '../transparency.ts';
import type { TrustedLog } from '../trust.ts';
import type { Signing } from './signer.ts';

export async function checkLogged(bundle: Bundle, path: string, { trust, asOf, cryptography }: Signing, notes: Notes): Promise<void> {
  if (bundle.logEntries.length === 0) {
    if (trust.requiresLog) notes.refuse('not-logged', path, 'the trust root asks for an entry in a transparency log that it names, and the signature has none');
    return;
  }
  if (trust.logs.length === 0) {
    notes.unchecked(`the transparency log entry in ${path}: the trust root names no log`);
    return;
  }
  const troubles: string[] = [];
  for (const entry of bundle.logEntries) {
    const log = trust.logs.find(({ id }) => id === logIdOf(entry));
    const trouble = log === undefined ? 'a log that the trust root does not name' : withdrawn(log, asOf);
    if (log === undefined || trouble !== '') {
      troubles.push(trouble);
      continue;
    }
    const said = await checkLogEntry(entry, bundle, log.key, cryptography);
    if ('trouble' in said) troubles.push(`${log.name}: ${said.trouble}`);
    else notes.holds(`${path} stands in the transparency log "${log.name}" as entry ${said.index} (${said.origin.slice(0, 100)})`);
  }
  if (troubles.length > 0) notes.refuse('not-logged', path, `an entry of a transparency log is there and does not hold: ${troubles.slice(0, 3).join('; ')}`);
}

function withdrawn({ name, window: { revoked } }: TrustedLog, asOf: string): string {
  return revoked === undefined || asOf < (revoked.since ?? '') ? '' : `${name} was revoked: ${revoked.because}`;
}
