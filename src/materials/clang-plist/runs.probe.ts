/** States one run for each property list and every result in it. A list names only files with results, so it proves no file clean. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysedFiles, mergedFiles, statedRun, type ToolResult } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { tidyPath, weaknessesIn } from '../../scan/analyser/paths.ts';
import { sortOfRun } from '../../scan/analyser/sort-of-run.ts';
import type { PlistLog } from './material.ts';
import { asDict, asWords, type PlistDict } from './plist.ts';

function* look(log: PlistLog): Generator<Observation> {
  const isCppcheck = /^cppcheck/i.test(log.producer);
  const tool = isCppcheck ? 'cppcheck' : 'Clang Static Analyzer';
  const results = log.diagnostics.map((diagnostic) => resultOf(diagnostic, log.files));
  const at = { line: 1 };
  yield* statedRun({
    tool, at, results, rules: [], options: [], date: '',
    version: /\d+(?:\.\d+)+/.exec(log.producer)?.[0] ?? log.producer.slice(0, 100),
    sort: sortOfRun(tool, [], ''),
    completed: log.cut === '' ? 'yes' : 'no',
    files: mergedFiles(log.files.map((file) => ({ file: tidyPath(file), sha256: '', state: 'named', because: '' }))),
  });
  if (log.cut !== '') yield analysisResult.blank(`the property list is not whole: ${log.cut}; the ${results.length} results before that are read`, at);
}

function resultOf({ entries, line }: PlistDict, files: readonly string[]): ToolResult {
  const place = asDict(entries.get('location')).entries;
  const index = place.get('file');
  const atLine = place.get('line');
  const message = asWords(entries.get('description'));
  return {
    rule: asWords(entries.get('check_name')) || asWords(entries.get('type')),
    level: 'warning',
    message,
    file: tidyPath(typeof index === 'number' ? (files[index] ?? '') : ''),
    at_line: typeof atLine === 'number' && Number.isSafeInteger(atLine) && atLine > 0 ? atLine : 0,
    cwe: weaknessesIn(message),
    suppressed: false,
    at: { line },
  };
}

export default { name: 'runs', revision: 1, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<PlistLog>;
