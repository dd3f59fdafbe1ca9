/** States a run of clang-tidy, what it reported and which files it could not process. Its text has no end mark, so such a run never counts as completed. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysedFiles, mergedFiles, statedRun, type AnalysedFile } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { tellingOptions, tidyPath, weaknessesIn } from '../../scan/analyser/paths.ts';
import { sortOfRun } from '../../scan/analyser/sort-of-run.ts';
import type { TidyLog } from './material.ts';

function* look(log: TidyLog): Generator<Observation> {
  const states: AnalysedFile[] = [
    ...log.started.map((file) => ({ file: tidyPath(file), sha256: '', state: 'analysed' as const, because: '' })),
    ...log.warnings.map(({ file }) => ({ file: tidyPath(file), sha256: '', state: 'named' as const, because: '' })),
    ...[...log.failed].map(([file, because]) => ({ file: tidyPath(file), sha256: '', state: 'failed' as const, because: because.slice(0, 300) })),
  ];
  const rules = log.checks.length > 0 ? log.checks : [...new Set(log.warnings.map(({ check }) => check))];
  yield* statedRun({
    tool: 'clang-tidy', version: log.version, date: '', options: tellingOptions(log.options), rules: log.checks, at: { line: 1 },
    sort: sortOfRun('clang-tidy', rules.filter((rule) => !rule.startsWith('clang-diagnostic-')), ''),
    completed: log.failed.size > 0 ? 'no' : log.isWhole ? 'yes' : 'not-stated',
    files: mergedFiles(states),
    // an error of the compiler is told of the file, and is no finding of a check
    results: log.warnings.map(({ check, level, message, file, atLine, line }) => ({ rule: check, level: check === 'clang-diagnostic-error' ? ('none' as const) : level, message, file: tidyPath(file), at_line: atLine, cwe: weaknessesIn(message), suppressed: false, at: { line } })),
  });
}

export default { name: 'runs', revision: 2, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<TidyLog>;
