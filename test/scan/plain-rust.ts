/** A plain lexer of Rust, written to be read rather than to be fast. It does not expand macros. */
import { TokenKind } from '../../src/scan/lexed.ts';
import {
  blockComment, close, emit, endLine, isBlank, isDigit, isName, isNameStart, lineComment, lineEnd, openReader, seen, textOf,
  type Counter, type Plain,
} from './plain.ts';

const stringPrefixes: ReadonlySet<string> = new Set(['b', 'c']);
const rawPrefixes: ReadonlySet<string> = new Set(['r', 'br', 'cr']);
const punctuators: ReadonlySet<string> = new Set(
  '<<= >>= ... ..= -> => == != <= >= && || += -= *= /= %= ^= &= |= << >> :: ..'.split(' '),
);

export function plainRust(bytes: Uint8Array, words: ReadonlyMap<string, number> = new Map(), comments = false): Plain {
  const r = openReader(bytes);
  if (isShebang(r)) {
    const start = r.at;
    lineComment(r, false);
    if (comments) emit(r, TokenKind.comment, start, r.at, 1);
  }
  while (r.at < r.size) {
    const c = bytes[r.at];
    const next = byteAt(r, r.at + 1);
    const end = lineEnd(r, r.at);
    if (end > 0) endLine(r, end);
    else if (isBlank(c)) r.at += 1;
    else if (c === 0x2f && (next === 0x2f || next === 0x2a)) {
      const start = r.at;
      const line = r.line;
      if (next === 0x2f) lineComment(r, false);
      else blockComment(r, true);
      if (comments) emit(r, TokenKind.comment, start, r.at, line);
    } else {
      r.lineHas |= seen.code;
      if (isNameStart(c) && c !== 0x24) name(r, words);
      else if (isDigit(c)) number(r);
      else if (c === 0x22) quoted(r, r.at);
      else if (c === 0x27) {
        if (!character(r, r.at)) lifetime(r);
      } else punctuator(r);
    }
  }
  return close(r);
}

function byteAt(r: Counter, at: number): number | undefined {
  return at < r.size ? r.bytes[at] : undefined;
}

/** A first line `#!` is a shebang unless it opens an inner attribute (Rust reference, crates and source files). */
function isShebang(r: Counter): boolean {
  if (byteAt(r, r.at) !== 0x23 || byteAt(r, r.at + 1) !== 0x21) return false;
  let p = r.at + 2;
  while (isBlank(byteAt(r, p)) || lineEnd(r, p) > 0) p += 1;
  return byteAt(r, p) !== 0x5b;
}

function isRustName(c: number | undefined): boolean {
  return isName(c) && c !== 0x24;
}

function name(r: Counter, words: ReadonlyMap<string, number>): void {
  const start = r.at;
  while (isRustName(byteAt(r, r.at))) r.at += 1;
  const text = textOf(r, start, r.at);
  const next = byteAt(r, r.at);
  if (next === 0x22 && stringPrefixes.has(text)) return quoted(r, start);
  if (next === 0x27 && text === 'b' && character(r, start)) return;
  if ((next === 0x22 || next === 0x23) && rawPrefixes.has(text) && rawString(r, start)) return;
  if (next === 0x23 && text === 'r' && isRustName(byteAt(r, r.at + 1)) && !isDigit(byteAt(r, r.at + 1))) {
    r.at += 1;
    while (isRustName(byteAt(r, r.at))) r.at += 1;
  }
  emit(r, TokenKind.identifier, start, r.at, r.line, words.get(textOf(r, start, r.at)) ?? 0);
}

/** A number with its suffix. `1..2` and `1.max(2)` end before the point; a sign is taken in a decimal exponent only. */
function number(r: Counter): void {
  const start = r.at;
  const second = (byteAt(r, start + 1) ?? 0) | 0x20;
  const based = r.bytes[start] === 0x30 && (second === 0x78 || second === 0x6f || second === 0x62);
  let point = based;
  r.at += 1;
  while (r.at < r.size) {
    const c = byteAt(r, r.at);
    const before = (byteAt(r, r.at - 1) ?? 0) | 0x20;
    const next = byteAt(r, r.at + 1);
    if (isRustName(c)) r.at += 1;
    else if (c === 0x2e && !point && next !== 0x2e && (isDigit(next) || !isRustName(next))) {
      point = true;
      r.at += 1;
    } else if ((c === 0x2b || c === 0x2d) && !based && before === 0x65 && isDigit(next)) r.at += 1;
    else break;
  }
  emit(r, TokenKind.number, start, r.at, r.line);
}

/** A string with escapes; it may span lines, and one that never ends swallows the file. */
function quoted(r: Counter, start: number): void {
  const line = r.line;
  r.at += 1;
  while (r.at < r.size) {
    const c = r.bytes[r.at];
    const end = lineEnd(r, r.at);
    if (end > 0) newline(r, end);
    else if (c === 0x5c) r.at += lineEnd(r, r.at + 1) > 0 || r.at + 1 >= r.size ? 1 : 2;
    else {
      r.at += 1;
      if (c === 0x22) return emit(r, TokenKind.string, start, r.at, line);
    }
  }
  r.trouble ||= `the string opened on line ${line} never ends`;
  emit(r, TokenKind.string, start, r.at, line);
}

function newline(r: Counter, length: number): void {
  endLine(r, length);
  r.lineHas |= seen.code;
}

function rawString(r: Counter, start: number): boolean {
  const line = r.line;
  let open = r.at;
  while (byteAt(r, open) === 0x23) open += 1;
  if (byteAt(r, open) !== 0x22) return false;
  const hashes = open - r.at;
  r.at = open + 1;
  while (r.at < r.size) {
    const end = lineEnd(r, r.at);
    if (end > 0) newline(r, end);
    else if (r.bytes[r.at] === 0x22) {
      r.at += 1;
      let closing = 0;
      while (closing < hashes && byteAt(r, r.at + closing) === 0x23) closing += 1;
      if (closing < hashes) continue;
      r.at += hashes;
      emit(r, TokenKind.string, start, r.at, line);
      return true;
    } else r.at += 1;
  }
  r.trouble ||= `the raw string opened on line ${line} never ends`;
  emit(r, TokenKind.string, start, r.at, line);
  return true;
}

/** At an apostrophe: moves over a character if one (possibly escaped) character and an apostrophe follow. */
function character(r: Counter, start: number): boolean {
  const open = r.at;
  const c = byteAt(r, open + 1);
  if (c === undefined || lineEnd(r, open + 1) > 0) return false;
  if (c === 0x5c) {
    r.at += lineEnd(r, open + 2) > 0 ? 2 : 3;
    while (r.at < r.size && lineEnd(r, r.at) === 0 && r.bytes[r.at] !== 0x27) r.at += 1;
    r.at = Math.min(r.at + (byteAt(r, r.at) === 0x27 ? 1 : 0), r.size);
  } else {
    let length = 1;
    while (c >= 0x80 && length < 4 && ((byteAt(r, open + 1 + length) ?? 0) & 0xc0) === 0x80) length += 1;
    if (byteAt(r, open + 1 + length) !== 0x27) return false;
    r.at = open + 2 + length;
  }
  emit(r, TokenKind.character, start, r.at, r.line);
  return true;
}

/** An apostrophe that opens no character: a lifetime, or a stray mark. */
function lifetime(r: Counter): void {
  const start = r.at;
  r.at += 1;
  if (isDigit(byteAt(r, r.at))) return emit(r, TokenKind.punctuator, start, r.at, r.line, 0x27);
  while (isRustName(byteAt(r, r.at))) r.at += 1;
  if (r.at > start + 1) emit(r, TokenKind.lifetime, start, r.at, r.line);
  else emit(r, TokenKind.punctuator, start, r.at, r.line, 0x27);
}

function punctuator(r: Counter): void {
  const start = r.at;
  const length = [3, 2].find((n) => start + n <= r.size && punctuators.has(textOf(r, start, start + n))) ?? 1;
  let code = 0;
  for (let i = length - 1; i >= 0; i -= 1) code = code * 256 + (r.bytes[start + i] ?? 0);
  r.at += length;
  emit(r, TokenKind.punctuator, start, r.at, r.line, code);
}
