/** States the coverage of each file in a Cobertura report. What it calls conditions are branches, and are stated as such. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { statedCoverage, structuralCoverage } from '../../facts/structural-coverage.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import type { Cobertura } from './material.ts';

function* look({ version, classes, cut }: Cobertura): Generator<Observation> {
  const countsBranches = classes.some(({ branches }) => branches.total > 0);
  const byFile = Map.groupBy(classes, ({ file }) => tidyPath(file));
  yield* statedCoverage('cobertura', version.slice(0, 100), [...byFile].map(([file, parts]) => ({
    file, at: { line: parts[0]?.line ?? 1 },
    statement: sum(parts.map(({ lines }) => lines)),
    branch: countsBranches ? sum(parts.map(({ branches }) => branches)) : undefined,
  })));
  if (cut !== '') yield structuralCoverage.blank(`the report is not whole: ${cut}; the ${classes.length} classes before that are read`);
}

function sum(parts: readonly { readonly covered: number; readonly total: number }[]): { readonly covered: number; readonly total: number } {
  return parts.reduce((all, { covered, total }) => ({ covered: all.covered + covered, total: all.total + total }), { covered: 0, total: 0 });
}

export default { name: 'files', revision: 1, states: [structuralCoverage], look } satisfies Probe<Cobertura>;
