/** States a run of Kani: a check that failed is an error unless its harness asks for it; one that could not be decided keeps its file from being analysed. It does not say what the harnesses leave out. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysedFiles, mergedFiles, statedRun, type AnalysedFile } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import type { Check, KaniLog } from './material.ts';

/** What a check may come to; a cover property that is satisfied, and code that is never reached, are answers too. */
const decided: ReadonlySet<string> = new Set(['SUCCESS', 'FAILURE', 'SATISFIED', 'UNSATISFIABLE', 'UNREACHABLE', 'COVERED', 'UNCOVERED']);

/** Classes by which Kani says that it did not look further; they refute nothing. */
const limits: ReadonlySet<string> = new Set(['unwind', 'unsupported_construct']);

function* look(log: KaniLog): Generator<Observation> {
  const failures = log.checks.filter(({ status, isExpected }) => status === 'FAILURE' && !isExpected);
  yield* statedRun({
    tool: 'Kani', version: log.version, sort: 'properties', options: [], date: '', at: { line: 1 }, rules: log.checks.map(classOf),
    completed: log.isWhole && log.checks.every((check) => open(check) === '') ? 'yes' : 'no',
    files: mergedFiles(log.checks.map((check): AnalysedFile => {
      const because = open(check) || (log.isWhole ? '' : 'a harness has no verdict');
      return { file: tidyPath(check.file), sha256: '', state: because === '' ? 'analysed' : 'failed', because: because.slice(0, 300) };
    })),
    results: failures.map((check) => ({ rule: classOf(check), level: limits.has(classOf(check)) ? 'warning' : 'error', message: `${check.name}: ${check.description}`, file: tidyPath(check.file), at_line: check.atLine, cwe: [], suppressed: false, at: { line: check.line } })),
  });
}

/** Why a check leaves its file open; empty when it was decided. */
function open(check: Check): string {
  const { name, status, description } = check;
  if (!decided.has(status)) return `${name} was not decided: ${status}`;
  return status === 'FAILURE' && limits.has(classOf(check)) ? `${name}: ${description}` : '';
}

/** `ring::push.unsafe_pointer.1` is of the class `unsafe_pointer`. */
function classOf({ name }: Check): string {
  return /\.([A-Za-z_-]+)\.\d+$/.exec(name)?.[1] ?? name;
}

export default { name: 'runs', revision: 3, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<KaniLog>;
