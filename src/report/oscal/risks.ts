/** What is not held, as OSCAL risks: open, or an approved deviation with its deadline where variances in force cover every breach. It closes none. */
import type { Breach, Finding } from '../../core/finding.ts';
import type { Inspection } from '../../core/inspection.ts';
import type { VarianceEntry } from '../../core/variance-report.ts';
import { counted } from '../figures.ts';
import { severityRank, subjectOf } from '../signs.ts';
import { toolId } from './frame.ts';
import { dayOf, endOf, idOf, line, markup, ns, prop, some } from './spelling.ts';

export function riskOf(inspection: Inspection, finding: Finding, id: (sort: string) => string): object {
  const { breaches, element } = finding;
  const covering = coveringOf(inspection, finding);
  const covered = new Set(covering.flatMap(({ covers }) => covers));
  const open = breaches.filter(({ fingerprint }) => !covered.has(fingerprint)).length;
  const isDeviation = covering.length > 0 && open === 0;
  const deadline = covering.map(({ expires }) => endOf(expires) ?? '').filter((day) => day !== '').sort()[0];
  const worst = worstOf(breaches);
  const origin = { actors: [{ type: 'tool', 'actor-uuid': toolId(inspection) }] };
  return {
    uuid: id('risk'),
    title: markup(`${finding.title}: ${subjectOf(finding)}`),
    description: markup(`${element} is not held: ${finding.because}`),
    statement: markup(`${counted(breaches.length, 'breach', 'breaches')}${worst === undefined ? '' : `, the worst: ${worst.message}`}`),
    status: isDeviation ? 'deviation-approved' : 'open',
    origins: [origin],
    props: [prop('element', element), prop('breaches', String(breaches.length)), prop('breaches-not-covered', String(open))],
    ...(worst === undefined ? {} : { characterizations: [{ origin, facets: [{ name: 'severity', system: ns, value: line(worst.severity) }] }] }),
    ...some('mitigating-factors', covering.flatMap(({ id: variance, controls }) => controls.map((control) => ({ uuid: idOf('control', id('risk'), variance, control.id), description: markup(`${control.says} (${control.holds ? 'holds' : 'does not hold'}: ${control.because})`) })))),
    ...(isDeviation && deadline !== undefined ? { deadline } : {}),
    ...some('remediations', [...remedies(breaches, id), ...covering.map((one) => planned(one, id))]),
    ...(covering.length === 0 ? {} : { 'risk-log': { entries: covering.map((one) => logged(inspection, one, id, isDeviation)) } }),
    'related-observations': [{ 'observation-uuid': id('observation') }],
  };
}

function coveringOf({ variances }: Inspection, { element, component }: Finding): readonly VarianceEntry[] {
  if (variances === undefined || variances.ignored) return [];
  return variances.entries.filter((entry) => entry.state === 'in-force' && entry.element === element && entry.component === component);
}

function worstOf(breaches: readonly Breach[]): Breach | undefined {
  return [...breaches].sort((a, b) => (severityRank[a.severity] ?? 3) - (severityRank[b.severity] ?? 3))[0];
}

function remedies(breaches: readonly Breach[], id: (sort: string) => string): readonly object[] {
  const said = [...new Set(breaches.map(({ remedy }) => remedy))].filter((remedy) => remedy !== '');
  return said.map((remedy) => ({ uuid: idOf('remedy', id('risk'), remedy), lifecycle: 'recommendation', title: 'remedy that the code names', description: markup(remedy) }));
}

function planned({ id: variance, plan, expires }: VarianceEntry, id: (sort: string) => string): object {
  return { uuid: idOf('plan', id('risk'), variance), lifecycle: 'planned', title: markup(`plan of variance ${variance}`), description: markup(`to be mended in ${plan.target_version} by ${plan.owner}, not later than ${expires}`) };
}

function logged(inspection: Inspection, one: VarianceEntry, id: (sort: string) => string, isWhole: boolean): object {
  const start = dayOf(one.approved) ?? dayOf(inspection.as_of) ?? '1970-01-01T00:00:00Z';
  return {
    uuid: idOf('log', id('risk'), one.id), start,
    title: markup(`variance ${one.id}`),
    description: markup(`${one.reason}; proposed by ${one.proposed_by}, approved by ${one.approved_by}, holds until ${one.expires}${isWhole ? '' : '; it does not cover every breach'}`),
    ...(isWhole ? { 'status-change': 'deviation-approved' } : {}),
  };
}
