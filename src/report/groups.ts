/** Gathers breaches that say the same into one group per element, component and rule, so that 400 hits read as one. It drops none. */
import type { Breach, Finding } from '../core/finding.ts';
import { severityRank } from './signs.ts';
import { addressWithSpot, compareText } from '../core/place.ts';

export interface BreachGroup {
  readonly finding: Finding;
  readonly id: string;
  /** The rule that the proving facts name (`C01`), or empty. */
  readonly rule: string;
  /** The first breach speaks for the group. */
  readonly first: Breach;
  readonly breaches: readonly Breach[];
  /** Number that a baseline did not know; all of them without a baseline. */
  readonly fresh: number;
  /** Number of different files. */
  readonly files: number;
}

/** Groups of one finding, in the order in which a reader should take them. */
export function groupsOf(finding: Finding): BreachGroup[] {
  const byKey = new Map<string, Breach[]>();
  for (const breach of finding.breaches) {
    const key = `${breach.id}\0${ruleOf(breach)}\0${breach.severity}`;
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [breach]);
    else group.push(breach);
  }
  return [...byKey.values()].flatMap((breaches) => groupOf(finding, breaches)).sort(compareGroups);
}

/** Groups of all findings. */
export function allGroups(findings: readonly Finding[]): BreachGroup[] {
  return findings.flatMap(groupsOf).sort(compareGroups);
}

/** What several elements found in one component at the very same places, or one element in several components as a whole, told once. */
export interface SharedGroup extends BreachGroup {
  /** Ids of all elements that these places breach, the first group's first. */
  readonly elements: readonly string[];
  /** The same breach of other components as a whole. */
  readonly elsewhere: readonly BreachGroup[];
}

/** Merges groups of different elements that rest on the same rule at the same places, in the order of the groups given. */
export function shared(groups: readonly BreachGroup[]): SharedGroup[] {
  const bySame = Map.groupBy(groups, (group) => {
    const places = group.breaches.map((breach) => (breach.fact === undefined ? '' : addressWithSpot(breach.fact.place)));
    const isOfWhole = places.every((place) => place === '');
    const about = isOfWhole ? [group.fresh > 0] : [group.finding.component];
    const own = places.includes('') ? [group.finding.element, group.id] : [];
    return JSON.stringify([...about, group.rule, ...own, ...new Set(places.sort(compareText))]);
  });
  return [...bySame.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const elsewhere = same.filter((group) => group.finding.component !== first.finding.component);
    return [{ ...first, elements: [...new Set(same.map((group) => group.finding.element))], elsewhere }];
  });
}

/** Breaches of a group with those of the same sort elsewhere. */
export function breachesOf(group: SharedGroup): number {
  return [group, ...group.elsewhere].reduce((sum, one) => sum + one.breaches.length, 0);
}

function groupOf(finding: Finding, breaches: readonly Breach[]): BreachGroup[] {
  const first = breaches.find((breach) => breach.state !== 'known') ?? breaches[0];
  if (first === undefined) return [];
  return [{
    finding,
    id: first.id,
    rule: ruleOf(first),
    first,
    breaches: [...breaches].sort((a, b) => Number(a.state === 'known') - Number(b.state === 'known')),
    fresh: breaches.filter((breach) => breach.state !== 'known').length,
    files: new Set(breaches.map((breach) => JSON.stringify([breach.fact?.place.path, breach.fact?.place.inside]))).size,
  }];
}

/** What is new comes before what was known, then the more severe, then the more frequent. */
function compareGroups(a: BreachGroup, b: BreachGroup): number {
  return (
    Number(b.fresh > 0) - Number(a.fresh > 0) ||
    (severityRank[a.first.severity] ?? 3) - (severityRank[b.first.severity] ?? 3) ||
    b.breaches.length - a.breaches.length ||
    compareText(a.finding.element, b.finding.element) ||
    compareText(a.finding.component, b.finding.component) ||
    compareText(a.id, b.id) ||
    compareText(a.rule, b.rule)
  );
}

function ruleOf(breach: Breach): string {
  const value = breach.fact?.value;
  if (typeof value !== 'object' || value === null || !('rule' in value)) return '';
  return typeof value.rule === 'string' ? value.rule : '';
}
