/** Which files one run of an analysis tool looked at, file by file, and with which options. It does not say whether that suffices. */
import { z } from 'zod';
import { factKind, type Observation } from '../core/fact.ts';
import type { Spot } from '../core/place.ts';
import { analysisResult } from './analysis-result.ts';
import { analysisRun } from './analysis-run.ts';

/**
 * `analysed`: the run says it looked at the file and got through. `failed`: it could not. `skipped`: it says it left the
 * file out. `named`: a result lies there, and whether the whole file was looked at is not said.
 */
export const fileStates = ['analysed', 'failed', 'skipped', 'named'] as const;

export const analysedFiles = factKind({
  word: 'analysed-files',
  meaning: 'files that one run of an analysis tool analysed, could not analyse or left out, with version and options of the tool',
  concerns: [],
  schema: z.strictObject({
    tool: z.string(),
    version: z.string(),
    /** As in `analysis-run`. */
    sort: z.string(),
    /** Switches the run was started with, as written, without paths; empty when the log does not say. */
    options: z.array(z.string().max(200)).max(100),
    completed: z.enum(['yes', 'no', 'not-stated']),
    date: z.string(),
    files: z.array(z.strictObject({
      file: z.string(),
      /** Digest of the bytes that were analysed, or empty. */
      sha256: z.string(),
      state: z.enum(fileStates),
      because: z.string().max(300),
    })),
  }),
});

export default analysedFiles;

export type AnalysedFile = z.infer<typeof analysedFiles.schema>['files'][number];

/** A result without the tool, which the run names once. */
export type ToolResult = Omit<z.infer<typeof analysisResult.schema>, 'tool'> & { readonly at: Spot };

/** One run as a reader of some tool's format found it. */
export interface ToolRun {
  readonly tool: string;
  readonly version: string;
  readonly sort: string;
  readonly options: readonly string[];
  readonly completed: 'yes' | 'no' | 'not-stated';
  readonly date: string;
  readonly files: readonly AnalysedFile[];
  readonly results: readonly ToolResult[];
  /** Rules that ran, where the log lists them; those of the results are added. */
  readonly rules: readonly string[];
  readonly at: Spot;
}

/** Beyond this the results of a run are not told one by one: the run says how many there are, and a blank says that the rest is unread. */
export const mostResults = 100_000;

/** Files of one run; a larger list is cut, because it only serves to match files that were analysed. */
export const mostFiles = 200_000;

/** The words that all readers of analysis logs state, so that the same run reads the same in every format. */
export function* statedRun(run: ToolRun): Generator<Observation> {
  const { tool, version, sort, completed, date } = run;
  const results = run.results.slice(0, mostResults);
  const files = run.files.slice(0, mostFiles);
  const lookedAt = files.filter(({ state }) => state === 'analysed' || state === 'named');
  yield analysisRun.state(
    {
      tool, version, sort,
      rules: new Set([...run.rules, ...results.map(({ rule }) => rule)].filter((id) => id !== '')).size,
      results: run.results.length,
      errors: results.filter(({ level, suppressed }) => level === 'error' && !suppressed).length,
      suppressed: results.filter(({ suppressed }) => suppressed).length,
      files: distinct(lookedAt.map(({ file }) => file)),
      subjects: distinct(lookedAt.map(({ sha256 }) => sha256)),
      completed, date,
    },
    run.at,
  );
  yield analysedFiles.state({ tool, version, sort, options: run.options.slice(0, 100).map((option) => option.slice(0, 200)), completed, date, files }, run.at);
  for (const { at, ...result } of results) yield analysisResult.state({ tool, ...result, message: result.message.slice(0, 1000) }, at);
  if (run.results.length > results.length) yield analysisResult.blank(`${run.results.length} results in one run: only the first ${mostResults} were read`, run.at);
}

/** One entry a file; what failed stays failed, and what was analysed was more than named. */
export function mergedFiles(files: Iterable<AnalysedFile>): AnalysedFile[] {
  const strength = { named: 0, analysed: 1, skipped: 2, failed: 3 } as const;
  const merged = new Map<string, AnalysedFile>();
  for (const each of files) {
    if (each.file === '') continue;
    const before = merged.get(each.file);
    if (before === undefined || strength[each.state] > strength[before.state]) merged.set(each.file, { ...each, sha256: each.sha256 || (before?.sha256 ?? '') });
  }
  return [...merged.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '').sort();
}
