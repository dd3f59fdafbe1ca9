/** States the coverage of each file in a tracefile. Branches and conditions count as measured when the tracefile counts any. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { statedCoverage, structuralCoverage } from '../../facts/structural-coverage.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import type { Tracefile } from './material.ts';

function* look({ files, open }: Tracefile): Generator<Observation> {
  const countsBranches = files.some(({ branches }) => branches.total > 0);
  const countsConditions = files.some(({ conditions }) => conditions.total > 0);
  yield* statedCoverage('lcov', '', files.map(({ file, line, lines, branches, conditions }) => ({
    file: tidyPath(file), at: { line }, statement: lines,
    branch: countsBranches ? branches : undefined,
    mcdc: countsConditions ? conditions : undefined,
  })));
  if (open > 0) yield structuralCoverage.blank('the tracefile ends within the record of a file', { line: open });
}

export default { name: 'files', revision: 1, states: [structuralCoverage], look } satisfies Probe<Tracefile>;
