/** What runs one side of a comparison on inputs, whatever it is. */
import type { Observation } from '../observation.ts';

/** One observation, with what only a driver within the process knows. */
export interface Driven extends Observation {
  /** Edges met for the first time; 0 without coverage. */
  readonly newEdges?: number;
  /** True when a path was passed more often than ever before, in doubling steps. */
  readonly isNew?: boolean;
  /** Bytes of stack below the call; 0 where it was not measured on this run. */
  readonly stack?: number;
  /** Set where the times are those of an emulator, and say nothing of the side. */
  readonly untimed?: true;
  /** Instructions that were executed, in all and by function; of emulated images. */
  readonly instructions?: number;
  readonly functions?: ReadonlyMap<string, number>;
  /** Calls to the heap during the run. */
  readonly heapCalls?: number;
}

export interface Driver {
  /** Runs every input and answers in their order. Rejects only when the side cannot be run at all. */
  readonly run: (inputs: readonly Uint8Array[]) => Promise<readonly Driven[]>;
  /** Ends everything that was started. */
  readonly close: () => Promise<void>;
  /** True when inputs run in copies of the program that are taken before its main, false when each starts it anew. */
  readonly copied: () => boolean;
  /** True when the system's sandbox holds; without it there are limits and process groups only. */
  readonly contained: () => boolean;
}
