/** Orders what does not hold as a reader should take it: what is new, then what makes a requirement unmet, then severity. It drops only what another means makes good. */
import type { Inspection } from '../core/inspection.ts';
import { bearingOf, isMadeGood } from './bearing.ts';
import { allGroups, shared, type SharedGroup } from './groups.ts';

export function weighed(inspection: Inspection): SharedGroup[] {
  const bearing = bearingOf(inspection);
  const groups = allGroups(inspection.findings.filter((finding) => !isMadeGood(bearing, finding)));
  // Sorting is stable: within a rank the order by severity and number stays.
  const ranked = groups
    .map((group) => ({ group, known: group.fresh === 0, decides: bearing(group.finding).some((one) => one.verdict === 'unmet') }))
    .sort((a, b) => Number(a.known) - Number(b.known) || Number(b.decides) - Number(a.decides));
  return shared(ranked.map(({ group }) => group));
}
