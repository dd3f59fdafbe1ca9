/** States the coverage of each file in a tracefile. Branches count as measured when the tracefile counts any; conditions when it would show those of this file. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { statedCoverage, structuralCoverage } from '../../facts/structural-coverage.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import type { Tracefile } from './material.ts';

function* look({ files, open }: Tracefile): Generator<Observation> {
  const countsBranches = files.some(({ branches }) => branches.total > 0);
  const countsConditions = files.some(({ conditions }) => conditions.total > 0);
  // where decisions of one condition count, a file with branches and no condition was not built to count them
  const countsSingle = files.some(({ hasSingle }) => hasSingle);
  yield* statedCoverage('lcov', '', files.map(({ file, line, lines, branches, conditions }) => ({
    file: tidyPath(file), at: { line }, statement: lines,
    branch: countsBranches ? branches : undefined,
    mcdc: conditions.total > 0 || (countsConditions && (!countsSingle || branches.total === 0)) ? conditions : undefined,
  })));
  if (open > 0) yield structuralCoverage.blank('the tracefile ends within the record of a file', { line: open });
}

export default { name: 'files', revision: 2, states: [structuralCoverage], look } satisfies Probe<Tracefile>;
