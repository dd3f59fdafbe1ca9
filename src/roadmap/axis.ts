/** Adds up the inputs of one axis. What could not be told is left out of the share and counted apart; two axes are never added. */
import type { Axis, AxisInput } from './model.ts';

export interface Override {
  readonly unit: string;
  readonly axis: 'risk' | 'feasibility';
  readonly input: string;
  readonly points: number;
  readonly reason: string;
}

export function axisOf(inputs: readonly AxisInput[], overrides: readonly Override[]): Axis {
  const settled = inputs.map((input) => overridden(input, overrides));
  const known = settled.filter(({ points }) => points !== undefined);
  const most = sum(known.map((input) => input.most));
  const points = sum(known.map((input) => input.points ?? 0));
  return { score: most === 0 ? 0 : Math.round((100 * points) / most), told: Math.round((100 * most) / Math.max(1, sum(settled.map((input) => input.most)))), inputs: settled };
}

function overridden(input: AxisInput, overrides: readonly Override[]): AxisInput {
  const found = overrides.find((one) => one.input === input.key);
  if (found === undefined) return input;
  return { ...input, points: Math.min(input.most, found.points), overridden: { from: input.points, reason: found.reason } };
}

/** `share` of the weight as points with one decimal place; absent stays absent. */
export function input(key: string, title: string, most: number, share: number | undefined, said: string, source: string): AxisInput {
  const points = share === undefined ? {} : { points: Math.round(10 * most * Math.min(1, Math.max(0, share))) / 10 };
  return { key, title, most, ...points, said, source };
}

export function plural(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
