/** Results: each breach as a failure with its place, each unknown as open with what would settle it. Order is that of the inspection. */
import type { Fact } from '../../core/fact.ts';
import type { Breach, Finding } from '../../core/finding.ts';
import type { Inspection } from '../../core/inspection.ts';
import type { VarianceEntry } from '../../core/variance-report.ts';
import { bearingOf, isMadeGood } from '../bearing.ts';
import { sha256 } from '../../core/canonical.ts';
import { plainCode } from '../escape.ts';
import { subjectOf } from '../signs.ts';
import { coveringOf } from '../variances.ts';
import type { ArtifactTable } from './artifacts.ts';
import { message } from './message.ts';
import { levelOf, ruleId, type Rules } from './rules.ts';

export function resultsOf(inspection: Inspection, rules: Rules, artifacts: ArtifactTable): unknown[] {
  const withBaseline = inspection.baseline !== undefined;
  const bearing = bearingOf(inspection);
  return inspection.findings.flatMap((finding) => [
    ...finding.breaches.map((breach) => failure(finding, breach, rules, artifacts, withBaseline, isMadeGood(bearing, finding), inspection.variances === undefined ? undefined : suppressionsOf(coveringOf(inspection, finding, breach.fingerprint)))),
    ...(finding.verdict === 'unknown' ? [open(finding, rules, withBaseline)] : []),
  ]);
}

function failure(finding: Finding, breach: Breach, rules: Rules, artifacts: ArtifactTable, withBaseline: boolean, madeGood: boolean, suppressions: readonly unknown[] | undefined): unknown {
  const id = ruleId(finding, breach);
  const cwe = breach.cwe.filter((number) => rules.weaknesses.includes(number));
  const { fact } = breach;
  return {
    ruleId: id,
    ruleIndex: rules.indexOf(id),
    kind: 'fail',
    // A breach of a means that another means makes good is worth a note and stops nothing.
    level: madeGood ? 'note' : levelOf[breach.severity],
    message: { text: message(breach.remedy === '' ? breach.message : `${breach.message}; remedy: ${breach.remedy}`) },
    locations: [{ ...(fact === undefined || fact.place.path === '' ? {} : { physicalLocation: physical(fact, artifacts) }), logicalLocations: [logical(finding)] }],
    partialFingerprints: { 'plumblineBreach/v1': breach.fingerprint },
    ...(cwe.length === 0 ? {} : { taxa: cwe.map((number) => ({ id: String(number), index: rules.weaknesses.indexOf(number), toolComponent: { name: 'CWE', index: 0 } })) }),
    ...(withBaseline ? { baselineState: breach.state === 'known' ? 'unchanged' : 'new' } : {}),
    ...(suppressions === undefined ? {} : { suppressions }),
    properties: { element: finding.element, component: finding.component, verdict: finding.verdict, made_good: madeGood },
  };
}

/** An empty list says "looked at and not suppressed" (§3.27.23); kind and level stay those of a failure. */
function suppressionsOf(entry: VarianceEntry | undefined): readonly unknown[] {
  if (entry === undefined) return [];
  return [{ kind: 'external', status: 'accepted', justification: message(`variance ${entry.id} until ${entry.expires}, approved by ${entry.approved_by}: ${entry.reason}`) }];
}

/** Level is `none` for whatever is not a failure (§3.27.10). */
function open(finding: Finding, rules: Rules, withBaseline: boolean): unknown {
  const settles = finding.settles.map((one) => `hand in ${one.hand_in}: ${one.how}`);
  return {
    ruleId: finding.element,
    ruleIndex: rules.indexOf(finding.element),
    kind: 'open',
    level: 'none',
    message: { text: message([`${finding.title}, ${subjectOf(finding)}: unknown, because ${finding.because}`, ...settles].join('; ')) },
    locations: [{ logicalLocations: [logical(finding)] }],
    partialFingerprints: { 'plumblineOpen/v1': sha256(`${finding.element}\0${finding.component}`).slice(0, 32) },
    // All results of a run carry the state or none does (§3.27.24). An inspection compares breaches alone, so "it may differ" is all that can be said.
    ...(withBaseline ? { baselineState: 'updated' } : {}),
    properties: { element: finding.element, component: finding.component, verdict: finding.verdict },
  };
}

function logical(finding: Finding): unknown {
  return { name: finding.component === '' ? 'device' : finding.component, kind: 'module' };
}

function physical(fact: Fact, artifacts: ArtifactTable): unknown {
  const region = regionOf(fact);
  return { artifactLocation: artifacts.locate(fact.place), ...(region === undefined ? {} : { region }) };
}

function regionOf({ place, excerpt }: Fact): unknown {
  if (place.line !== undefined) {
    return {
      startLine: Math.max(place.line, 1),
      ...(place.column === undefined ? {} : { startColumn: Math.max(place.column, 1) }),
      ...(place.endLine === undefined ? {} : { endLine: Math.max(place.endLine, place.line, 1) }),
      ...(excerpt === undefined ? {} : { snippet: { text: plainCode(excerpt) } }),
    };
  }
  if (place.offset === undefined) return undefined;
  return { byteOffset: place.offset, ...(place.length === undefined ? {} : { byteLength: place.length }) };
}
