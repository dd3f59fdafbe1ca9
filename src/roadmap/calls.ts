/** What the summary of a file tells of calls between units: functions that others can see, and names that are called. */
import { functionOf } from '../facts/function-summary.ts';

export interface CallSummary {
  /** Functions that other files can see. */
  readonly open: readonly string[];
  readonly callees: readonly string[];
}

/** Interrupts and tasks are entered by hardware and scheduler, not by other units, but stay open to them all the same. */
export function readSummary({ functions }: { readonly functions: readonly string[] }): CallSummary {
  const summed = functions.map(functionOf);
  return {
    open: summed.filter(({ marks }) => !marks.includes('s')).map(({ name }) => name),
    callees: [...new Set(summed.flatMap(({ calls }) => calls.map(({ callee }) => callee)))],
  };
}
