/** The face of the scanning kernel: bytes in; line counts and tokens out. It knows no rules and touches no files. */
import type { CommentFamily } from './family.ts';
import type { LineCounts, Lexed } from './lexed.ts';
import { plainC } from './plain-c.ts';
import { plainLines } from './plain-lines.ts';
import { plainRust } from './plain-rust.ts';
import type { Plain } from './plain.ts';
import { wordTable, type WordTable } from './words.ts';

export { wordTable, type WordTable } from './words.ts';
export type { CommentFamily } from './family.ts';

/** `comments` asks for comments as tokens of their own. */
export interface LexOptions {
  readonly comments?: boolean;
}

const noWords = wordTable([]);

export function lexC(bytes: Uint8Array, words: WordTable = noWords, options: LexOptions = {}): Lexed {
  return pack(bytes, plainC(bytes, words.numbers, options.comments === true));
}

export function lexRust(bytes: Uint8Array, words: WordTable = noWords, options: LexOptions = {}): Lexed {
  return pack(bytes, plainRust(bytes, words.numbers, options.comments === true));
}

/** Counts lines without making tokens; `c` and `rust` count exactly as their lexers do. */
export function countLines(bytes: Uint8Array, family: CommentFamily | 'c' | 'rust'): LineCounts {
  if (family === 'c') return plainC(bytes).lines;
  if (family === 'rust') return plainRust(bytes).lines;
  return plainLines(bytes, family);
}

/** A view of `size` bytes that a caller may read a file into; lexing that same view copies nothing. */
export function kernelInput(size: number): Uint8Array {
  return new Uint8Array(size);
}

function pack(bytes: Uint8Array, plain: Plain): Lexed {
  const count = plain.tokens.length / 5;
  const column = (offset: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => plain.tokens[i * 5 + offset] ?? 0);
  return {
    lines: plain.lines, count, kind: Uint8Array.from(column(0)),
    start: column(1), end: column(2), line: column(3), code: column(4), bytes, trouble: plain.trouble,
  };
}
