/** What a plan may bring: memory-safety vulnerabilities a year by three ways of going on. A model with its assumptions, never a forecast. */
import { randomFrom } from './random.ts';
import type { Tables } from './tables.ts';

export type ParameterName = keyof Tables['decay']['parameters'];
export type Parameters = Readonly<Record<ParameterName, number>>;

/** Code taken over by a memory-safe successor: the year, and the share of the memory errors of today that lie in it. */
export interface Move {
  readonly year: number;
  readonly share: number;
}

/** `adopts` is whether new code becomes memory safe; `moves` are parts of the old code that are replaced. */
export interface Scenario {
  readonly name: string;
  readonly adopts: boolean;
  readonly moves: readonly Move[];
}

/** One moment. `reports` is relative to the first; `field` counts what is open in devices that are out, relative to the first as well. */
export interface Moment {
  readonly year: number;
  readonly newCodeUnsafe: number;
  readonly unsafeStock: number;
  readonly reports: number;
  readonly share: number;
  readonly field: number;
}

export const defaultStep = 0.01;

/**
 * Integrates by Euler. Code grows as C(t) = 2^(t/doubling); vulnerabilities enter with new code and leave with a mean life of `lifetime_years`
 * (exponential decay of density with age); the share of safe new code is a sigmoid; a fix reaches the field after a delay. The start is
 * the steady growth of the past, not nothing.
 */
export function integrate(p: Parameters, scenario: Scenario, years: number, step: number = defaultStep): readonly Moment[] {
  const growth = Math.LN2 / p.doubling_years;
  const density = 1;
  const other = p.memory_share >= 1 ? 0 : (density * (1 - p.memory_share)) / p.memory_share;
  let stock = (growth * density) / (1 / p.lifetime_years + growth);
  let others = (growth * other) / (1 / p.lifetime_years + growth);
  const first = stock / p.lifetime_years;
  // Fixed in the repository and not yet in the field, in the same steady growth.
  let waiting = first / (1 / p.field_delay_years + growth);
  const firstField = stock + waiting;
  let unsafeStock = 1;
  const moments: Moment[] = [];
  const steps = Math.round(years / step);
  const each = Math.round(1 / step);
  const moves = scenario.moves.map(({ year, share }) => ({ at: Math.round(year / step), share }));
  for (let at = 0; at <= steps; at++) {
    const year = at * step;
    for (const move of moves) {
      if (move.at !== at) continue;
      stock *= 1 - move.share;
      unsafeStock *= 1 - move.share;
    }
    const safe = scenario.adopts ? 1 / (1 + Math.exp(-p.adoption_slope * (year - p.adoption_midpoint_years))) : 0;
    const reports = stock / p.lifetime_years;
    if (at % each === 0) moments.push({ year: at / each, newCodeUnsafe: 1 - safe, unsafeStock, reports: reports / first, share: stock / (stock + others), field: (stock + waiting) / firstField });
    const fresh = Math.pow(2, year / p.doubling_years) * growth;
    stock += step * (fresh * ((1 - safe) * density + safe * density * p.safe_density_ratio) - reports);
    waiting += step * (reports - waiting / p.field_delay_years);
    others += step * (fresh * other - others / p.lifetime_years);
    unsafeStock += step * fresh * (1 - safe);
  }
  return moments;
}

export interface Band {
  readonly year: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

export interface Simulated {
  readonly name: string;
  /** With every parameter at its value. */
  readonly central: readonly Moment[];
  /** 5, 50 and 95 percent of the draws. */
  readonly reports: readonly Band[];
  readonly field: readonly Band[];
}

export interface Sensitivity {
  readonly parameter: ParameterName;
  /** What is open in the field under the plan, over the whole time, as a share of those of doing nothing, with the parameter at either end. */
  readonly low: number;
  readonly high: number;
}

export interface Simulation {
  readonly seed: number;
  readonly draws: number;
  readonly years: number;
  readonly scenarios: readonly Simulated[];
  readonly sensitivity: readonly Sensitivity[];
}

export interface SimulationRequest {
  readonly decay: Tables['decay'];
  readonly moves: readonly Move[];
  readonly seed: number;
  readonly draws: number;
  readonly years: number;
}

const drawStep = 0.05;

export function simulate({ decay, moves, seed, draws, years }: SimulationRequest): Simulation {
  const names = Object.keys(decay.parameters) as ParameterName[];
  const central = Object.fromEntries(names.map((name) => [name, decay.parameters[name].value])) as Parameters;
  const scenarios = scenariosOf(moves);
  const random = randomFrom(seed);
  const drawn = Array.from({ length: draws }, () => Object.fromEntries(names.map((name) => {
    const { low, value, high } = decay.parameters[name];
    return [name, random.triangular(low, value, high)];
  })) as Parameters);
  return {
    seed, draws, years,
    scenarios: scenarios.map((scenario) => {
      const runs = drawn.map((parameters) => integrate(parameters, scenario, years, drawStep));
      const band = (key: 'reports' | 'field'): readonly Band[] => Array.from({ length: years + 1 }, (_, year) => ({ year, ...quantiles(runs.map((run) => run[year]?.[key] ?? 0)) }));
      return { name: scenario.name, central: integrate(central, scenario, years), reports: band('reports'), field: band('field') };
    }),
    sensitivity: names.map((parameter) => ({ parameter, low: ratioWith(central, parameter, decay.parameters[parameter].low, scenarios, years), high: ratioWith(central, parameter, decay.parameters[parameter].high, scenarios, years) }))
      .sort((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low) || (a.parameter < b.parameter ? -1 : 1)),
  };
}

export function scenariosOf(moves: readonly Move[]): readonly Scenario[] {
  return [{ name: 'do nothing', adopts: false, moves: [] }, { name: 'new code only', adopts: true, moves: [] }, { name: 'plan', adopts: true, moves }];
}

function ratioWith(central: Parameters, parameter: ParameterName, value: number, [nothing, , plan]: readonly Scenario[], years: number): number {
  if (nothing === undefined || plan === undefined) return 1;
  const total = (scenario: Scenario): number => integrate({ ...central, [parameter]: value }, scenario, years, drawStep).reduce((sum, { field }) => sum + field, 0);
  return total(plan) / total(nothing);
}

function quantiles(values: readonly number[]): { readonly low: number; readonly middle: number; readonly high: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { low: at(0.05), middle: at(0.5), high: at(0.95) };
}
