/** The C and C++ lexer. It expands no macro and follows no include; it yields what the text says, arm by arm. */
import { APOSTROPHE, BACKSLASH, BLANK, classOf, DIGIT, DOT, HASH, isDigit, lineEnd, MULTI, NAME, nameEnd, NEWLINE, QUOTE, SINGLE, SLASH } from './bytes';
import { headerName, number, PLAIN_PREFIX, prefixOf, punctuatorLength, quoted, rawOpen, rawString, RAW_PREFIX } from './c-parts';
import { directiveCode, INCLUDE } from './directives';
import { CLASS, CODE, END, INPUT } from './memory';
import { CHARACTER, count, DIRECTIVE, DIRECTIVE_END, emit, end, endLine, finish, HAS_CODE, IDENTIFIER, line, mark, PUNCTUATOR, STRING } from './state';
import { blockComment, lineComment, splice } from './trivia';
import { wordAt } from './words';

export function setClasses(): void {
  store<u8>(CLASS + 0x24, NAME);
  store<u8>(CLASS + 0x23, HASH);
  store<u8>(CLASS + 0x5c, BACKSLASH);
}

let inDirective: bool = false;
/** Nothing but white space and comments stood on this line so far. */
let fresh: bool = true;

export function lexC(p: usize): void {
  setClasses();
  inDirective = false;
  fresh = true;
  while (true) {
    let c: u32 = load<u8>(p);
    while (c == 0x20) c = load<u8>(++p);
    switch (load<u8>(CLASS + c)) {
      case BLANK:
        if (p >= end) {
          endDirective(end);
          finish();
          return;
        }
        p++;
        break;
      case NEWLINE:
        endDirective(p);
        fresh = true;
        p += lineEnd(p);
        endLine(p, 0);
        break;
      case NAME:
        p = name(p);
        break;
      case DIGIT:
        begin();
        p = number(p);
        break;
      case SINGLE:
        begin();
        emit(PUNCTUATOR, p, p + 1, line, c);
        p++;
        break;
      case SLASH: {
        const next = load<u8>(p + 1);
        if (next == 0x2f) p = lineComment(p, true);
        else if (next == 0x2a) p = blockComment(p, false);
        else p = punctuator(p);
        break;
      }
      case QUOTE:
        begin();
        p = quoted(p, p, 0x22, STRING);
        break;
      case APOSTROPHE:
        begin();
        p = quoted(p, p, 0x27, CHARACTER);
        break;
      case HASH:
        p = fresh && !inDirective ? directive(p) : punctuator(p);
        break;
      case BACKSLASH: {
        const length = splice(p);
        mark(HAS_CODE);
        if (length > 0) {
          p += length;
          endLine(p, 0);
        } else p = punctuator(p);
        break;
      }
      case DOT:
        if (isDigit(load<u8>(p + 1))) {
          begin();
          p = number(p);
          break;
        }
      default:
        p = punctuator(p);
    }
  }
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function begin(): void {
  fresh = false;
  mark(HAS_CODE);
}

function endDirective(p: usize): void {
  if (!inDirective) return;
  inDirective = false;
  emit(DIRECTIVE_END, p, p, line, 0);
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function name(p: usize): usize {
  begin();
  const stop = nameEnd(p + 1, true);
  const next = load<u8>(stop);
  if (next == 0x22 || next == 0x27) {
    const after = literal(p, stop, next);
    if (after > 0) return after;
  }
  emit(IDENTIFIER, p, stop, line, wordAt(p, <u32>(stop - p)));
  return stop;
}

/** Whether the name from `p` to `quote` is the prefix of a literal. */
function isLiteral(p: usize, quote: usize, closer: u8): bool {
  const prefix = prefixOf(p, quote);
  if (prefix != RAW_PREFIX) return prefix == PLAIN_PREFIX;
  return closer == 0x22 && rawOpen(quote) > 0;
}

/** A string or character whose prefix is the name from `p` to `quote`, or 0 when the name is no prefix. */
function literal(p: usize, quote: usize, closer: u8): usize {
  if (!isLiteral(p, quote, closer)) return 0;
  if (prefixOf(p, quote) == RAW_PREFIX) return rawString(p, quote, rawOpen(quote));
  return quoted(p, quote, closer, closer == 0x22 ? STRING : CHARACTER);
}

function punctuator(p: usize): usize {
  begin();
  const length = punctuatorLength(p);
  const bits = <u32>length << 3;
  emit(PUNCTUATOR, p, p + length, line, load<u32>(p) & (0xffffffff >> (32 - bits)));
  return p + length;
}

/** Blanks, comments and splices inside a directive; stops before everything else. */
function betweenTokens(p: usize): usize {
  while (p < end) {
    const k = classOf(p);
    if (k == BLANK) p++;
    else if (k == SLASH && load<u8>(p + 1) == 0x2f) p = lineComment(p, true);
    else if (k == SLASH && load<u8>(p + 1) == 0x2a) p = blockComment(p, false);
    else if (k == BACKSLASH) {
      const length = splice(p);
      if (length == 0) break;
      mark(HAS_CODE);
      p += length;
      endLine(p, 0);
    } else break;
  }
  return p;
}

/** `#` and the name behind it are one token, however far apart they stand. */
function directive(p: usize): usize {
  begin();
  inDirective = true;
  const token = count;
  emit(DIRECTIVE, p, p + 1, line, 0);
  p = betweenTokens(p + 1);
  if (p >= end || classOf(p) != NAME) return p;
  const stop = nameEnd(p + 1, true);
  const next = load<u8>(stop);
  if ((next == 0x22 || next == 0x27) && isLiteral(p, stop, next)) return p;
  mark(HAS_CODE);
  const code = directiveCode(p, <u32>(stop - p));
  if (token < count) {
    store<u32>(END + (<usize>token << 2), <u32>(stop - INPUT));
    store<u32>(CODE + (<usize>token << 2), code);
  }
  if (code != INCLUDE) return stop;
  p = betweenTokens(stop);
  return load<u8>(p) == 0x3c && p < end ? headerName(p) : p;
}
