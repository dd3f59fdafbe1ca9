/** What the parts of `plumbline variance` share: the inspection of the device and the rules of its edition. */
import { loadWords } from '../../core/shelf.ts';
import type { Inspection } from '../../core/inspection.ts';
import type { Edition } from '../../codebook/codebook.ts';
import { editionOf } from '../../codebook/load.ts';
import { loadLaw } from '../../inspect.ts';
import { inspectOrRecall } from '../../inspection-cache.ts';
import { noProgress } from '../progress.ts';
import { versionOf } from '../version.ts';

export interface Given {
  readonly edition?: string;
  readonly asOf?: string;
  readonly codebook?: readonly string[];
}

export function inspectionOf(path: string, { edition, asOf, codebook = [] }: Given): Promise<Inspection> {
  return inspectOrRecall({
    path,
    ...(edition === undefined ? {} : { edition }),
    asOf: asOf ?? new Date().toISOString().slice(0, 10),
    codebooks: codebook,
    version: versionOf(),
    watch: noProgress,
  });
}

/** The edition that the inspection was made under. */
export async function editionUsed(inspection: Inspection, { codebook = [] }: Given): Promise<Edition> {
  return editionOf(loadLaw(codebook, await loadWords()), inspection.edition.id);
}

/** The last day that the edition allows for something approved on that day. */
export function lastDay(edition: Edition, level: number, approved: string): string {
  const days = edition.law.variances?.maximum_days.find((row) => row.level === level)?.days ?? 0;
  return new Date(Date.parse(approved) + days * 86_400_000).toISOString().slice(0, 10);
}
