/** Compares an inspection with an earlier one, so that a gate can ask only for what is new. No verdict changes. */
import { digestOf } from '../core/canonical.ts';
import type { Breach, Finding } from '../core/finding.ts';
import type { Inspection } from '../core/inspection.ts';
import type { Standing } from '../core/verdict.ts';

/** Marks every breach new or known. The baseline's standing counts new breaches and findings that were decided before. */
export function againstBaseline(now: Inspection, before: Inspection): Inspection {
  const known = new Set(before.findings.flatMap((finding) => finding.breaches.map((breach) => breach.fingerprint)));
  const marked = now.findings.map((finding): Finding => ({ ...finding, breaches: finding.breaches.map((breach) => mark(breach, known)) }));
  const breaches = marked.flatMap((finding) => finding.breaches);
  const fresh = breaches.filter((breach) => breach.state === 'new').length;
  const covers = ({ element, component }: Finding, { fingerprint }: Breach): boolean =>
    now.variances?.entries.some((entry) => entry.element === element && entry.component === component && entry.covers.includes(fingerprint)) ?? false;
  const uncovered = marked.flatMap((finding) => finding.breaches.filter((breach) => breach.state === 'new' && !covers(finding, breach))).length;
  const still = new Set(breaches.map((breach) => breach.fingerprint));
  return {
    ...now,
    findings: marked,
    baseline: {
      digest: digestOf(before),
      known: breaches.length - fresh,
      fresh,
      gone: [...known].filter((fingerprint) => !still.has(fingerprint)).length,
      standing: standing(uncovered, newlyUnknown(now, before), fresh),
    },
  };
}

function mark(breach: Breach, known: ReadonlySet<string>): Breach {
  return { ...breach, state: known.has(breach.fingerprint) ? 'known' : 'new' };
}

/** Requirements that are unknown now and were not before: a gate that cannot decide does not open (DESIGN §3, law 9). */
function newlyUnknown(now: Inspection, before: Inspection): boolean {
  const unknownBefore = new Set(before.requirements.filter((r) => r.verdict === 'unknown').map((r) => `${r.id}\0${r.component}`));
  return now.requirements.some((r) => r.verdict === 'unknown' && !unknownBefore.has(`${r.id}\0${r.component}`));
}

function standing(uncovered: number, unknown: boolean, fresh: number): Standing {
  if (uncovered > 0) return 'nonconforming';
  if (unknown) return 'undetermined';
  return fresh > 0 ? 'conforming-with-variances' : 'conforming';
}
