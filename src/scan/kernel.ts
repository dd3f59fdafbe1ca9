/** Loads the scanning kernel, once a thread and when first needed. It is the one file here that reads from the world. */
import { readFileSync } from 'node:fs';

/** The functions of `kernel/index.ts`. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly setUp: () => void;
  readonly layout: (which: number) => number;
  readonly clearWords: () => void;
  readonly addWord: (number: number) => void;
  readonly runC: (size: number, flags: number) => number;
  readonly runRust: (size: number, flags: number) => number;
  readonly runFamily: (size: number) => void;
  readonly runLinesC: (size: number) => void;
  readonly runSkeleton: (tokens: number) => number;
  readonly notedCount: () => number;
  readonly eventCount: () => number;
  readonly untakenCount: () => number;
  readonly physicalLines: () => number;
  readonly troubleOf: () => number;
  readonly troubleAt: () => number;
}

/** The kernel with views on its memory; the memory never grows after set-up, so they stay good. */
export interface Kernel extends Exports {
  /** The whole input area. */
  readonly input: Uint8Array<ArrayBuffer>;
  readonly kind: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly line: Uint32Array;
  readonly code: Uint32Array;
  /** Lines that were blank, code, comment, both. */
  readonly counts: Uint32Array;
  readonly words: Uint8Array;
  readonly wordSize: number;
  readonly wordLimit: number;
  readonly family: Uint8Array;
  /** Set where a watched word is to be noted, by its number. */
  readonly note: Uint8Array;
  /** The skeleton of the tokens; see `skeleton.ts`. */
  readonly taken: Uint32Array;
  readonly partner: Int32Array;
  readonly noted: Uint32Array;
  readonly events: Uint32Array;
  /** By conditional, in their order: the number of the arm to be taken, from 1; 0 leaves it to the kernel. All zero between walks. */
  readonly pick: Uint8Array;
}

const place = new URL('kernel.wasm', import.meta.url);
let loaded: Kernel | undefined;

export function kernel(): Kernel {
  loaded ??= load();
  return loaded;
}

function load(): Kernel {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(place)), {});
  const exports = instance.exports as unknown as Exports;
  exports.setUp();
  const [input, inputLimit, kind, start, end, line, code, tokens, counts, words, wordSize, wordLimit, family, familySize, note, taken, partner, noted, events, pick] =
    Array.from({ length: 20 }, (_, which) => exports.layout(which)) as [
      number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number,
    ];
  const buffer = exports.memory.buffer as ArrayBuffer;
  return {
    ...exports,
    input: new Uint8Array(buffer, input, inputLimit),
    kind: new Uint8Array(buffer, kind, tokens),
    start: new Uint32Array(buffer, start, tokens),
    end: new Uint32Array(buffer, end, tokens),
    line: new Uint32Array(buffer, line, tokens),
    code: new Uint32Array(buffer, code, tokens),
    counts: new Uint32Array(buffer, counts, 4),
    words: new Uint8Array(buffer, words, wordSize * wordLimit),
    wordSize,
    wordLimit,
    family: new Uint8Array(buffer, family, familySize),
    note: new Uint8Array(buffer, note, wordLimit),
    taken: new Uint32Array(buffer, taken, tokens),
    partner: new Int32Array(buffer, partner, tokens),
    noted: new Uint32Array(buffer, noted, tokens),
    events: new Uint32Array(buffer, events, tokens + 1),
    pick: new Uint8Array(buffer, pick, tokens),
  };
}
