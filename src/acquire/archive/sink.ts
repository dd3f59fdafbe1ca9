/** A growing output that stops at a limit, so that a bomb never gets more memory than it is allowed. */

export interface Sink {
  /** Memory to write into; it changes identity when it grows, so it is asked for after each `reserve`. */
  buffer: Uint8Array;
  length: number;
  readonly limit: number;
}

/** Starts with a guess of the size; pages that are never written cost nothing. */
export function sinkOf(limit: number, guess: number): Sink {
  return { buffer: new Uint8Array(Math.max(0, Math.min(limit, Math.max(guess, 4096)))), length: 0, limit };
}

/** Makes place for `count` more bytes; false when the limit forbids it. */
export function reserve(sink: Sink, count: number): boolean {
  const needed = sink.length + count;
  if (needed > sink.limit) return false;
  if (needed > sink.buffer.length) {
    const larger = new Uint8Array(Math.min(sink.limit, Math.max(needed, sink.buffer.length * 2)));
    larger.set(sink.buffer.subarray(0, sink.length));
    sink.buffer = larger;
  }
  return true;
}

export function filled(sink: Sink): Uint8Array {
  return sink.buffer.subarray(0, sink.length);
}
