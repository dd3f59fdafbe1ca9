/** The bookkeeping of one function being followed: the current state, what was read, and what was seen. */
import type { Code, Range } from '../reading/code.ts';
import type { FunctionView } from '../reading/function-view.ts';
import type { Sighting } from '../rule.ts';
import type { State } from './state.ts';
import type { Value } from './value.ts';

export interface Flow {
  readonly view: FunctionView;
  readonly code: Code;
  state: State;
  /** Where the expression reader stands, and where its range ends. */
  at: number;
  to: number;
  depth: number;
  /** The place that the operand just read names; empty when it names none. */
  path: string;
  /** Foreign places read since somebody began to listen. */
  reads: Map<string, Value> | undefined;
  /** Places bounded inside a logical expression, to be taken back at its end. */
  undo: { readonly path: string; readonly before: Value; readonly after: Value }[] | undefined;
  /** The size expression of the allocation just read. */
  allocated: string;
  /** Size expressions by the place that holds the allocation. */
  readonly sizes: Map<string, string>;
  /** Places that only an assertion compares. */
  readonly asserted: Set<string>;
  /** Pointers whose next bytes were compared before they were taken. */
  readonly peeked: Set<string>;
  readonly seen: Map<string, Seen>;
  /** The loops around the statement that is followed, innermost last. */
  readonly loops: FollowedLoop[];
  /** The loop whose condition is being applied before its body is followed. */
  head: FollowedLoop | undefined;
  /** Above zero while a condition is read again for what it says: nothing is seen twice. */
  quiet: number;
  /** Steps left; a hostile function runs out of them and is followed no further. */
  steps: number;
}

/** A loop with its condition and the stretch from its keyword to the end of its body; `counts` when its head moves something on each time round. */
export interface FollowedLoop extends Range {
  readonly condition: Range;
  readonly counts: boolean;
}

export type FlowRule = 'C03' | 'C04' | 'C06' | 'C07' | 'C09';

export interface Seen extends Sighting {
  readonly rule: FlowRule;
  /** Where the number came from, when the finding is of no weight beside another one of the same number. */
  readonly besides?: string;
}

export function see(flow: Flow, rule: FlowRule, at: Range, sighting: Omit<Seen, 'at' | 'rule'>): void {
  if (flow.quiet > 0) return;
  const key = `${rule}${at.from}`;
  if (!flow.seen.has(key)) flow.seen.set(key, { rule, at, ...sighting });
}
