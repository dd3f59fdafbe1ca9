/** What a hazard rule is: what wakes it, and what it sees in one function. A rule has no opinion on whether it matters. */
import type { Range } from './reading/code.ts';
import type { Raw } from './raw.ts';
import type { FunctionView } from './reading/function-view.ts';

/**
 * Shapes of tokens that wake a rule without a word of their own:
 * `array`: two names before `[`; `cast`: `*)`; `index`: any `[`; `bytes`: a byte type before `*`, or among the parameters.
 */
export const shapes = ['array', 'cast', 'index', 'bytes'] as const;
export type Shape = (typeof shapes)[number];

export type Confidence = 'high' | 'medium' | 'low';

export interface Sighting {
  readonly at: Range;
  /** One phrase; at most 400 characters, no line numbers, so that it survives moved lines. */
  readonly detail: string;
  readonly confidence: Confidence;
  readonly cwe: readonly number[];
}

/** Any of the words or shapes wakes; none of them costs a function more than the walk over its token numbers. */
export interface Call {
  readonly words: Iterable<string>;
  readonly shapes: readonly Shape[];
}

export interface Rule extends Call {
  readonly id: string;
  /** One of these has to stand in the function too. */
  readonly also?: Call;
  /** Asked of a woken function before it is spelled out; false when nothing there can interest the rule. */
  readonly suspects?: (raw: Raw) => boolean;
  readonly look: (view: FunctionView) => Iterable<Sighting>;
}
