/** The words by which reports say what variances did. A covered finding stays what the judge said; only the count beside it changes. */
import type { Finding } from '../core/finding.ts';
import type { Inspection } from '../core/inspection.ts';
import type { VarianceEntry, VarianceReport, VarianceState } from '../core/variance-report.ts';
import { count, counted } from './figures.ts';

export const varianceWord: Readonly<Record<VarianceState, string>> = {
  'in-force': 'in force',
  renewed: 'renewed',
  'not-yet': 'not yet approved',
  expired: 'expired',
  lapsed: 'lapsed',
  unmatched: 'covers nothing',
  refused: 'refused',
};

export const varianceKindWord: Readonly<Record<string, string>> = {
  variance: 'variance',
  'alternative-means': 'alternative means',
  'existing-device': 'provision for an existing device',
  'tool-correction': 'correction of a tool',
};

/** What is not applied comes first: that is what somebody must act on. */
const order: readonly VarianceState[] = ['expired', 'lapsed', 'refused', 'unmatched', 'not-yet', 'in-force', 'renewed'];

export function variancesInOrder({ entries }: VarianceReport): readonly VarianceEntry[] {
  return [...entries].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.days_left - b.days_left);
}

/** `1 expired, 2 in force (1 ends soon), 1 malformed`. */
export function varianceCounts({ entries, malformed }: VarianceReport): string {
  const soon = entries.filter((entry) => entry.soon).length;
  const parts = order.flatMap((state) => {
    const many = entries.filter((entry) => entry.state === state).length;
    if (many === 0) return [];
    return [`${count(many)} ${varianceWord[state]}${state === 'in-force' && soon > 0 ? ` (${count(soon)} ${soon === 1 ? 'ends' : 'end'} soon)` : ''}`];
  });
  return [...parts, ...(malformed.length > 0 ? [`${count(malformed.length)} malformed and not applied`] : [])].join(', ');
}

/** The totals with and without variances, as a sentence without its full stop. */
export function varianceTotals({ standing, variances }: Inspection): string {
  if (variances === undefined) return '';
  if (variances.ignored) return 'Variances were listed and not applied, as asked';
  const { totals } = variances;
  return `Without variances ${counted(standing.totals.unmet, 'requirement')} unmet and ${count(standing.totals.unknown)} unknown; with them ${count(totals.unmet)} unmet and ${count(totals.unknown)} unknown, ${count(totals.covered)} covered`;
}

/** The variance that covers a breach of a finding. */
export function coveringOf({ variances }: Inspection, { element, component }: Finding, fingerprint: string): VarianceEntry | undefined {
  return variances?.entries.find((entry) => entry.element === element && entry.component === component && entry.covers.includes(fingerprint));
}

/** What it covers, who answers for it and until when. */
export function varianceStory(entry: VarianceEntry): string {
  const { covers, gone, renewals, controls } = entry;
  const parts = [
    entry.because,
    covers.length > 0 ? `covers ${counted(covers.length, 'breach', 'breaches')}` : '',
    gone.length > 0 ? `${counted(gone.length, 'breach', 'breaches')} it names ${gone.length === 1 ? 'is' : 'are'} gone` : '',
    `approved by ${entry.approved_by}`,
    renewals > 0 ? `renewed ${renewals === 1 ? 'once' : `${renewals} times`}` : '',
    controls.length > 0 ? `${count(controls.filter(({ holds }) => holds).length)} of ${counted(controls.length, 'control')} ${controls.length === 1 ? 'holds' : 'hold'}` : '',
    `to be mended in ${entry.plan.target_version} by ${entry.plan.owner}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}
