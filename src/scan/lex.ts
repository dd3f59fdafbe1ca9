/** The face of the scanning kernel: bytes in; line counts and tokens out. It knows no rules and touches no files. */
import { packFamily, type CommentFamily } from './family.ts';
import { kernel, type Kernel } from './kernel.ts';
import type { LineCounts, Lexed } from './lexed.ts';
import { teach, wordTable, type WordTable } from './words.ts';

export { wordTable, type WordTable } from './words.ts';
export type { CommentFamily } from './family.ts';

/** `comments` asks for comments as tokens of their own. */
export interface LexOptions {
  readonly comments?: boolean;
}

const noWords = wordTable([]);
const none: LineCounts = { physical: 0, code: 0, comment: 0, blank: 0 };

/** Bits of the kernel's flags. */
const wantTokens = 1;
const wantComments = 2;

/** Lexes C and C++ alike. The result is valid until the next call of any function here in this thread. */
export function lexC(bytes: Uint8Array, words: WordTable = noWords, options: LexOptions = {}): Lexed {
  return lex(bytes, words, options, 'runC');
}

export function lexRust(bytes: Uint8Array, words: WordTable = noWords, options: LexOptions = {}): Lexed {
  return lex(bytes, words, options, 'runRust');
}

/** Counts lines without making tokens; `c` and `rust` count exactly as their lexers do. All zero for a file over the limit. */
export function countLines(bytes: Uint8Array, family: CommentFamily | 'c' | 'rust'): LineCounts {
  const k = kernel();
  if (bytes.length > k.input.length) return none;
  const size = enter(k, bytes).length;
  if (family === 'c') k.runLinesC(size);
  else if (family === 'rust') k.runRust(size, 0);
  else {
    packFamily(family, k.family);
    k.runFamily(size);
  }
  return linesOf(k);
}

/**
 * A view of `size` bytes that a caller may read a file into; lexing that same view (or a part from its start) copies
 * nothing. Beyond the kernel's limit it is memory of its own, so that the caller need not care.
 */
export function kernelInput(size: number): Uint8Array {
  const { input } = kernel();
  return size <= input.length ? input.subarray(0, size) : new Uint8Array(size);
}

function lex(bytes: Uint8Array, words: WordTable, options: LexOptions, run: 'runC' | 'runRust'): Lexed {
  const k = kernel();
  const columns = { kind: k.kind, start: k.start, end: k.end, line: k.line, code: k.code };
  if (bytes.length > k.input.length) {
    return { ...columns, lines: none, count: 0, bytes, trouble: `the file is larger than ${k.input.length >> 20} MiB and is not read as source` };
  }
  teach(k, words);
  const held = enter(k, bytes);
  const count = k[run](held.length, wantTokens | (options.comments === true ? wantComments : 0));
  return { ...columns, lines: linesOf(k), count, bytes: held, trouble: troubleOf(k) };
}

/** Puts the bytes into the input area unless they stand there already. */
function enter(k: Kernel, bytes: Uint8Array): Uint8Array {
  if (bytes.buffer !== k.input.buffer || bytes.byteOffset !== k.input.byteOffset) k.input.set(bytes);
  return k.input.subarray(0, bytes.length);
}

function linesOf(k: Kernel): LineCounts {
  const [blank = 0, code = 0, comment = 0, both = 0] = k.counts;
  return { physical: k.physicalLines(), code: code + both, comment, blank };
}

function troubleOf(k: Kernel): string {
  const line = k.troubleAt();
  switch (k.troubleOf()) {
    case 0:
      return '';
    case 1:
      return `the comment opened on line ${line} never ends`;
    case 2:
      return `the raw string opened on line ${line} never ends`;
    case 3:
      return `the string opened on line ${line} never ends`;
    default:
      return `the file has more than ${k.kind.length} tokens; from line ${line} on only lines are counted`;
  }
}
