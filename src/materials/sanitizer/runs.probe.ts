/** States what sanitizers reported, one run for each of them. A report is a proof of a fault; a log without one proves nothing, and none is ever a completed run. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysedFiles, mergedFiles, statedRun } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import { sortOfRun } from '../../scan/analyser/sort-of-run.ts';
import type { Report } from './material.ts';

/** Weaknesses by the words the sanitizers use; the first that is in the kind counts. */
const weaknesses: readonly (readonly [string, readonly number[]])[] = [
  ['data race', [362, 366]], ['lock-order-inversion', [833]], ['heap-use-after-free', [416]], ['stack-use-after', [562]], ['double-free', [415]], ['heap-buffer-overflow', [122, 125]],
  ['stack-buffer-overflow', [121, 125]], ['global-buffer-overflow', [125, 787]], ['use-of-uninitialized-value', [457]], ['leaked', [401]], ['bad-free', [590]],
];

function* look(reports: readonly Report[]): Generator<Observation> {
  for (const [tool, found] of Map.groupBy(reports, (report) => report.tool)) {
    yield* statedRun({
      tool, version: '', sort: sortOfRun(tool, [], ''), options: [], date: '', rules: [], completed: 'not-stated',
      at: { line: found[0]?.line ?? 1 },
      files: mergedFiles(found.map(({ file }) => ({ file: tidyPath(file), sha256: '', state: 'named', because: '' }))),
      results: found.map(({ kind, message, file, atLine, line }) => ({
        rule: kind.replace(/^\d+ byte\(s\) leaked.*$/, 'leak'), level: 'error', message, file: tidyPath(file), at_line: atLine,
        cwe: [...(weaknesses.find(([word]) => kind.includes(word))?.[1] ?? [])], suppressed: false, at: { line },
      })),
    });
  }
}

export default { name: 'runs', revision: 1, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<readonly Report[]>;
