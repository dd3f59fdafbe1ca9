/** What the processes of mutation testing tell each other. It does nothing. */

/** So long one question to one test file may take without a change; what only slower tests would notice counts as unnoticed. */
export const mostMilliseconds = 2500;

/** Written once for a folder; the hook reads it. */
export interface Order {
  /** How many changes there are. */
  readonly changes: number;
  /** Files with the changes in them, types taken out, by the address of the source they stand for. */
  readonly texts: Readonly<Record<string, string>>;
  /** Stands in for `node:test`. */
  readonly tester: string;
}

/** Asked of a process that has loaded one test file. */
export interface Question {
  readonly made: number;
  /** Names of tests in the order in which to run them. */
  readonly tests: readonly string[];
}

/** `spoilt`: a test fails in this process even without the change, so that nothing can be told here any more. */
export type Answer = { readonly said: 'noticed'; readonly by: string } | { readonly said: 'unnoticed' } | { readonly said: 'spoilt'; readonly by: string };

export interface Trial {
  readonly name: string;
  readonly milliseconds: number;
  readonly reached: readonly number[];
}

/** What one test file does without any change. */
export interface Measured {
  readonly said: 'measured';
  /** Changes that were reached before the first test began: what they make stays. */
  readonly early: readonly number[];
  readonly milliseconds: number;
  readonly trials: readonly Trial[];
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
  /** Tests that pass in their order and not in another one. */
  readonly unsteady: readonly string[];
}
