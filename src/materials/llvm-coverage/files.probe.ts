/** States the coverage of each file in a report of LLVM. Conditions that the program was not built to count are not stated as covered or missing. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { statedCoverage, structuralCoverage, type Part } from '../../facts/structural-coverage.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import { asObject, type Json } from '../../scan/json.ts';
import type { LlvmCoverage } from './material.ts';

function* look({ version, files }: LlvmCoverage): Generator<Observation> {
  // a program that was built without -fcoverage-mcdc has the member all the same, with nothing counted
  const countsConditions = files.some(({ summary }) => (partOf(summary['mcdc'])?.total ?? 0) > 0);
  const countsBranches = files.some(({ summary }) => (partOf(summary['branches'])?.total ?? 0) > 0);
  yield* statedCoverage('llvm-cov', version, files.map(({ name, summary, line }) => ({
    file: tidyPath(name), at: { line },
    statement: partOf(summary['lines']),
    branch: countsBranches ? partOf(summary['branches']) : undefined,
    mcdc: countsConditions ? partOf(summary['mcdc']) : undefined,
  })));
}

function partOf(value: Json | undefined): Part | undefined {
  const { count, covered } = asObject(value);
  return typeof count === 'number' && typeof covered === 'number' ? { total: count, covered } : undefined;
}

export default { name: 'files', revision: 1, states: [structuralCoverage], look } satisfies Probe<LlvmCoverage>;
