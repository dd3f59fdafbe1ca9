/** The Rust lexer. It expands no macro; doc comments are comments. */
import { APOSTROPHE, BLANK, classOf, DIGIT, DOT, findEither, isBlank, isDigit, lineEnd, MULTI, NAME, nameEnd, NEWLINE, QUOTE, SINGLE, SLASH } from './bytes';
import { CLASS } from './memory';
import {
  CHARACTER, emit, end, endLine, finish, HAS_CODE, IDENTIFIER, LIFETIME, line, mark, note, NUMBER, OPEN_RAW_STRING, OPEN_STRING, PUNCTUATOR, STRING,
} from './state';
import { blockComment, lineComment } from './trivia';
import { wordAt } from './words';

function setClasses(): void {
  store<u8>(CLASS + 0x24, SINGLE);
  store<u8>(CLASS + 0x23, SINGLE);
  store<u8>(CLASS + 0x5c, SINGLE);
}

export function lexRust(p: usize): void {
  setClasses();
  if (isShebang(p)) p = lineComment(p, false);
  while (true) {
    let c: u32 = load<u8>(p);
    while (c == 0x20) c = load<u8>(++p);
    switch (load<u8>(CLASS + c)) {
      case BLANK:
        if (p >= end) {
          finish();
          return;
        }
        p++;
        break;
      case NEWLINE:
        p += lineEnd(p);
        endLine(p, 0);
        break;
      case NAME:
        p = name(p);
        break;
      case DIGIT:
        p = number(p);
        break;
      case SINGLE:
        mark(HAS_CODE);
        emit(PUNCTUATOR, p, p + 1, line, c);
        p++;
        break;
      case SLASH: {
        const next = load<u8>(p + 1);
        if (next == 0x2f) p = lineComment(p, false);
        else if (next == 0x2a) p = blockComment(p, true);
        else p = punctuator(p);
        break;
      }
      case QUOTE:
        p = quoted(p, p);
        break;
      case APOSTROPHE: {
        const stop = characterEnd(p);
        p = stop > 0 ? literal(CHARACTER, p, stop) : lifetime(p);
        break;
      }
      default:
        p = punctuator(p);
    }
  }
}

/** A first line `#!` is a shebang unless it opens an inner attribute (Rust reference, crates and source files). */
function isShebang(p: usize): bool {
  if (load<u16>(p) != 0x2123) return false;
  p += 2;
  while (p < end && (isBlank(load<u8>(p)) || lineEnd(p) > 0)) p++;
  return load<u8>(p) != 0x5b;
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function literal(kind: u8, start: usize, stop: usize): usize {
  mark(HAS_CODE);
  emit(kind, start, stop, line, 0);
  return stop;
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function name(p: usize): usize {
  mark(HAS_CODE);
  let stop = nameEnd(p + 1, false);
  const next: u32 = load<u8>(stop);
  if (next == 0x22 || next == 0x23 || next == 0x27) {
    const after = prefixed(p, stop, next);
    if (after > 0) return after;
    if (isRawName(p, stop)) stop = nameEnd(stop + 1, false);
  }
  emit(IDENTIFIER, p, stop, line, wordAt(p, <u32>(stop - p)));
  return stop;
}

/** `r#name`. */
function isRawName(p: usize, hash: usize): bool {
  return load<u8>(hash) == 0x23 && hash - p == 1 && load<u8>(p) == 0x72 && classOf(hash + 1) == NAME;
}

/** A literal whose prefix is the name from `p` to `q`: b c r br cr; or 0. */
function prefixed(p: usize, q: usize, next: u32): usize {
  const length = q - p;
  const first: u32 = load<u8>(p);
  const bytes = first == 0x62 || first == 0x63;
  if (length == 1 && bytes && next == 0x22) return quoted(p, q);
  if (next == 0x27) {
    if (length != 1 || first != 0x62) return 0;
    const stop = characterEnd(q);
    return stop > 0 ? literal(CHARACTER, p, stop) : 0;
  }
  const raw = length == 1 ? first == 0x72 : length == 2 && bytes && load<u8>(p + 1) == 0x72;
  return raw ? rawString(p, q) : 0;
}

function rawString(start: usize, p: usize): usize {
  const opened = line;
  const from = p;
  while (load<u8>(p) == 0x23) p++;
  if (load<u8>(p) != 0x22) return 0;
  const hashes = p - from;
  p++;
  while (true) {
    p = findEither(p, end, 0x22, 0x22);
    if (p >= end) break;
    const feed = lineEnd(p);
    if (feed > 0) {
      p += feed;
      endLine(p, HAS_CODE);
      continue;
    }
    p++;
    let closing: usize = 0;
    while (closing < hashes && load<u8>(p + closing) == 0x23) closing++;
    if (closing < hashes) continue;
    p += hashes;
    emit(STRING, start, p, opened, 0);
    return p;
  }
  note(OPEN_RAW_STRING, opened);
  emit(STRING, start, end, opened, 0);
  return end;
}

/** A string with escapes from the quote at `p`; it may span lines, and one that never ends swallows the file. */
function quoted(start: usize, p: usize): usize {
  const opened = line;
  mark(HAS_CODE);
  p++;
  while (true) {
    p = findEither(p, end, 0x22, 0x5c);
    if (p >= end) break;
    const c = load<u8>(p);
    if (c == 0x22) {
      emit(STRING, start, p + 1, opened, 0);
      return p + 1;
    }
    if (c == 0x5c) p += lineEnd(p + 1) > 0 ? 1 : 2;
    else {
      p += lineEnd(p);
      endLine(p, HAS_CODE);
    }
  }
  note(OPEN_STRING, opened);
  emit(STRING, start, end, opened, 0);
  return end;
}

/** Behind the character literal whose apostrophe stands at `p`, or 0 when none does. */
function characterEnd(p: usize): usize {
  let q = p + 1;
  if (q >= end || lineEnd(q) > 0) return 0;
  const c: u32 = load<u8>(q);
  if (c == 0x5c) {
    q += lineEnd(q + 1) > 0 ? 1 : 2;
    if (q > end) q = end;
    q = findEither(q, end, 0x27, 0x27);
    return q < end && load<u8>(q) == 0x27 ? q + 1 : q;
  }
  let length: usize = 1;
  while (c >= 0x80 && length < 4 && (load<u8>(q + length) & 0xc0) == 0x80) length++;
  return load<u8>(q + length) == 0x27 ? q + length + 1 : 0;
}

/** An apostrophe that opens no character: a lifetime, or a stray mark. */
function lifetime(p: usize): usize {
  const k = classOf(p + 1);
  if (k != NAME) {
    mark(HAS_CODE);
    emit(PUNCTUATOR, p, p + 1, line, 0x27);
    return p + 1;
  }
  return literal(LIFETIME, p, nameEnd(p + 1, false));
}

/** A number with its suffix. `1..2` and `1.max(2)` end before the point; a sign is taken in a decimal exponent only. */
function number(p: usize): usize {
  const start = p;
  const second = load<u8>(p + 1) | 0x20;
  const based = load<u8>(p) == 0x30 && (second == 0x78 || second == 0x6f || second == 0x62);
  let point = based;
  p++;
  while (true) {
    p = nameEnd(p, false);
    const c: u32 = load<u8>(p);
    if (c == 0x2e && !point) {
      const k = classOf(p + 1);
      if (k == DOT || k == NAME) break;
      point = true;
      p++;
    } else if ((c == 0x2b || c == 0x2d) && !based && (load<u8>(p - 1) | 0x20) == 0x65 && isDigit(load<u8>(p + 1))) p++;
    else break;
  }
  return literal(NUMBER, start, p);
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function punctuator(p: usize): usize {
  mark(HAS_CODE);
  const length = punctuatorLength(p);
  emit(PUNCTUATOR, p, p + length, line, load<u32>(p) & (0xffffffff >> (32 - (<u32>length << 3))));
  return p + length;
}

/** The longest punctuator at `p`. */
function punctuatorLength(p: usize): usize {
  const c: u32 = load<u8>(p);
  const d: u32 = load<u8>(p + 1);
  const e: u32 = load<u8>(p + 2);
  switch (c) {
    case 0x2d: // -> -=
      return d == 0x3e || d == 0x3d ? 2 : 1;
    case 0x3d: // => ==
      return d == 0x3e || d == 0x3d ? 2 : 1;
    case 0x3c: // < << <<= <=, and > alike
    case 0x3e:
      if (d == c) return e == 0x3d ? 3 : 2;
      return d == 0x3d ? 2 : 1;
    case 0x2e: // . .. ... ..=
      if (d != 0x2e) return 1;
      return e == 0x2e || e == 0x3d ? 3 : 2;
    case 0x26: // & |
    case 0x7c:
      return d == c || d == 0x3d ? 2 : 1;
    case 0x3a:
      return d == c ? 2 : 1;
    case 0x21: // ! + * / % ^ join with =
    case 0x2b:
    case 0x2a:
    case 0x2f:
    case 0x25:
    case 0x5e:
      return d == 0x3d ? 2 : 1;
    default:
      return 1;
  }
}
