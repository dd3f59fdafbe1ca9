/** Orders what to hand in next by how many unknowns each item would settle. */
import type { Finding, Settlement } from '../core/finding.ts';
import type { Inspection, Requirement } from '../core/inspection.ts';
import { compareText } from '../core/place.ts';

/** Counts only findings that some unknown requirement waits for. */
export function handInNext(findings: readonly Finding[], requirements: readonly Requirement[]): Inspection['hand_in_next'] {
  const waiting = new Set(
    requirements.filter((r) => r.verdict === 'unknown').flatMap((r) => r.means.flat().map((element) => `${element}\0${r.component}`)),
  );
  const items = new Map<string, Settlement & { unknowns: number; elements: Set<string> }>();
  for (const finding of findings) {
    if (finding.verdict !== 'unknown' || !waiting.has(`${finding.element}\0${finding.component}`)) continue;
    for (const settlement of finding.settles) {
      const item = items.get(settlement.hand_in) ?? { ...settlement, unknowns: 0, elements: new Set<string>() };
      item.unknowns++;
      item.elements.add(finding.element);
      items.set(settlement.hand_in, item);
    }
  }
  return [...items.values()]
    .map((item) => ({ ...item, elements: [...item.elements].sort(compareText) }))
    .sort((a, b) => b.unknowns - a.unknowns || compareText(a.hand_in, b.hand_in));
}
