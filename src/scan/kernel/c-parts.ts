/** The tokens of C and C++ that need more than one look: literals, numbers, punctuators, header names. */
import { findEither, isName, lineEnd } from './bytes';
import { emit, end, endLine, HAS_CODE, line, mark, note, NUMBER, OPEN_RAW_STRING, STRING } from './state';
import { splice } from './trivia';

export const NO_PREFIX: u32 = 0;
export const PLAIN_PREFIX: u32 = 1;
export const RAW_PREFIX: u32 = 2;

/** Whether the name from `p` to `q` is an encoding prefix: L u U u8, or R behind one of them or alone. */
export function prefixOf(p: usize, q: usize): u32 {
  const length = q - p;
  const first: u32 = load<u8>(p);
  const last: u32 = load<u8>(q - 1);
  const encodes = first == 0x4c || first == 0x75 || first == 0x55;
  if (length == 1) return encodes ? PLAIN_PREFIX : first == 0x52 ? RAW_PREFIX : NO_PREFIX;
  if (!encodes || length > 3) return NO_PREFIX;
  const wide = first == 0x75 && load<u8>(p + 1) == 0x38;
  if (length == 2) return wide ? PLAIN_PREFIX : last == 0x52 ? RAW_PREFIX : NO_PREFIX;
  return wide && last == 0x52 ? RAW_PREFIX : NO_PREFIX;
}

/** The parenthesis that opens a raw string whose quote stands at `quote`, or 0 (C++11 [lex.string]: at most 16 bytes before it). */
export function rawOpen(quote: usize): usize {
  let p = quote + 1;
  while (p - quote <= 16) {
    const c = load<u8>(p);
    if (c <= 0x20 || c == 0x28 || c == 0x29 || c == 0x5c || c == 0x22) break;
    p++;
  }
  return load<u8>(p) == 0x28 ? p : 0;
}

/** Moves behind a raw string and keeps the lines; `start` is its prefix. */
export function rawString(start: usize, quote: usize, open: usize): usize {
  const opened = line;
  const length = open - quote - 1;
  let p = open + 1;
  while (true) {
    p = findEither(p, end, 0x29, 0x29);
    if (p >= end) break;
    const feed = lineEnd(p);
    if (feed > 0) {
      p += feed;
      endLine(p, HAS_CODE);
    } else if (p + length + 1 < end && load<u8>(p + length + 1) == 0x22 && memory.compare(p + 1, quote + 1, length) == 0) {
      p += length + 2;
      emit(STRING, start, p, opened, 0);
      return p;
    } else p++;
  }
  note(OPEN_RAW_STRING, opened);
  emit(STRING, start, end, opened, 0);
  return end;
}

/** From the quote at `quote` to behind the closing one, or to the end of the line when there is none. */
export function quoted(start: usize, quote: usize, closer: u8, kind: u8): usize {
  const opened = line;
  let p = quote + 1;
  while (true) {
    p = findEither(p, end, closer, 0x5c);
    if (p >= end) {
      p = end;
      break;
    }
    const c = load<u8>(p);
    if (c == closer) {
      p++;
      break;
    }
    if (c != 0x5c) break;
    const length = splice(p);
    if (length > 0) {
      p += length;
      endLine(p, HAS_CODE);
    } else {
      p += 2;
      if (p > end) p = end;
    }
  }
  emit(kind, start, p, opened, 0);
  return p;
}

/** A preprocessing number (C23 6.4.8): it takes signs after an exponent letter and separators before a digit or letter. */
export function numberEnd(p: usize): usize {
  p++;
  while (true) {
    const c: u32 = load<u8>(p);
    if (isName(p) || c == 0x2e) p++;
    else if (c == 0x27 && isName(p + 1)) p += 2;
    else if (c == 0x2b || c == 0x2d) {
      const before = load<u8>(p - 1) | 0x20;
      if (before != 0x65 && before != 0x70) return p;
      p++;
    } else return p;
  }
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function number(p: usize): usize {
  const stop = numberEnd(p);
  emit(NUMBER, p, stop, line, 0);
  return stop;
}

/** The longest punctuator at `p`. */
export function punctuatorLength(p: usize): usize {
  const c: u32 = load<u8>(p);
  const d: u32 = load<u8>(p + 1);
  const e: u32 = load<u8>(p + 2);
  switch (c) {
    case 0x2d: // - -> ->* -- -=
      if (d == 0x3e) return e == 0x2a ? 3 : 2;
      return d == 0x2d || d == 0x3d ? 2 : 1;
    case 0x3c: // < << <<= <= <=>
      if (d == 0x3c) return e == 0x3d ? 3 : 2;
      if (d == 0x3d) return e == 0x3e ? 3 : 2;
      return 1;
    case 0x3e: // > >> >>= >=
      if (d == 0x3e) return e == 0x3d ? 3 : 2;
      return d == 0x3d ? 2 : 1;
    case 0x2e: // . ... .*
      if (d == 0x2e && e == 0x2e) return 3;
      return d == 0x2a ? 2 : 1;
    case 0x2b: // + & | : # double
    case 0x26:
    case 0x7c:
      return d == c || d == 0x3d ? 2 : 1;
    case 0x3a:
    case 0x23:
      return d == c ? 2 : 1;
    case 0x3d: // = ! * / % ^ join with =
    case 0x21:
    case 0x2a:
    case 0x2f:
    case 0x25:
    case 0x5e:
      return d == 0x3d ? 2 : 1;
    default:
      return 1;
  }
}

/** `<name>` after an include. C23 6.4.7: quotes, a backslash or a comment opener inside is undefined; then it is none. */
export function headerName(p: usize): usize {
  let q = p + 1;
  for (; q < end && lineEnd(q) == 0; q++) {
    const c = load<u8>(q);
    if (c == 0x3e) {
      mark(HAS_CODE);
      emit(STRING, p, q + 1, line, 0);
      return q + 1;
    }
    if (c == 0x22 || c == 0x27 || c == 0x5c) break;
    if (c == 0x2f && (load<u8>(q + 1) == 0x2f || load<u8>(q + 1) == 0x2a)) break;
  }
  return p;
}
