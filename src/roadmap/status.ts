/** Holds a maker's plan against the device as it is: what is done, late or not told, and which of the six elements are not there. */
import type { Plan } from './plan.ts';
import type { Roadmap } from './model.ts';

export type State = 'done' | 'on time' | 'late' | 'missing' | 'cannot tell';

export interface StatusLine {
  readonly about: string;
  readonly state: State;
  readonly said: string;
}

export interface Status {
  readonly as_of: string;
  readonly lines: readonly StatusLine[];
  readonly value: 'on track' | 'behind' | 'cannot tell';
}

export function statusOf(plan: Plan, roadmap: Roadmap): Status {
  const lines = [...elementsOf(plan), ...plan.phases.flatMap((phase) => phaseLines(phase, roadmap)), newCode(plan, roadmap), ...dated(plan, roadmap.as_of)];
  const isBehind = lines.some(({ state }) => state === 'late' || state === 'missing');
  return { as_of: roadmap.as_of, lines, value: isBehind ? 'behind' : lines.some(({ state }) => state === 'cannot tell') ? 'cannot tell' : 'on track' };
}

/** CISA and others, The Case for Memory Safe Roadmaps (2023): the six elements, and who answers for them. */
export function elementsOf(plan: Plan): readonly StatusLine[] {
  const { phases, owner, signed, transparency, cve } = plan;
  const open = phases.filter(({ from, to, outcome }) => from === '' || to === '' || outcome === '');
  const line = (about: string, isThere: boolean, there: string, missing: string): StatusLine => ({ about, state: isThere ? 'done' : 'missing', said: isThere ? there : missing });
  return [
    line('1 phases with dates and outcomes', phases.length > 0 && open.length === 0, `${phases.length} phases`, phases.length === 0 ? 'no phase' : `no date or outcome: ${open.map(({ name }) => name).join(', ')}`),
    line('2 date for new code', plan.new_code_safe_from !== '', `memory safe from ${plan.new_code_safe_from}`, 'no day after which new code is memory safe'),
    line('3 training and integration', plan.training.length > 0 && plan.integration.length > 0, `${plan.training.length} of training, ${plan.integration.length} of integration`, 'training or integration is not planned'),
    line('4 external dependencies', plan.dependencies.length > 0, `${plan.dependencies.length} dependencies`, 'no dependency has a plan; say so in `dependencies` when there is none'),
    line('5 transparency', transparency.every_months > 0 && transparency.every_months <= 6 && transparency.where !== '', `every ${transparency.every_months} months at ${transparency.where}`, 'no place or no interval of at most six months for reports'),
    line('6 weakness of every CVE', cve.cwe_on_every_cve && cve.how !== '', cve.how, 'CVEs are not promised a CWE'),
    line('owner', owner.name !== '' && owner.role !== '', `${owner.name}, ${owner.role}`, 'no senior owner is named'),
    line('signature', signed.by !== '' && signed.on !== '', `${signed.by} on ${signed.on}`, 'not signed'),
  ];
}

function phaseLines(phase: Plan['phases'][number], { units, as_of: asOf }: Roadmap): readonly StatusLine[] {
  const isOver = phase.to !== '' && phase.to < asOf;
  return phase.units.map(({ unit, to }): StatusLine => {
    const about = `${phase.name}: ${unit}`;
    const found = units.find(({ name }) => name === unit);
    const until = phase.to === '' ? 'no day is set' : `due ${phase.to}`;
    if (found === undefined) return { about, state: isOver || to === 'memory-safe code' ? 'done' : 'cannot tell', said: `the device has no such unit any more; ${until}` };
    if (found.unsafeCode === 0) return { about, state: 'done', said: 'no line in a memory-unsafe language is left' };
    const left = `${found.unsafeCode.toLocaleString('en-US')} lines in a memory-unsafe language; ${until}`;
    if (to === 'memory-safe code') return { about, state: isOver ? 'late' : 'on time', said: left };
    const mitigations = found.risk.inputs.find(({ key }) => key === 'mitigations');
    // Isolation is a matter of design; only what the build shows can be counted.
    if (to === 'hardened' && mitigations?.points !== undefined && mitigations.points <= mitigations.most / 2) return { about, state: 'done', said: mitigations.said };
    return { about, state: isOver ? 'cannot tell' : 'on time', said: `${to === 'wrapped' ? 'isolation cannot be seen in sources; hand in a review' : (mitigations?.said ?? 'nothing seen')}; ${until}` };
  });
}

function newCode({ new_code_safe_from: from }: Plan, { as_of: asOf, newCode: told }: Roadmap): StatusLine {
  const about = 'new code is memory safe';
  if (from === '') return { about, state: 'missing', said: 'no day is set' };
  if (asOf < from) return { about, state: 'on time', said: `from ${from}` };
  if (told.since === '') return { about, state: 'cannot tell', said: 'no history of versions tells new code from old' };
  const since = /\d{4}-\d{2}-\d{2}/.exec(told.since)?.[0] ?? '';
  if (since < from) return { about, state: 'cannot tell', said: `new code is counted from ${told.since}; set new_code_since: ${from} in plumbline.yaml` };
  return told.unsafe === 0 ? { about, state: 'done', said: `no new line in a memory-unsafe language since ${told.since}` } : { about, state: 'late', said: `${told.unsafe.toLocaleString('en-US')} new lines in memory-unsafe languages since ${told.since}` };
}

function dated(plan: Plan, asOf: string): readonly StatusLine[] {
  const all = [...plan.training.map(({ what, by }) => ({ about: `training: ${what}`, by })), ...plan.integration.map(({ what, by }) => ({ about: `integration: ${what}`, by })), ...plan.dependencies.map(({ name, by }) => ({ about: `dependency: ${name}`, by })), ...(plan.transparency.next === '' ? [] : [{ about: 'next public report', by: plan.transparency.next }])];
  // The tool cannot see a training; a day that has passed is for people to confirm by moving it on.
  return all.map(({ about, by }): StatusLine => ({ about, state: by === '' ? 'missing' : by < asOf ? 'cannot tell' : 'on time', said: by === '' ? 'no day is set' : by < asOf ? `was due ${by}; say in the plan what came of it` : `by ${by}` }));
}
