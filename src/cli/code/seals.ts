/** Checks the seals of editions: against the publisher whose key is pinned beside the law, and against a trust file that came by another way. */
import { webcrypto } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSealOf, type Envelope } from '../../codebook/revision/signature.ts';
import { cryptographyOf } from '../../certify/cryptography.ts';
import { toPem } from '../../certify/public-key.ts';
import { readTrust, type TrustedKey } from '../../certify/trust.ts';
import { UsageError } from '../../core/trouble.ts';
import type { Bench } from './bench.ts';

export const publisherFile = 'publisher.pem';

/**
 * A seal that lies beside an edition is that of the pinned publisher over exactly this law. Who can change the law can
 * change the pinned key with it: with a trust file every published edition that was built here must bear the seal of a
 * publisher that the file names.
 */
export async function sealFaults(bench: Bench, asOf: string, trust: unknown): Promise<readonly string[]> {
  const pinned = textOf(join(bench.home, publisherFile));
  const trusted = typeof trust === 'string' ? await publishersIn(trust, asOf) : undefined;
  return [...bench.codebook.editions.values()].flatMap(({ law }) => {
    const text = textOf(join(bench.home, 'editions', `${law.id}.dsse.json`));
    const seal = text === undefined ? undefined : envelopeOf(text);
    const faults = seal === undefined || (pinned !== undefined && isSealOf(seal, law, pinned)) ? [] : [`edition ${law.id}: its seal is not that of ${publisherFile} over this law; plumbline code publish ${law.id} --key FILE`];
    if (trusted === undefined || law.status !== 'published' || law.made_of === undefined) return faults;
    if (seal === undefined) return [...faults, `edition ${law.id}: it is published and nobody has sealed it; plumbline code publish ${law.id} --key FILE`];
    return trusted.some((pem) => isSealOf(seal, law, pem)) ? faults : [...faults, `edition ${law.id}: its seal is not that of a publisher in ${String(trust)} over this law; ask the publisher which key is theirs`];
  });
}

/** Keys of publishers that count on that day, in PEM. */
async function publishersIn(file: string, asOf: string): Promise<readonly string[]> {
  const next = "name the publisher's public key in PEM, or a trust-root document (schema/trust.schema.json)";
  if (!existsSync(file)) throw new UsageError('no-trust', `there is no trust file ${file}`, next);
  const trust = await readTrust(readFileSync(file), cryptographyOf(webcrypto.subtle));
  if ('complaint' in trust) throw new UsageError('bad-trust', `${file} is no trust root: ${trust.complaint}`, next);
  const publishers = [...trust.keys.values()].filter((key) => key.roles.includes('publisher') && counts(key, asOf));
  if (publishers.length === 0) throw new UsageError('no-publisher', `${file} names no publisher whose key counts on ${asOf}`, 'give a key the role publisher in it');
  return publishers.map(({ key }) => toPem(key.spki));
}

/** A seal of an edition bears no time: a key that was revoked at all, or whose window is over, counts no more. */
function counts({ window }: TrustedKey, asOf: string): boolean {
  return window.revoked === undefined && (window.from ?? asOf) <= asOf && asOf <= (window.until ?? asOf);
}

function envelopeOf(text: string): Envelope {
  const none: Envelope = { payloadType: '', payload: '', signatures: [] };
  try {
    const value = JSON.parse(text) as Partial<Envelope> | null;
    return typeof value?.payload === 'string' && Array.isArray(value.signatures) ? { ...none, ...value } : none;
  } catch {
    return none;
  }
}

/** The bytes of a file as text, or nothing. */
export function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
