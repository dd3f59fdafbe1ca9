/** Sums up the lines of a gcov report by file: lines, branches and, since GCC 14, conditions. Branches that only exceptions take are left out. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { statedCoverage, structuralCoverage, type FileCoverage, type Part } from '../../facts/structural-coverage.ts';
import { asList, asObject, type Json, type JsonObject } from '../../scan/json.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import type { GcovReport } from './material.ts';

function look({ version, files }: GcovReport): Generator<Observation> {
  return statedCoverage('gcov', version, files.map(({ name, lines, line }): FileCoverage => {
    const statement = { covered: 0, total: 0 };
    const branch = { covered: 0, total: 0 };
    const mcdc = { covered: 0, total: 0 };
    let hasConditions = false;
    for (const each of lines) {
      statement.total++;
      if (isPositive(each['count'])) statement.covered++;
      for (const one of asList(each['branches']).map(asObject)) {
        if (one['throw'] === true) continue;
        branch.total++;
        if (isPositive(one['count'])) branch.covered++;
      }
      hasConditions ||= Array.isArray(each['conditions']);
      for (const condition of asList(each['conditions']).map(asObject)) add(mcdc, condition);
    }
    // the member is there whether or not conditions were counted: only decisions can tell
    const countsConditions = mcdc.total > 0 || (hasConditions && branch.total === 0);
    return { file: tidyPath(name), at: { line }, statement, branch, mcdc: countsConditions ? mcdc : undefined };
  }));
}

/** GCC 14: outcomes of the conditions of one decision, and those that were shown to decide it. */
function add(sum: { covered: number; total: number }, condition: JsonObject): Part {
  const { count, covered } = condition;
  if (typeof count === 'number' && typeof covered === 'number') {
    sum.total += count;
    sum.covered += covered;
  }
  return sum;
}

function isPositive(count: Json | undefined): boolean {
  return typeof count === 'number' && count > 0;
}

export default { name: 'files', revision: 1, states: [structuralCoverage], look } satisfies Probe<GcovReport>;
