/** How well a unit can be moved: what crosses its boundary, its size, its tests, what stands ready in its place and on its hardware. */
import { input, plural } from './axis.ts';
import type { Boundary } from './boundary.ts';
import type { Cut } from './cut.ts';
import type { AxisInput, Candidate, Readiness } from './model.ts';
import type { Tables } from './tables.ts';

export interface FeasibilityGrounds {
  readonly unit: Cut;
  readonly boundary: Boundary;
  readonly code: number;
  readonly functions: number;
  readonly candidates: readonly Candidate[];
  readonly kinds: readonly string[];
  readonly readiness: Readiness | undefined;
  /** Target of the readiness as a share, absent when the part was not recognised. */
  readonly ready: number | undefined;
  readonly weights: Tables['weights'];
}

export function feasibilityOf(grounds: FeasibilityGrounds): readonly AxisInput[] {
  const most = (key: string): number => grounds.weights.feasibility[key]?.weight ?? 0;
  return [boundaryInput(grounds, most('boundary')), sizeInput(grounds, most('size')), testsInput(grounds, most('tests')), replacementInput(grounds, most('replacement')), targetInput(grounds, most('target'))];
}

/** One crossing is a door, two hundred are no wall; in between the order of magnitude counts. */
function boundaryInput({ boundary, functions, unit }: FeasibilityGrounds, most: number): AxisInput {
  const { calledFromOutside: called, headers, users } = boundary;
  const byHeaders = headers === 0 ? undefined : narrow(headers, 30) * 0.8 + narrow(users, 300) * 0.2;
  const saidOfHeaders = `${plural(headers, 'header')} included by ${plural(users, 'file')} of other units`;
  // Calls of methods are not resolved to their classes: the wider of the two measures stands.
  if (called !== undefined) return input('boundary', 'width of the boundary', most, Math.min(narrow(called, 200), byHeaders ?? 1), `${plural(called, 'function')} called by name from other units${headers === 0 ? '' : `; ${saidOfHeaders}`}`, 'function-summary, source-outline');
  if (byHeaders !== undefined) return input('boundary', 'width of the boundary', most, byHeaders, saidOfHeaders, 'source-outline');
  // Without calls, a module behind a shared header can be no wider than the functions it defines.
  return input('boundary', 'width of the boundary', most, narrow(functions, 200), unit.sort === 'module' ? `at most ${plural(functions, 'function')}: declared in a header that units share` : `no header of it is included by other units; at most ${plural(functions, 'function')}`, 'source-outline');
}

function narrow(crossings: number, none: number): number {
  return 1 - Math.log2(1 + crossings) / Math.log2(1 + none);
}

function sizeInput({ code, boundary }: FeasibilityGrounds, most: number): AxisInput {
  const size = 1 - (Math.log10(Math.max(code, 1)) - 2) / 2.5;
  const needs = narrow(boundary.needs.size, 30);
  return input('size', 'size and what it needs', most, 0.7 * Math.min(1, size) + 0.3 * needs, `${plural(code, 'line')}, needs ${plural(boundary.needs.size, 'other unit')}`, 'source-size, source-outline');
}

function testsInput({ boundary }: FeasibilityGrounds, most: number): AxisInput {
  const { tests, fuzz } = boundary;
  const share = (tests.length === 0 ? 0 : 0.5 + Math.min(0.2, tests.length * 0.05)) + (fuzz.length === 0 ? 0 : 0.3);
  const said = tests.length + fuzz.length === 0 ? 'no test was seen that includes a header of it' : `${plural(tests.length, 'test')} include a header of it (${tests[0] ?? fuzz[0] ?? ''}), ${plural(fuzz.length, 'fuzz target')}`;
  return input('tests', 'tests to compare by', most, share, said, 'source-outline');
}

const maturityShare: Readonly<Record<string, number>> = { production: 1, usable: 0.65, young: 0.3 };

function replacementInput({ candidates, kinds }: FeasibilityGrounds, most: number): AxisInput {
  if (candidates.length === 0) return input('replacement', 'ready replacement', most, 0, kinds.length === 0 ? 'its kind is not in the table' : `${kinds.join(', ')}: no candidate that fits the target`, 'safe-replacements');
  const best = Math.max(...candidates.map(({ maturity }) => maturityShare[maturity] ?? 0));
  // A library to build on is less than one that takes the unit's place.
  const share = kinds.length === 1 && kinds[0]?.startsWith('framing') === true ? best * 0.5 : best;
  return input('replacement', 'ready replacement', most, share, `${kinds.join(', ')}: ${candidates.slice(0, 3).map(({ name, maturity }) => `${name} (${maturity})`).join(', ')}`, 'safe-replacements');
}

function targetInput({ readiness, ready }: FeasibilityGrounds, most: number): AxisInput {
  const said = readiness === undefined || ready === undefined ? 'the part it runs on was not recognised' : [readiness.family, readiness.core, readiness.system, readiness.ways[0]?.offers[0] ?? ''].filter((one) => one !== '').join(', ');
  return input('target', 'target readiness', most, ready, said, 'microcontroller-readiness, compiler-targets, rtos-support');
}
