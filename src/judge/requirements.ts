/** What an edition asks at a level, and whether it holds: elements alone, and groups of which one means suffices. */
import type { Finding } from '../core/finding.ts';
import type { Requirement } from '../core/inspection.ts';
import { compareText } from '../core/place.ts';
import type { Verdict } from '../core/verdict.ts';
import { adoptedBy } from '../codebook/adopted.ts';
import type { Edition } from '../codebook/codebook.ts';

/** The rows of an edition that bind at a level. */
export function adoptedAt(edition: Edition, level: number): Edition['law']['adopts'] {
  return [...adoptedBy(edition.law, level)];
}

/** Combines findings to requirements; verdicts are only ever combined here, never raised. */
export function requirementsOf(edition: Edition, level: number, findings: readonly Finding[]): readonly Requirement[] {
  const groups = edition.law.alternatives.filter((group) => group.from_level <= level);
  const grouped = new Set(groups.flatMap((group) => group.any_of.flat()));
  const alone = findings
    .filter((finding) => !grouped.has(finding.element))
    .map(({ element, title, component, verdict, because }): Requirement => ({ id: element, title, component, verdict, because, means: [[element]] }));
  const together = groups.flatMap((group) => {
    const members = new Set(group.any_of.flat());
    const byComponent = Map.groupBy(findings.filter((finding) => members.has(finding.element)), (finding) => finding.component);
    return [...byComponent].map(([component, answered]): Requirement => {
      const means = group.any_of.map((ids) => all(answered.filter((finding) => ids.includes(finding.element)).map((finding) => finding.verdict)));
      const verdict = any(means);
      return { id: group.id, title: group.title, component, verdict, because: reason(verdict, means, group.any_of), means: group.any_of };
    });
  });
  return [...alone, ...together].sort((a, b) => compareText(a.id, b.id) || compareText(a.component, b.component));
}

/** All of these must hold. */
export function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('unmet')) return 'unmet';
  if (verdicts.includes('unknown') || verdicts.length === 0) return 'unknown';
  return verdicts.includes('met') ? 'met' : 'not-applicable';
}

/** One of these suffices. A means that does not apply cannot stand in for one that is asked and fails. */
function any(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('met')) return 'met';
  if (verdicts.includes('unknown')) return 'unknown';
  return verdicts.includes('unmet') ? 'unmet' : 'not-applicable';
}

function reason(verdict: Verdict, means: readonly Verdict[], ids: readonly (readonly string[])[]): string {
  const named = (wanted: Verdict): string => ids.filter((_, index) => means[index] === wanted).map((list) => list.join(' + ')).join('; or ');
  if (verdict === 'met') return `held by ${named('met')}`;
  if (verdict === 'unknown') return `not settled: ${named('unknown')}`;
  if (verdict === 'unmet') return `no means holds: ${named('unmet')}`;
  return 'none of the means applies';
}
