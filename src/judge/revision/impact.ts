/** What another edition does to devices that were inspected before: their stored records are judged again, and nothing is scanned. */
import { compareText } from '../../core/place.ts';
import type { Requirement } from '../../core/inspection.ts';
import type { Standing, Verdict } from '../../core/verdict.ts';
import type { Edition } from '../../codebook/codebook.ts';
import { rejudge, type Law } from '../rejudge.ts';
import type { StoredRecord } from '../stored.ts';

export interface Impact {
  readonly device: string;
  readonly version: string;
  readonly standing: { readonly before: Standing; readonly after: Standing };
  readonly level: { readonly before: number; readonly after: number };
  /** Requirements as `id` or `id of component`, sorted. */
  readonly newly: Readonly<Record<'unmet' | 'unknown' | 'met', readonly string[]>>;
  /** Asked before and no longer. */
  readonly no_longer_asked: readonly string[];
  /** Variances in force before and not after, with why. */
  readonly lapsing: readonly string[];
}

/** Judges one record under both editions as of one day. */
export function impactOn(stored: StoredRecord, law: Omit<Law, 'edition'>, before: Edition, after: Edition, asOf: string = stored.as_of): Impact {
  const was = rejudge(stored, { ...law, edition: before }, asOf);
  const is = rejudge(stored, { ...law, edition: after }, asOf);
  const known = new Map(was.requirements.map((one) => [nameOf(one), one.verdict]));
  const still = new Set(is.requirements.map(nameOf));
  const newly = (verdict: Verdict): readonly string[] => is.requirements.filter((one) => one.verdict === verdict && known.get(nameOf(one)) !== verdict).map(nameOf).sort(compareText);
  const inForce = new Set(was.variances?.entries.filter(({ state }) => state === 'in-force').map(({ id }) => id));
  return {
    device: stored.device.about.name,
    version: stored.device.about.version,
    standing: { before: was.standing.value, after: is.standing.value },
    level: { before: was.level.value, after: is.level.value },
    newly: { unmet: newly('unmet'), unknown: newly('unknown'), met: newly('met') },
    no_longer_asked: [...known].filter(([name, verdict]) => verdict !== 'not-applicable' && !still.has(name)).map(([name]) => name).sort(compareText),
    lapsing: (is.variances?.entries ?? []).filter(({ id, state }) => inForce.has(id) && state !== 'in-force').map(({ id, because }) => `${id}: ${because}`).sort(compareText),
  };
}

function nameOf({ id, component }: Requirement): string {
  return component === '' ? id : `${id} of ${component}`;
}
