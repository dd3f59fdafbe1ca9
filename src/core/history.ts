/** What a version history tells of each file, as plain data: how often it changed, was mended, by how many, how old its lines are. No opinion. */

/** A change that mended a memory error, as its message says. */
export interface Mending {
  readonly commit: string;
  /** ISO date. */
  readonly day: string;
  /** The first line of the message, cut. */
  readonly subject: string;
  /** CVE ids the message names. */
  readonly cves: readonly string[];
}

export interface FileHistory {
  /** Changes that count, over the whole history. */
  readonly changes: number;
  /** Numbers of the changes within the window, so that those of several files can be counted once. */
  readonly recent: readonly number[];
  readonly recentLines: number;
  /** Numbers of people, over the whole history. */
  readonly authors: readonly number[];
  /** Numbers of the changes whose message says that a defect was mended. */
  readonly fixes: readonly number[];
  readonly mendings: readonly Mending[];
  /** Median age in years of the lines that are there now; absent when it could not be told. */
  readonly medianYears?: number;
}

export interface History {
  readonly commit: string;
  /** ISO date of the last change, and first day of the window of `recent`. */
  readonly day: string;
  readonly windowFrom: string;
  readonly commits: number;
  /** Changes that were left out of the counts, by why. */
  readonly leftOut: { readonly bots: number; readonly formatting: number; readonly drops: number };
  /** Mendings that touched too many files to say which was wrong. */
  readonly broadMendings: number;
  readonly files: ReadonlyMap<string, FileHistory>;
  /** What could not be told, if anything. */
  readonly troubles: readonly string[];
}
