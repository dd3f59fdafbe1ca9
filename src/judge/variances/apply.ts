/** Applies the variances that were handed in to what the judge found. It changes no finding: it says what would remain. */
import { addressOf, addressWithSpot, compareText } from '../../core/place.ts';
import type { Fact, Word } from '../../core/fact.ts';
import type { Finding } from '../../core/finding.ts';
import type { Requirement } from '../../core/inspection.ts';
import { daysLeft, type VarianceRecord } from '../../core/variance.ts';
import type { VarianceEntry, VarianceReport } from '../../core/variance-report.ts';
import { verdicts, type Verdict } from '../../core/verdict.ts';
import type { Codebook, Edition } from '../../codebook/codebook.ts';
import type { Asked } from '../asked.ts';
import { judge } from '../judge.ts';
import type { DeviceRecord } from '../record.ts';
import { requirementsOf } from '../requirements.ts';
import { componentSubject, deviceSubject, type Subject } from '../subject.ts';
import { checkControl } from './controls.ts';
import type { Exploited, Situation } from './situation.ts';
import { validityOf, type Validity } from './validity.ts';

/** A finding with the question it answers, so that the question can be put again. */
export interface Judged {
  readonly asked: Asked;
  readonly finding: Finding;
}

export interface Bench {
  readonly record: DeviceRecord;
  readonly codebook: Codebook;
  readonly edition: Edition;
  readonly words: ReadonlyMap<string, Word>;
  readonly level: number;
  readonly asOf: string;
  /** True to list variances and apply none. */
  readonly ignored: boolean;
}

const defaultWarning = 60;

/** The report on every record that was handed in; nothing when there is none. */
export function applyVariances(judged: readonly Judged[], requirements: readonly Requirement[], bench: Bench): VarianceReport | undefined {
  const { record, edition, ignored } = bench;
  const facts = record.evidence.facts('variance');
  const malformed = record.evidence.blanks('variance').map(({ reason, place }) => ({ address: addressWithSpot(place), reason }));
  if (facts.length === 0 && malformed.length === 0) return undefined;
  const situation = situationOf(judged, facts, bench);
  const entries = facts.map((fact) => entryOf(fact, validityOf(fact.value as VarianceRecord, situation), situation, ignored));
  const remaining = judged.map(({ asked, finding }) => remainder(asked, finding, coverOf(entries, finding)));
  const varied = requirementsOf(edition, bench.level, remaining);
  const covered = requirements.filter((one, index) => one.verdict === 'unmet' && varied[index]?.verdict === 'met');
  return {
    ignored,
    warn_days: edition.law.variances?.warn_days ?? defaultWarning,
    entries: [...entries].sort((a, b) => compareText(a.id, b.id) || compareText(a.address, b.address)),
    malformed: [...malformed].sort((a, b) => compareText(a.address, b.address) || compareText(a.reason, b.reason)),
    totals: { ...totalsOf(varied), covered: covered.length },
    covered: covered.map((one) => ({ requirement: one.id, component: one.component, by: coverers(one, entries) })),
  };
}

/** How many requirements have each verdict. */
export function totalsOf(requirements: readonly Requirement[]): Record<Verdict, number> {
  return Object.fromEntries(verdicts.map((verdict) => [verdict, requirements.filter((one) => one.verdict === verdict).length])) as Record<Verdict, number>;
}

function situationOf(judged: readonly Judged[], facts: readonly Fact[], { record, codebook, edition, words, level, asOf }: Bench): Situation {
  const findings = judged.map(({ finding }) => finding);
  const { about, components } = record.device;
  const subjectOf = (name: string): Subject | undefined => {
    const component = components.find((one) => one.name === name);
    if (name === '') return deviceSubject(record);
    return component === undefined ? undefined : componentSubject(record, component);
  };
  return {
    asOf,
    device: { name: about.name, version: about.version, components: components.map(({ name }) => name) },
    edition,
    codebook,
    level,
    findings,
    exploited: exploitedIn(record.evidence.facts('known-vulnerability')),
    records: facts.map(({ value }) => value as VarianceRecord),
    check: (control) => checkControl(control, { findings, words, subjectOf, level, asOf }),
  };
}

/** States of the exchange format by which a maker shows that a vulnerability does nothing here (CycloneDX 1.6, analysis.state). */
const withoutEffect = new Set(['not_affected', 'false_positive', 'resolved', 'resolved_with_pedigree']);

function exploitedIn(facts: readonly Fact[]): readonly Exploited[] {
  const values = facts.map(({ value }) => value as Exploited & { readonly state: string; readonly known_exploited: boolean });
  return values.filter(({ known_exploited: listed, state }) => listed && !withoutEffect.has(state)).map(({ id, cwe }) => ({ id, cwe }));
}

function entryOf(fact: Fact, validity: Validity, { asOf }: Situation, ignored: boolean): VarianceEntry {
  const record = fact.value as VarianceRecord;
  const isApplied = validity.state === 'in-force' && !ignored;
  return {
    id: record.id,
    kind: record.kind,
    element: record.element,
    component: record.scope.component,
    state: validity.state,
    because: validity.because,
    reason: record.reason,
    proposed_by: `${record.proposed.by}, ${record.proposed.role}`,
    approved_by: `${record.approved.by}, ${record.approved.role}`,
    approved: record.approved.date,
    expires: record.expires,
    days_left: daysLeft(record.expires, asOf),
    soon: validity.soon,
    covers: isApplied ? validity.found : [],
    gone: validity.gone,
    controls: validity.controls,
    renewals: validity.renewals,
    notice: record.notice,
    plan: { owner: record.plan.owner, target_version: record.plan.target_version },
    address: fact.place.line === undefined ? addressOf(fact.place) : addressWithSpot(fact.place),
  };
}

/** What is covered of one finding: evidence about the whole device has one fingerprint in every component. */
function coverOf(entries: readonly VarianceEntry[], { element, component }: Finding): ReadonlySet<string> {
  return new Set(entries.filter((entry) => entry.element === element && entry.component === component).flatMap(({ covers }) => covers));
}

/**
 * The verdict that is left when covered breaches are not counted. The question is put again, because a proved breach
 * hides the gaps and the breaches by absence behind it (DESIGN §3, law 1).
 */
function remainder(asked: Asked, finding: Finding, covering: ReadonlySet<string>): Finding {
  if (!finding.breaches.some(({ fingerprint }) => covering.has(fingerprint))) return finding;
  return { ...finding, verdict: judge(asked, covering).verdict };
}

function coverers({ means, component }: Requirement, entries: readonly VarianceEntry[]): readonly string[] {
  const elements = new Set(means.flat());
  return entries.filter((entry) => entry.covers.length > 0 && entry.component === component && elements.has(entry.element)).map(({ id }) => id).sort(compareText);
}
