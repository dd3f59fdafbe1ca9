/** A plain lexer of C and C++, written to be read rather than to be fast. It neither expands macros nor picks arms. */
import { Directive, TokenKind } from '../../src/scan/lexed.ts';
import {
  blockComment, close, emit, endLine, isBlank, isDigit, isName, isNameStart, lineComment, lineEnd, openReader, seen, splice, textOf,
  type Counter, type Plain,
} from './plain.ts';

const directives: ReadonlyMap<string, number> = new Map(
  Object.entries({ ...Directive, include_next: Directive.include, import: Directive.include, elifdef: Directive.elif, elifndef: Directive.elif }),
);
const charPrefixes: ReadonlySet<string> = new Set(['L', 'u', 'U', 'u8']);
const rawPrefixes: ReadonlySet<string> = new Set(['R', 'LR', 'uR', 'UR', 'u8R']);
const punctuators: ReadonlySet<string> = new Set(
  '<<= >>= ... ->* <=> -> ++ -- << >> <= >= == != && || *= /= %= += -= &= ^= |= ## :: .*'.split(' '),
);

interface State {
  atLineStart: boolean;
  inDirective: boolean;
  /** Index in `tokens` of a `#` still without its name, or -1. */
  unnamed: number;
  header: boolean;
}

export function plainC(bytes: Uint8Array, words: ReadonlyMap<string, number> = new Map(), comments = false): Plain {
  const r = openReader(bytes);
  const s: State = { atLineStart: true, inDirective: false, unnamed: -1, header: false };
  while (r.at < r.size) {
    const c = bytes[r.at];
    const next = r.at + 1 < r.size ? bytes[r.at + 1] : undefined;
    const end = lineEnd(r, r.at);
    if (end > 0) {
      endDirective(r, s);
      endLine(r, end);
      s.atLineStart = true;
    } else if (isBlank(c)) r.at += 1;
    else if (splice(r, r.at) > 0) {
      r.lineHas |= seen.code;
      endLine(r, splice(r, r.at));
    } else if (c === 0x2f && (next === 0x2f || next === 0x2a)) {
      const start = r.at;
      const line = r.line;
      if (next === 0x2f) lineComment(r, true);
      else blockComment(r, false);
      if (comments) emit(r, TokenKind.comment, start, r.at, line);
    } else {
      r.lineHas |= seen.code;
      token(r, s, words);
    }
  }
  endDirective(r, s);
  return close(r);
}

function endDirective(r: Counter, s: State): void {
  if (s.inDirective) emit(r, TokenKind.directiveEnd, r.at, r.at, r.line);
  s.inDirective = false;
  s.unnamed = -1;
  s.header = false;
}

function token(r: Counter, s: State, words: ReadonlyMap<string, number>): void {
  const start = r.at;
  const c = r.bytes[start];
  const first = s.atLineStart && !s.inDirective;
  const unnamed = s.unnamed;
  const header = s.header;
  s.atLineStart = false;
  s.unnamed = -1;
  s.header = false;
  if (first && c === 0x23) {
    s.inDirective = true;
    s.unnamed = r.tokens.length;
    r.at += 1;
    emit(r, TokenKind.directive, start, r.at, r.line, Directive.other);
  } else if (isNameStart(c)) name(r, s, words, unnamed);
  else if (isDigit(c) || (c === 0x2e && r.at + 1 < r.size && isDigit(r.bytes[r.at + 1]))) ppNumber(r);
  else if (c === 0x22) quoted(r, start, 0x22, TokenKind.string);
  else if (c === 0x27) quoted(r, start, 0x27, TokenKind.character);
  else if (!(header && c === 0x3c && headerName(r))) punctuator(r);
}

function name(r: Counter, s: State, words: ReadonlyMap<string, number>, unnamed: number): void {
  const start = r.at;
  while (r.at < r.size && isName(r.bytes[r.at])) r.at += 1;
  const text = textOf(r, start, r.at);
  const next = r.at < r.size ? r.bytes[r.at] : undefined;
  if (next === 0x22 && charPrefixes.has(text)) quoted(r, start, 0x22, TokenKind.string);
  else if (next === 0x27 && charPrefixes.has(text)) quoted(r, start, 0x27, TokenKind.character);
  else if (next === 0x22 && rawPrefixes.has(text) && rawString(r, start)) return;
  else if (unnamed >= 0) {
    const code = directives.get(text) ?? Directive.other;
    r.tokens[unnamed + 2] = r.at;
    r.tokens[unnamed + 4] = code;
    s.header = code === Directive.include;
  } else emit(r, TokenKind.identifier, start, r.at, r.line, words.get(text) ?? 0);
}

/** A preprocessing number (C23 6.4.8): it takes signs after an exponent letter and separators before a digit or letter. */
function ppNumber(r: Counter): void {
  const start = r.at;
  r.at += 1;
  while (r.at < r.size) {
    const c = r.bytes[r.at];
    const before = (r.bytes[r.at - 1] ?? 0) | 0x20;
    const sign = (c === 0x2b || c === 0x2d) && (before === 0x65 || before === 0x70);
    const separator = c === 0x27 && r.at + 1 < r.size && isName(r.bytes[r.at + 1]);
    if (!isName(c) && c !== 0x2e && !sign && !separator) break;
    r.at += separator ? 2 : 1;
  }
  emit(r, TokenKind.number, start, r.at, r.line);
}

/** From the opening quote at the cursor to the closing one, or to the end of the line when there is none. */
function quoted(r: Counter, start: number, quote: number, kind: number): void {
  const line = r.line;
  r.at += 1;
  while (r.at < r.size && lineEnd(r, r.at) === 0) {
    const c = r.bytes[r.at];
    const joined = splice(r, r.at);
    if (joined > 0) {
      endLine(r, joined);
      r.lineHas |= seen.code;
    } else if (c === 0x5c) r.at = Math.min(r.at + 2, r.size);
    else {
      r.at += 1;
      if (c === quote) break;
    }
  }
  emit(r, kind, start, r.at, line);
}

/** C++11 [lex.string]: at most 16 delimiter characters, no space, parenthesis, backslash or quote among them. */
function rawString(r: Counter, start: number): boolean {
  const line = r.line;
  let open = r.at + 1;
  while (open < r.size && open - r.at <= 16 && isDelimiter(r.bytes[open])) open += 1;
  if (open >= r.size || r.bytes[open] !== 0x28) return false;
  const close = `)${textOf(r, r.at + 1, open)}"`;
  r.at = open + 1;
  while (r.at < r.size) {
    const end = lineEnd(r, r.at);
    if (end > 0) {
      endLine(r, end);
      r.lineHas |= seen.code;
    } else if (textOf(r, r.at, r.at + close.length) === close) {
      r.at += close.length;
      emit(r, TokenKind.string, start, r.at, line);
      return true;
    } else r.at += 1;
  }
  r.trouble ||= `the raw string opened on line ${line} never ends`;
  emit(r, TokenKind.string, start, r.at, line);
  return true;
}

function isDelimiter(c: number | undefined): boolean {
  return c !== undefined && c > 0x20 && c !== 0x28 && c !== 0x29 && c !== 0x5c && c !== 0x22;
}

/** C23 6.4.7: quotes, a backslash or a comment opener between the brackets is undefined; then it is no header name. */
function headerName(r: Counter): boolean {
  let p = r.at + 1;
  while (p < r.size && lineEnd(r, p) === 0) {
    const c = r.bytes[p];
    const next = p + 1 < r.size ? r.bytes[p + 1] : undefined;
    if (c === 0x3e) {
      emit(r, TokenKind.string, r.at, p + 1, r.line);
      r.at = p + 1;
      return true;
    }
    if (c === 0x22 || c === 0x27 || c === 0x5c || (c === 0x2f && (next === 0x2f || next === 0x2a))) return false;
    p += 1;
  }
  return false;
}

function punctuator(r: Counter): void {
  const start = r.at;
  const length = [3, 2].find((n) => start + n <= r.size && punctuators.has(textOf(r, start, start + n))) ?? 1;
  let code = 0;
  for (let i = length - 1; i >= 0; i -= 1) code = code * 256 + (r.bytes[start + i] ?? 0);
  r.at += length;
  emit(r, TokenKind.punctuator, start, r.at, r.line, code);
}
