/** Which share of today's memory errors a plan moves, and when; for the simulation. An assumption made plain, not a measurement. */
import type { Plan } from './plan.ts';
import type { Roadmap, Unit } from './model.ts';
import type { Move } from './simulate.ts';
import type { Tables } from './tables.ts';

/** With fewer mended errors on record their places are chance. */
const enoughMendings = 10;

export interface Moves {
  readonly moves: readonly Move[];
  readonly assumption: string;
}

/** Each move is a share of what is left at its time, since later moves work on what earlier ones left. */
export function movesOf(plan: Plan, { units, as_of: asOf }: Roadmap): Moves {
  const mendings = new Set(units.flatMap((unit) => unit.mendings.map(({ commit }) => commit))).size;
  const byRecord = mendings >= enoughMendings;
  const weigh = (unit: Unit): number => (unit.unsafeCode === 0 ? 0 : byRecord ? unit.mendings.length + unit.unsafeCode / 20_000 : unit.unsafeCode);
  const total = units.reduce((sum, unit) => sum + weigh(unit), 0);
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const dated = plan.phases.flatMap(({ to, units: members }) => (to === '' ? [] : [{ year: Math.max(0, yearsBetween(asOf, to)), members }])).sort((a, b) => a.year - b.year);
  const done = new Set<string>();
  let left = 1;
  const moves: Move[] = [];
  for (const { year, members } of dated) {
    const fresh = members.filter(({ unit, to }) => to === 'memory-safe code' && !done.has(unit));
    const share = total === 0 ? 0 : fresh.reduce((sum, { unit }) => sum + weighNamed(byName.get(unit), weigh), 0) / total;
    for (const { unit } of fresh) done.add(unit);
    if (share <= 0 || left <= 0) continue;
    moves.push({ year, share: Math.min(1, share / left) });
    left -= share;
  }
  return { moves, assumption: byRecord ? `errors lie where the ${mendings} mended memory errors on record lay, and a little everywhere` : 'errors lie evenly over the lines in memory-unsafe languages' };
}

/** Years by which a promised day may slip, in the draws. */
const slip = 4;

/** The plan's own day for new code takes the place of the general adoption, and is drawn as what it is: a promise that slips one way only. */
export function decayUnder(decay: Tables['decay'], { new_code_safe_from: from }: Plan, asOf: string): Tables['decay'] {
  if (from === '') return decay;
  const year = Math.round(Math.max(0, yearsBetween(asOf, from)) * 100) / 100;
  const about = 'year in which half of the new code is memory safe: the day that the plan names, or later';
  return { ...decay, parameters: { ...decay.parameters, adoption_midpoint_years: { ...decay.parameters.adoption_midpoint_years, value: year, low: year, high: year + slip, about, source: 'plan', range_source: 'project' } } };
}

function weighNamed(unit: Unit | undefined, weigh: (unit: Unit) => number): number {
  return unit === undefined ? 0 : weigh(unit);
}

function yearsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / (365.25 * 86_400_000);
}
