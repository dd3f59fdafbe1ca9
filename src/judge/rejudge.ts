/** Judges a stored record again, under any edition and as of any day, without the bytes it was made from. */
import type { Word } from '../core/fact.ts';
import type { Codebook, Edition } from '../codebook/codebook.ts';
import { assess, type Assessment } from './assess.ts';
import { recordOf, type StoredRecord } from './stored.ts';

export interface Law {
  readonly codebook: Codebook;
  readonly edition: Edition;
  readonly words: ReadonlyMap<string, Word>;
}

/**
 * The same judgement that `inspect` makes. The facts that tallies drew are those of the stored record: a table that
 * changed since changes nothing here. Throws `UsageError` for a level that the edition does not have.
 */
export function rejudge(stored: StoredRecord, { codebook, edition, words }: Law, asOf: string = stored.as_of, askedLevel?: number): Assessment {
  return assess(recordOf(stored), codebook, edition, words, asOf, askedLevel);
}
