/** What a hazard rule is: what wakes it, and what it sees in one function. A rule has no opinion on whether it matters. */
import type { Range } from './reading/code.ts';
import type { FunctionView } from './reading/function-view.ts';

/**
 * Shapes of tokens that wake a rule without a word:
 * `array`: a name behind a name and before `[`; `cast`: `*)` before an operand; `index`: any `[`; `jump`: goto.
 */
export type Shape = 'array' | 'cast';

export type Confidence = 'high' | 'medium' | 'low';

export interface Sighting {
  readonly at: Range;
  /** One phrase; at most 400 characters, no line numbers, so that it survives moved lines. */
  readonly detail: string;
  readonly confidence: Confidence;
  readonly cwe: readonly number[];
}

export interface Rule {
  readonly id: string;
  /** The rule looks at functions in which one of these words stands, or one of these shapes. */
  readonly words: Iterable<string>;
  readonly shapes: readonly Shape[];
  readonly look: (view: FunctionView) => Iterable<Sighting>;
}
