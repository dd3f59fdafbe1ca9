/** Follows a record back through what it renews. A renewal prolongs; it never widens. */
import type { VarianceRecord } from '../../core/variance.ts';

export type Renewals = { readonly count: number } | { readonly broken: string };

/** How often this was renewed, or why the history does not hold. */
export function renewalsOf(record: VarianceRecord, all: readonly VarianceRecord[]): Renewals {
  const met = new Set([record.id]);
  let current = record;
  while (current.renews !== '') {
    const { renews } = current;
    const before = all.find(({ id }) => id === renews);
    if (before === undefined) return { broken: `it renews ${renews}, which was not handed in` };
    if (met.has(before.id)) return { broken: `its renewals run in a circle at ${before.id}` };
    if (before.element !== current.element || before.scope.component !== current.scope.component) return { broken: `it renews ${before.id}, which is about something else` };
    const wider = current.fingerprints.find((fingerprint) => !before.fingerprints.includes(fingerprint));
    if (wider !== undefined) return { broken: `it covers ${wider}, which ${before.id} did not: a renewal prolongs and never widens` };
    if (current.approved.date < before.approved.date) return { broken: `it was approved before ${before.id}, which it renews` };
    met.add(before.id);
    current = before;
  }
  return { count: met.size - 1 };
}

/** The record that took the place of this one by that day. */
export function successorOf(record: VarianceRecord, all: readonly VarianceRecord[], asOf: string): VarianceRecord | undefined {
  return all.find(({ renews, id, approved }) => renews === record.id && id !== record.id && approved.date <= asOf);
}
