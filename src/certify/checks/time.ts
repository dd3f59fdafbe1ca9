/** Checks when a signature was made, as far as anybody trustworthy says so, against the window of its key. It asks no clock: the day is given. */
import type { Bundle } from '../bundle.ts';
import type { Notes } from '../reasons.ts';
import { checkTimestamp } from '../timestamp.ts';
import type { Authority, TrustedKey } from '../trust.ts';
import type { Signing } from './signer.ts';

/** The time of a timestamp that holds, and refusals for what does not. */
export async function signedWhen(bundle: Bundle, { name, window }: TrustedKey, path: string, signing: Signing, notes: Notes): Promise<string | undefined> {
  const { trust, asOf, index } = signing;
  const time = await stampedWhen(bundle, path, signing, notes);
  const day = time?.slice(0, 10);
  if (day === undefined) {
    if (trust.requiresTime) notes.refuse('no-trusted-time', path, 'the trust root asks for a timestamp of an authority it names, and there is none that holds');
    else notes.unchecked(`when the seal of "${name}" was made: no trusted timestamp says so`);
  } else {
    if (day < index.as_of) notes.refuse('wrong-time', path, `it was signed on ${day}, before the day that the inspection speaks of (${index.as_of})`);
    if (day > asOf) notes.refuse('wrong-time', path, `it was signed on ${day}, after the day of this verification (${asOf})`);
  }
  const at = day ?? asOf;
  const unproven = day === undefined ? '; no trusted timestamp shows that it was signed within the window' : '';
  if (window.until !== undefined && at > window.until) notes.refuse('expired', path, `the window of the key "${name}" ended on ${window.until}, and it is held against ${at}${unproven}`);
  if (window.from !== undefined && at < window.from) notes.refuse('wrong-time', path, `the window of the key "${name}" begins on ${window.from}, and it is held against ${at}${unproven}`);
  // The day that an inspection speaks of comes before the day of its signature.
  if (day === undefined && window.until !== undefined && index.as_of > window.until) notes.refuse('expired', path, `the inspection speaks of ${index.as_of}, after the window of the key "${name}" ended on ${window.until}`);
  const { revoked } = window;
  if (revoked !== undefined && (revoked.since === undefined || day === undefined || day >= revoked.since)) {
    notes.refuse('revoked-key', path, `the key "${name}" was revoked${revoked.since === undefined ? '' : ` as of ${revoked.since}`}: ${revoked.because}`);
  }
  return time;
}

async function stampedWhen(bundle: Bundle, path: string, { trust, asOf, cryptography }: Signing, notes: Notes): Promise<string | undefined> {
  if (bundle.timestamps.length === 0) return undefined;
  if (trust.authorities.length === 0) {
    notes.unchecked(`the timestamp in ${path}: the trust root names no timestamp authority`);
    return undefined;
  }
  const troubles: string[] = [];
  for (const stamp of bundle.timestamps) {
    for (const authority of trust.authorities) {
      const said = await checkTimestamp(stamp, bundle.signature, authority.certificate, cryptography);
      const trouble = 'trouble' in said ? said.trouble : outside(authority, said.time.slice(0, 10), asOf);
      if (trouble === undefined && 'time' in said) return said.time;
      troubles.push(`${authority.name}: ${trouble ?? ''}`);
    }
  }
  notes.refuse('no-trusted-time', path, `a timestamp is there and does not hold: ${troubles.slice(0, 3).join('; ')}`);
  return undefined;
}

function outside({ window }: Authority, day: string, asOf: string): string | undefined {
  if (window.from !== undefined && day < window.from) return `its time ${day} lies before the window of the authority`;
  if (window.until !== undefined && day > window.until) return `its time ${day} lies after the window of the authority`;
  // Whoever holds a stolen key of an authority can state any time: a revoked one says nothing any more.
  return window.revoked === undefined || asOf < (window.revoked.since ?? '') ? undefined : `the authority was revoked: ${window.revoked.because}`;
}
