/** Decides whether a variance holds, and says why not. One pure function; the day is part of the situation. */
import type { Breach } from '../../core/finding.ts';
import { daysLeft, termAt, type VarianceRecord } from '../../core/variance.ts';
import type { CheckedControl, VarianceState } from '../../core/variance-report.ts';
import { renewalsOf, successorOf } from './renewals.ts';
import type { Situation } from './situation.ts';

export interface Validity {
  readonly state: VarianceState;
  readonly because: string;
  /** Fingerprints of breaches that were found; applied only when in force. */
  readonly found: readonly string[];
  readonly gone: readonly string[];
  readonly controls: readonly CheckedControl[];
  readonly renewals: number;
  readonly soon: boolean;
}

type Ending = { readonly state: VarianceState; readonly because: string } | undefined;

/**
 * In this order: may it be applied at all, has an event ended it, is it its time, do its controls hold, is there
 * anything to cover. The first that fails is the answer; whatever cannot be made out ends it.
 */
export function validityOf(record: VarianceRecord, situation: Situation): Validity {
  const breaches = breachesOf(record, situation);
  const found = breaches.map(({ fingerprint }) => fingerprint);
  const controls = record.controls.map(situation.check);
  const renewals = renewalsOf(record, situation.records);
  const ending =
    refusal(record, situation) ??
    event(record, situation) ??
    time(record, situation) ??
    failing(controls) ??
    exploitation(breaches, situation) ??
    (found.length === 0 ? { state: 'unmatched' as const, because: 'nothing that it names was found: what it excused is gone, or has changed' } : undefined);
  const soon = ending === undefined && termOf(record, situation) === 'soon';
  const left = daysLeft(record.expires, situation.asOf);
  const running = `in force until ${record.expires}${soon ? `: ${left} ${left === 1 ? 'day' : 'days'} left` : ''}`;
  return {
    ...(ending ?? { state: 'in-force', because: running }),
    found,
    gone: record.fingerprints.filter((fingerprint) => !found.includes(fingerprint)),
    controls,
    renewals: 'count' in renewals ? renewals.count : 0,
    soon,
  };
}

function breachesOf({ element, scope, fingerprints }: VarianceRecord, { findings }: Situation): readonly Breach[] {
  return findings
    .filter((finding) => finding.element === element && finding.component === scope.component)
    .flatMap(({ breaches }) => breaches.filter(({ fingerprint }) => fingerprints.includes(fingerprint)));
}

/** What the edition does not allow, and records that contradict each other. */
function refusal(record: VarianceRecord, { edition, codebook, level, device, records, asOf }: Situation): Ending {
  const refused = (because: string): Ending => ({ state: 'refused', because });
  const rules = edition.law.variances;
  if (records.filter(({ id }) => id === record.id).length > 1) return refused(`two records are named ${record.id}`);
  if (!codebook.elements.has(record.element)) return refused(`there is no element ${record.element}`);
  if (record.scope.device !== device.name) return refused(`it was granted for the device ${record.scope.device}`);
  if (record.scope.component !== '' && !device.components.includes(record.scope.component)) return refused(`the device has no component ${record.scope.component}`);
  if (rules === undefined) return refused(`edition ${edition.law.id} allows no variances`);
  if (rules.never.includes(record.element)) return refused(`edition ${edition.law.id} allows no variance from ${record.element}`);
  const most = rules.maximum_days.find((row) => row.level === level)?.days ?? 0;
  const term = daysLeft(record.expires, record.approved.date);
  if (!(term <= most)) return refused(`it runs for ${term} days, at most ${most} are allowed at level ${level}`);
  const renewals = renewalsOf(record, records);
  if ('broken' in renewals) return refused(renewals.broken);
  if (renewals.count > rules.most_renewals) return refused(`it was renewed ${renewals.count} times, at most ${rules.most_renewals} are allowed`);
  if (record.kind === 'existing-device') {
    const earlier = codebook.editions.get(record.designed_under);
    if (earlier === undefined || earlier.law.effective_on >= edition.law.effective_on) return refused(`${record.designed_under} is no earlier edition than ${edition.law.id}`);
  }
  const successor = successorOf(record, records, asOf);
  return successor === undefined ? undefined : { state: 'renewed', because: `${successor.id} took its place` };
}

/** A new edition, another text of the element, a new release. */
function event(record: VarianceRecord, { edition, codebook, device }: Situation): Ending {
  const lapsed = (because: string): Ending => ({ state: 'lapsed', because });
  if (record.edition !== edition.law.id) return lapsed(`new edition: it was granted under ${record.edition}`);
  if (codebook.elements.get(record.element)?.digest !== record.text) return lapsed('the text of the element is not the one it was granted for');
  if (!record.scope.versions.includes(device.version)) return lapsed(`new release: version ${device.version} is none of those it was granted for`);
  return undefined;
}

function termOf(record: VarianceRecord, { edition, asOf }: Situation): ReturnType<typeof termAt> {
  return termAt({ approved: record.approved.date, expires: record.expires }, asOf, edition.law.variances?.warn_days ?? 0);
}

function time(record: VarianceRecord, situation: Situation): Ending {
  const term = termOf(record, situation);
  if (term === 'not-yet') return { state: 'not-yet', because: `it is approved from ${record.approved.date}` };
  return term === 'expired' ? { state: 'expired', because: `its last day was ${record.expires}` } : undefined;
}

function failing(controls: readonly CheckedControl[]): Ending {
  const failed = controls.find(({ holds }) => !holds);
  return failed === undefined ? undefined : { state: 'lapsed', because: `control ${failed.id} does not hold: ${failed.because}` };
}

/** A weakness that is being exploited is no accepted risk, whoever accepted it before that was known (CISA, BOD 22-01). */
function exploitation(breaches: readonly Breach[], { exploited }: Situation): Ending {
  const weaknesses = new Set(breaches.flatMap(({ cwe }) => cwe));
  const ids = new Set(breaches.flatMap(({ fact }) => (fact?.word === 'known-vulnerability' ? [(fact.value as { readonly id: string }).id] : [])));
  const listed = exploited.find(({ id, cwe }) => ids.has(id) || cwe.some((number) => weaknesses.has(number)));
  return listed === undefined ? undefined : { state: 'lapsed', because: `${listed.id} is known to be exploited and is about what this excuses` };
}
