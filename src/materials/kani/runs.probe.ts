/** States a run of Kani: a check that failed is an error, one that could not be decided keeps its file from being analysed. It does not say what the harnesses leave out. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysedFiles, mergedFiles, statedRun, type AnalysedFile } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import type { Check, KaniLog } from './material.ts';

/** What a check may come to; a cover property that is satisfied, and code that is never reached, are answers too. */
const decided: ReadonlySet<string> = new Set(['SUCCESS', 'FAILURE', 'SATISFIED', 'UNSATISFIABLE', 'UNREACHABLE', 'COVERED', 'UNCOVERED']);

function* look(log: KaniLog): Generator<Observation> {
  const failures = log.checks.filter(({ status }) => status === 'FAILURE');
  yield* statedRun({
    tool: 'Kani', version: log.version, sort: 'properties', options: [], date: '', at: { line: 1 }, rules: log.checks.map(classOf),
    completed: log.isWhole && log.checks.every(({ status }) => decided.has(status)) ? 'yes' : 'no',
    files: mergedFiles(log.checks.map(({ file, status, name }): AnalysedFile => {
      const because = !decided.has(status) ? `${name} was not decided: ${status}`.slice(0, 300) : log.isWhole ? '' : 'a harness has no verdict';
      return { file: tidyPath(file), sha256: '', state: because === '' ? 'analysed' : 'failed', because };
    })),
    results: failures.map((check) => ({ rule: classOf(check), level: 'error', message: `${check.name}: ${check.description}`, file: tidyPath(check.file), at_line: check.atLine, cwe: [], suppressed: false, at: { line: check.line } })),
  });
}

/** `ring::push.unsafe_pointer.1` is of the class `unsafe_pointer`. */
function classOf({ name }: Check): string {
  return /\.([A-Za-z_-]+)\.\d+$/.exec(name)?.[1] ?? name;
}

export default { name: 'runs', revision: 2, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<KaniLog>;
