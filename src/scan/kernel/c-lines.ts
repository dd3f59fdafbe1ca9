/** Counts the lines of C and C++ 64 bytes at a time, exactly as the lexer does. It makes no tokens. */
import { classOf, DIGIT, isDigit, isName, NAME, nameEnd } from './bytes';
import { setClasses } from './c';
import { numberEnd, prefixOf, quoted, rawOpen, rawString, RAW_PREFIX } from './c-parts';
import { CHARACTER, end, endLine, finish, HAS_CODE, lineStart, mark, STRING } from './state';
import { blockComment, lineComment } from './trivia';

/** Where the text behind the last literal or comment starts: tokens can be read on from here. */
let boundary: usize = 0;

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function bits(a: v128, b: v128, c: v128, d: v128): u64 {
  return <u64>i8x16.bitmask(a) | (<u64>i8x16.bitmask(b) << 16) | (<u64>i8x16.bitmask(c) << 32) | (<u64>i8x16.bitmask(d) << 48);
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function equal(a: v128, b: v128, c: v128, d: v128, byte: u8): u64 {
  const s = i8x16.splat(byte);
  return bits(i8x16.eq(a, s), i8x16.eq(b, s), i8x16.eq(c, s), i8x16.eq(d, s));
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function special(v: v128): v128 {
  return v128.or(i8x16.eq(v, i8x16.splat(0x22)), v128.or(i8x16.eq(v, i8x16.splat(0x27)), i8x16.eq(v, i8x16.splat(0x2f))));
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function dark(v: v128): v128 {
  return i8x16.gt_u(v, i8x16.splat(0x20));
}

export function linesC(p: usize): void {
  setClasses();
  boundary = p;
  while (p < end) {
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    let ends = equal(a, b, c, d, 0x0a);
    const returns = equal(a, b, c, d, 0x0d);
    const ink = bits(dark(a), dark(b), dark(c), dark(d));
    let marks = bits(special(a), special(b), special(c), special(d));
    if (returns != 0) {
      // A lone CR ends a line too; one before LF is part of that line end.
      const feedNext = load<u8>(p + 64) == 0x0a ? <u64>1 << 63 : 0;
      ends |= returns & ~((ends >> 1) | feedNext);
    }
    // An apostrophe, a quote or a slash that opens something ends the block early.
    let stop: usize = 0;
    let size: u32 = 64;
    while (marks != 0) {
      const at = <u32>ctz(marks);
      const next = load<u8>(p + at + 1);
      if (load<u8>(p + at) != 0x2f || next == 0x2f || next == 0x2a) {
        stop = p + at;
        size = at;
        break;
      }
      marks &= marks - 1;
    }
    takeLines(p, ends, ink, size);
    p = stop == 0 ? p + 64 : pass(stop);
  }
  finish();
}

/** Closes the lines that end among the first `size` bytes of a block, and marks what is left of the last one. */
// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function takeLines(p: usize, ends: u64, ink: u64, size: u32): void {
  const within: u64 = size == 64 ? ~0 : ((<u64>1 << size) - 1);
  ends &= within;
  ink &= within;
  while (ends != 0) {
    const low = ends ^ (ends - 1);
    if ((ink & low) != 0) mark(HAS_CODE);
    ink &= ~low;
    endLine(p + <usize>ctz(ends) + 1, 0);
    ends &= ends - 1;
  }
  if (ink != 0) mark(HAS_CODE);
}

/** From a quote, apostrophe or comment opener to behind what it opens. */
function pass(p: usize): usize {
  const c = load<u8>(p);
  if (c == 0x2f) boundary = load<u8>(p + 1) == 0x2f ? lineComment(p, true) : blockComment(p, false);
  else {
    mark(HAS_CODE);
    boundary = c == 0x22 ? string(p) : apostrophe(p);
  }
  return boundary;
}

function string(p: usize): usize {
  if (load<u8>(p - 1) == 0x52) {
    const prefix = tokenBefore(p);
    if (prefix < p && classOf(prefix) == NAME && prefixOf(prefix, p) == RAW_PREFIX) {
      const open = rawOpen(p);
      if (open > 0) return rawString(prefix, p, open);
    }
  }
  return quoted(p, p, 0x22, STRING);
}

/** A separator inside a number opens nothing. */
function apostrophe(p: usize): usize {
  const before = load<u8>(p - 1);
  if (isName(p - 1) || before == 0x2e || before == 0x2b || before == 0x2d) {
    const token = tokenBefore(p);
    if (token > p) return token;
  }
  return quoted(p, p, 0x27, CHARACTER);
}

/**
 * Reads tokens from the boundary: the start of the name or number that ends at `p`, or its end when it reaches beyond,
 * or `p` when none touches it. Each byte is read once, as the boundary moves on with every literal.
 */
function tokenBefore(p: usize): usize {
  let q = boundary > lineStart ? boundary : lineStart;
  while (q < p) {
    const k = classOf(q);
    if (k == NAME) {
      const stop = nameEnd(q + 1, true);
      if (stop == p) return q;
      q = stop;
    } else if (k == DIGIT || (load<u8>(q) == 0x2e && isDigit(load<u8>(q + 1)))) {
      const stop = numberEnd(q);
      if (stop > p) return stop;
      if (stop == p) return q;
      q = stop;
    } else q++;
  }
  return p;
}
