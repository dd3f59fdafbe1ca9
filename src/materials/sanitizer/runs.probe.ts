/** States what sanitizers reported, one run for each of them. A report is a proof of a fault; a log without one proves nothing, and none is ever a completed run. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysedFiles, mergedFiles, statedRun } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import { sortOfRun } from '../../scan/analyser/sort-of-run.ts';
import type { Report } from './material.ts';

/** Weaknesses by the words the sanitizers use; the first that is in the kind or the message counts. */
const weaknesses: readonly (readonly [string, readonly number[]])[] = [
  ['data race', [362, 366]], ['lock-order-inversion', [833]], ['heap-use-after-free', [416]], ['stack-use-after', [562]], ['double-free', [415]], ['heap-buffer-overflow', [122, 125]],
  ['stack-buffer-overflow', [121, 125]], ['global-buffer-overflow', [125, 787]], ['use-of-uninitialized-value', [457]], ['leaked', [401]], ['bad-free', [590]],
  ['integer overflow', [190]], ['division by zero', [369]], ['null pointer', [476]], ['out of bounds', [125, 787]], ['shift exponent', [1335]],
  ['has been freed', [416]], ['out-of-bounds pointer', [125, 787]], ['uninitialized', [457, 908]], ['deadlocked', [833]],
];

/** Miri stopped at what it does not know; the program may be sound. */
const stops: ReadonlySet<string> = new Set(['unsupported operation', 'resource exhaustion']);

function* look(reports: readonly Report[]): Generator<Observation> {
  for (const [tool, found] of Map.groupBy(reports, (report) => report.tool)) {
    yield* statedRun({
      tool, version: '', sort: sortOfRun(tool, [], ''), options: [], date: '', rules: [], completed: 'not-stated',
      at: { line: found[0]?.line ?? 1 },
      files: mergedFiles(found.map(({ kind, message, file }) => ({ file: tidyPath(file), sha256: '', ...(stops.has(kind) ? { state: 'failed', because: `${kind}: ${message}`.slice(0, 300) } as const : { state: 'named', because: '' } as const) }))),
      results: found.map(({ kind, message, file, atLine, line }) => ({
        rule: kind.replace(/^\d+ byte\(s\) leaked.*$/, 'leak'), level: stops.has(kind) ? 'none' : 'error', message, file: tidyPath(file), at_line: atLine,
        cwe: weaknessesOf(`${kind} ${message}`.toLowerCase()), suppressed: false, at: { line },
      })),
    });
  }
}

function weaknessesOf(told: string): number[] {
  return [...(weaknesses.find(([words]) => told.includes(words))?.[1] ?? [])];
}

export default { name: 'runs', revision: 2, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<readonly Report[]>;
