/** The state of one run: lines, tokens, trouble. One file at a time; nothing survives into the next run. */
import { CODE, COUNTS, END, INPUT, KIND, LINE, START, TOKEN_LIMIT } from './memory';

export const HAS_CODE: u32 = 1;
export const HAS_COMMENT: u32 = 2;

export const IDENTIFIER: u8 = 1;
export const NUMBER: u8 = 2;
export const STRING: u8 = 3;
export const CHARACTER: u8 = 4;
export const PUNCTUATOR: u8 = 5;
export const DIRECTIVE: u8 = 6;
export const DIRECTIVE_END: u8 = 7;
export const COMMENT: u8 = 8;
export const LIFETIME: u8 = 9;

export const OPEN_COMMENT: u32 = 1;
export const OPEN_RAW_STRING: u32 = 2;
export const OPEN_STRING: u32 = 3;
export const TOO_MANY_TOKENS: u32 = 4;

export let end: usize = 0;
export let line: u32 = 1;
export let lineStart: usize = 0;
export let lineHas: u32 = 0;
export let count: u32 = 0;
export let trouble: u32 = 0;
export let troubleLine: u32 = 0;
/** Tokens stop here; 0 only counts lines. */
export let limit: u32 = 0;

/** Prepares a run and returns where the text starts: behind a byte order mark. */
export function begin(size: u32, tokens: bool): usize {
  end = INPUT + size;
  memory.fill(end, 0, 64);
  memory.fill(COUNTS, 0, 16);
  line = 1;
  lineStart = INPUT;
  lineHas = 0;
  count = 0;
  trouble = 0;
  troubleLine = 0;
  limit = tokens ? TOKEN_LIMIT : 0;
  const bom = size >= 3 && (load<u32>(INPUT) & 0xffffff) == 0xbfbbef;
  return bom ? INPUT + 3 : INPUT;
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function tally(): void {
  const at = COUNTS + (lineHas << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/** Closes the current line; the next one starts at `next` with `has`. */
// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function endLine(next: usize, has: u32): void {
  tally();
  line++;
  lineStart = next;
  lineHas = has;
}

/** A last line without a line end counts; an empty one does not. */
export function finish(): void {
  if (end > lineStart) {
    tally();
    line++;
  }
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function mark(has: u32): void {
  lineHas |= has;
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function emit(kind: u8, start: usize, stop: usize, at: u32, code: u32): void {
  const n = count;
  if (n >= limit) {
    overflow();
    return;
  }
  store<u8>(KIND + n, kind);
  store<u32>(START + (n << 2), <u32>(start - INPUT));
  store<u32>(END + (n << 2), <u32>(stop - INPUT));
  store<u32>(LINE + (n << 2), at);
  store<u32>(CODE + (n << 2), code);
  count = n + 1;
}

function overflow(): void {
  if (limit > 0) note(TOO_MANY_TOKENS, line);
}

/** The first trouble is the one that is told. */
export function note(what: u32, at: u32): void {
  if (trouble != 0) return;
  trouble = what;
  troubleLine = at;
}
