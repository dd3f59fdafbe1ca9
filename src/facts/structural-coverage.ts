/** How much of one source file tests ran through, by one measure. It does not say which image was tested, nor whether that suffices. */
import { z } from 'zod';
import { factKind, type Observation } from '../core/fact.ts';
import type { Spot } from '../core/place.ts';

const count = z.number().int().nonnegative();

/**
 * `statement`: lines with code that ran. `branch`: outcomes of decisions that were taken. `mcdc`: conditions that were shown
 * to decide the outcome by themselves, as the tool counts them: LLVM only where a decision has several, GCC everywhere.
 */
export const coverageMeasures = ['statement', 'branch', 'mcdc'] as const;

export const structuralCoverage = factKind({
  word: 'structural-coverage',
  meaning: 'statements, branches or conditions of a source file, and how many of them tests ran through',
  concerns: [],
  schema: z.strictObject({
    tool: z.string(),
    version: z.string(),
    file: z.string(),
    kind: z.enum(coverageMeasures),
    covered: count,
    total: count,
  }),
});

export default structuralCoverage;

export interface FileCoverage {
  readonly file: string;
  readonly at: Spot;
  /** Undefined where the report did not measure it. */
  readonly statement?: Part | undefined;
  readonly branch?: Part | undefined;
  readonly mcdc?: Part | undefined;
}

export interface Part {
  readonly covered: number;
  readonly total: number;
}

/** Files of one report. */
export const mostCoveredFiles = 200_000;

/** The word as all readers of coverage reports state it. A count that contradicts itself is a blank, because it would count for more than all. */
export function* statedCoverage(tool: string, version: string, files: readonly FileCoverage[]): Generator<Observation> {
  for (const each of files.slice(0, mostCoveredFiles)) {
    for (const kind of coverageMeasures) {
      const part = each[kind];
      if (part === undefined) continue;
      const isSound = [part.covered, part.total].every((number) => Number.isSafeInteger(number) && number >= 0) && part.covered <= part.total;
      if (isSound) yield structuralCoverage.state({ tool, version, file: each.file, kind, covered: part.covered, total: part.total }, each.at);
      else yield structuralCoverage.blank(`${kind} coverage of ${each.file.slice(0, 200)} counts ${part.covered} of ${part.total}: the report contradicts itself`, each.at);
    }
  }
  if (files.length > mostCoveredFiles) yield structuralCoverage.blank(`${files.length} files in one report: only the first ${mostCoveredFiles} were read`);
}
