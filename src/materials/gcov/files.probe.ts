/** Sums up the lines of a report of gcov or gcovr by file: lines, branches and, since GCC 14, conditions. Branches that only exceptions take are left out. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { statedCoverage, structuralCoverage, type FileCoverage, type Part } from '../../facts/structural-coverage.ts';
import { asList, asObject, type Json, type JsonObject } from '../../scan/json.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import type { GcovFile, GcovReport } from './material.ts';

function look({ tool, version, files }: GcovReport): Generator<Observation> {
  const counted = files.map(countsOf);
  const isOneUnit = tool === 'gcov';
  // without -b no branch is listed and without --conditions no condition, which looks like a file that has none
  const listsBranches = tool === 'gcovr' || counted.some(({ branch, hasCalls }) => branch.total > 0 || hasCalls);
  const knowsConditions = files.some(({ lines }) => lines.some(({ conditions }) => Array.isArray(conditions)));
  const listsConditions = counted.some(({ mcdc }) => mcdc.total > 0);
  return statedCoverage(tool, version, counted.map(({ file, statement, branch, mcdc }): FileCoverage => {
    const decidesNothing = branch.total === 0 && (listsBranches || file.functions.every(isStraight));
    return {
      file: tidyPath(file.name), at: { line: file.line }, statement,
      branch: branch.total > 0 || decidesNothing ? branch : undefined,
      // a switch is a branch and has no conditions; but a program may have units that were not built to count them
      mcdc: mcdc.total > 0 || (listsConditions && isOneUnit) || (decidesNothing && knowsConditions) ? mcdc : undefined,
    };
  }));
}

interface Counts {
  readonly file: GcovFile;
  readonly statement: Part;
  readonly branch: Part;
  readonly mcdc: Part;
  /** Calls are listed since GCC 14, and with the branches. */
  readonly hasCalls: boolean;
}

function countsOf(file: GcovFile): Counts {
  const statement = { covered: 0, total: 0 };
  const branch = { covered: 0, total: 0 };
  const mcdc = { covered: 0, total: 0 };
  let hasCalls = false;
  for (const line of file.lines) {
    if (line['gcovr/excluded'] === true || line['gcovr/noncode'] === true) continue;
    statement.total++;
    if (isPositive(line['count'])) statement.covered++;
    for (const one of asList(line['branches']).map(asObject)) {
      if (one['throw'] === true) continue;
      branch.total++;
      if (isPositive(one['count'])) branch.covered++;
    }
    hasCalls ||= asList(line['calls']).length > 0;
    for (const condition of asList(line['conditions']).map(asObject)) add(mcdc, condition);
  }
  return { file, statement, branch, mcdc, hasCalls };
}

/** One block of code and the way out: nothing in it decides anything. */
function isStraight({ blocks }: JsonObject): boolean {
  return typeof blocks === 'number' && blocks <= 2;
}

/** GCC 14: outcomes of the conditions of one decision, and those that were shown to decide it. */
function add(sum: { covered: number; total: number }, { count, covered }: JsonObject): void {
  if (typeof count !== 'number' || typeof covered !== 'number') return;
  sum.total += count;
  sum.covered += covered;
}

function isPositive(count: Json | undefined): boolean {
  return typeof count === 'number' && count > 0;
}

export default { name: 'files', revision: 2, states: [structuralCoverage], look } satisfies Probe<GcovReport>;
