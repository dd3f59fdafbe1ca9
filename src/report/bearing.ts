/** Which requirement each finding bears on, so that a breach of a means nobody needs is not shown as a failing of the device. */
import type { Finding } from '../core/finding.ts';
import type { Inspection, Requirement } from '../core/inspection.ts';

export type Bearing = (finding: Pick<Finding, 'element' | 'component'>) => readonly Requirement[];

export function bearingOf(inspection: Inspection): Bearing {
  const byFinding = new Map<string, Requirement[]>();
  for (const requirement of inspection.requirements) {
    for (const element of new Set(requirement.means.flat())) {
      const key = keyOf(element, requirement.component);
      const list = byFinding.get(key);
      if (list === undefined) byFinding.set(key, [requirement]);
      else list.push(requirement);
    }
  }
  return (finding) => byFinding.get(keyOf(finding.element, finding.component)) ?? [];
}

/** True when every requirement that the finding bears on is held by another of its means. */
export function isMadeGood(bearing: Bearing, finding: Pick<Finding, 'element' | 'component' | 'verdict'>): boolean {
  if (finding.verdict === 'met' || finding.verdict === 'not-applicable') return false;
  const requirements = bearing(finding);
  return requirements.length > 0 && requirements.every((requirement) => requirement.verdict === 'met');
}

function keyOf(element: string, component: string): string {
  return JSON.stringify([element, component]);
}
