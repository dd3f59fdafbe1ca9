/** The reading state shared by the plain lexers: lines, tokens, and the odd bytes of text. It knows no language. */
import { latin1, type LineCounts } from '../../src/scan/lexed.ts';

export const seen = { code: 1, comment: 2 } as const;

/** What a plain lexer found; `tokens` holds kind, start, end, line and code of each token, five numbers a token. */
export interface Plain {
  readonly lines: LineCounts;
  readonly tokens: readonly number[];
  readonly trouble: string;
}

/** A cursor over the bytes of a file that counts lines as it goes. */
export interface Reader {
  readonly bytes: Uint8Array;
  readonly size: number;
  at: number;
  line: number;
  trouble: string;
  readonly tokens: number[];
}

export interface Counter extends Reader {
  lineStart: number;
  lineHas: number;
  code: number;
  comment: number;
  blank: number;
}

export function openReader(bytes: Uint8Array): Counter {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return {
    bytes, size: bytes.length, at: bom ? 3 : 0, line: 1, trouble: '', tokens: [],
    lineStart: 0, lineHas: 0, code: 0, comment: 0, blank: 0,
  };
}

/** Length of the line end at `at`: 2 for CR LF, 1 for LF or a lone CR, else 0. */
export function lineEnd(r: Reader, at: number): number {
  const c = r.bytes[at];
  if (at >= r.size) return 0;
  if (c === 0x0a) return 1;
  if (c === 0x0d) return r.bytes[at + 1] === 0x0a && at + 1 < r.size ? 2 : 1;
  return 0;
}

/** Length of a backslash, optional white space and a line end at `at` (C23 5.1.1.2, and GCC's leniency), else 0. */
export function splice(r: Reader, at: number): number {
  if (r.bytes[at] !== 0x5c) return 0;
  let p = at + 1;
  while (isBlank(r.bytes[p])) p += 1;
  const end = lineEnd(r, p);
  return end === 0 ? 0 : p + end - at;
}

/** Control bytes count as white space: compilers skip them, and a NUL must not make a line code. */
export function isBlank(c: number | undefined): boolean {
  return c !== undefined && c <= 0x20 && c !== 0x0a && c !== 0x0d;
}

/** `$` and every byte above ASCII belong to names: GCC takes both, and UTF-8 names need no decoding here. */
export function isNameStart(c: number | undefined): boolean {
  return c !== undefined && ((c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || c === 0x5f || c === 0x24 || c >= 0x80);
}

export function isDigit(c: number | undefined): boolean {
  return c !== undefined && c >= 0x30 && c <= 0x39;
}

export function isName(c: number | undefined): boolean {
  return isNameStart(c) || isDigit(c);
}

/** Closes the current line, whose end is `length` bytes long at the cursor, and moves past it. */
export function endLine(r: Counter, length: number): void {
  r.at += length;
  tally(r);
  r.line += 1;
  r.lineStart = r.at;
  r.lineHas = 0;
}

function tally(r: Counter): void {
  if (r.lineHas & seen.code) r.code += 1;
  else if (r.lineHas & seen.comment) r.comment += 1;
  else r.blank += 1;
}

export function emit(r: Counter, kind: number, start: number, end: number, line: number, code = 0): void {
  r.tokens.push(kind, start, end, line, code);
}

export function close(r: Counter): Plain {
  let physical = r.line - 1;
  if (r.size > r.lineStart) {
    tally(r);
    physical += 1;
  }
  return { lines: { physical, code: r.code, comment: r.comment, blank: r.blank }, tokens: r.tokens, trouble: r.trouble };
}

/** Moves over a comment that runs to the end of the line; in C a spliced line continues it. */
export function lineComment(r: Counter, splices: boolean): void {
  r.lineHas |= seen.comment;
  while (r.at < r.size && lineEnd(r, r.at) === 0) {
    const joined = splices ? splice(r, r.at) : 0;
    if (joined === 0) r.at += 1;
    else {
      endLine(r, joined);
      r.lineHas |= seen.comment;
    }
  }
}

/** Moves over a block comment; `nested` ones end with their outermost close. */
export function blockComment(r: Counter, nested: boolean): void {
  const opened = r.line;
  let depth = 1;
  r.lineHas |= seen.comment;
  r.at += 2;
  while (r.at < r.size) {
    const c = r.bytes[r.at];
    const next = r.at + 1 < r.size ? r.bytes[r.at + 1] : undefined;
    const end = lineEnd(r, r.at);
    if (end > 0) {
      endLine(r, end);
      r.lineHas |= seen.comment;
    } else if (c === 0x2a && next === 0x2f) {
      r.at += 2;
      depth -= 1;
      if (depth === 0) return;
    } else if (nested && c === 0x2f && next === 0x2a) {
      r.at += 2;
      depth += 1;
    } else r.at += 1;
  }
  r.trouble ||= `the comment opened on line ${opened} never ends`;
}

/** The bytes from `start` to `end`, cut at the end of the file, one character a byte. */
export function textOf(r: Reader, start: number, end: number): string {
  return latin1(r.bytes, start, Math.min(end, r.size));
}
