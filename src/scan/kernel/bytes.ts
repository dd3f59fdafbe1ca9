/** Classes of bytes and the vector searches that skip what does not matter. It knows no language. */
import { CLASS } from './memory';

export const BLANK: u8 = 0;
export const NEWLINE: u8 = 1;
export const NAME: u8 = 2;
export const DIGIT: u8 = 3;
/** A punctuator that joins with no other. */
export const SINGLE: u8 = 4;
/** A punctuator that may join with the next bytes. */
export const MULTI: u8 = 5;
export const SLASH: u8 = 6;
export const QUOTE: u8 = 7;
export const APOSTROPHE: u8 = 8;
export const HASH: u8 = 9;
export const BACKSLASH: u8 = 10;
export const DOT: u8 = 11;

/** Fills the class table: what both languages share; each changes a few entries. */
export function fillClasses(): void {
  for (let c: u32 = 0; c < 256; c++) {
    let k = SINGLE;
    if (c == 0x0a || c == 0x0d) k = NEWLINE;
    else if (c <= 0x20) k = BLANK;
    else if (c >= 0x80 || (c | 0x20) - 0x61 < 26 || c == 0x5f) k = NAME;
    else if (c - 0x30 < 10) k = DIGIT;
    store<u8>(CLASS + c, k);
  }
  // ! % & * + - : < = > | ^ #
  const multi: StaticArray<u8> = [0x21, 0x25, 0x26, 0x2a, 0x2b, 0x2d, 0x3a, 0x3c, 0x3d, 0x3e, 0x7c, 0x5e];
  for (let i = 0; i < multi.length; i++) store<u8>(CLASS + unchecked(multi[i]), MULTI);
  store<u8>(CLASS + 0x2f, SLASH);
  store<u8>(CLASS + 0x22, QUOTE);
  store<u8>(CLASS + 0x27, APOSTROPHE);
  store<u8>(CLASS + 0x2e, DOT);
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function classOf(p: usize): u8 {
  return load<u8>(CLASS + load<u8>(p));
}

/** A name or number byte by the current class table. */
// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function isName(p: usize): bool {
  const k = classOf(p);
  return k == NAME || k == DIGIT;
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function isDigit(c: u32): bool {
  return c - 0x30 < 10;
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function isBlank(c: u32): bool {
  return c <= 0x20 && c != 0x0a && c != 0x0d;
}

/** Length of the line end at `p`: 2 for CR LF, 1 for LF or a lone CR, else 0. Behind the file stand zeros. */
// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function lineEnd(p: usize): usize {
  const c = load<u8>(p);
  if (c == 0x0a) return 1;
  if (c != 0x0d) return 0;
  return load<u8>(p + 1) == 0x0a ? 2 : 1;
}

/**
 * From `p` to the first byte that no name holds. Each byte is looked up by its two halves; a byte is a name's when
 * both halves share a bit: 1 digits, 2 letters to o, 4 letters from p, 8 underscore, 16 above ASCII, 32 dollar.
 */
// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function nameEnd(p: usize, dollar: bool): usize {
  const low = dollar
    ? i8x16(21, 23, 23, 23, 55, 23, 23, 23, 23, 23, 22, 18, 18, 18, 18, 26)
    : i8x16(21, 23, 23, 23, 23, 23, 23, 23, 23, 23, 22, 18, 18, 18, 18, 26);
  const high = i8x16(0, 0, 32, 1, 2, 12, 2, 4, 16, 16, 16, 16, 16, 16, 16, 16);
  const zero = i8x16.splat(0);
  const nibble = i8x16.splat(15);
  while (true) {
    const v = v128.load(p);
    const a = i8x16.swizzle(low, v128.and(v, nibble));
    const b = i8x16.swizzle(high, i8x16.shr_u(v, 4));
    const stop = i8x16.bitmask(i8x16.eq(v128.and(a, b), zero));
    if (stop != 0) return p + ctz(stop);
    p += 16;
  }
}

/** From `p` to the first line end, or to `end`. */
// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function findLineEnd(p: usize, end: usize): usize {
  const lf = i8x16.splat(0x0a);
  const cr = i8x16.splat(0x0d);
  while (p < end) {
    const v = v128.load(p);
    const hit = i8x16.bitmask(v128.or(i8x16.eq(v, lf), i8x16.eq(v, cr)));
    if (hit != 0) return p + ctz(hit);
    p += 16;
  }
  return end;
}

/** From `p` to the first `a`, `b` or line end, or to `end`. */
// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function findEither(p: usize, end: usize, a: u8, b: u8): usize {
  const first = i8x16.splat(a);
  const second = i8x16.splat(b);
  const lf = i8x16.splat(0x0a);
  const cr = i8x16.splat(0x0d);
  while (p < end) {
    const v = v128.load(p);
    const lines = v128.or(i8x16.eq(v, lf), i8x16.eq(v, cr));
    const hit = i8x16.bitmask(v128.or(lines, v128.or(i8x16.eq(v, first), i8x16.eq(v, second))));
    if (hit != 0) return p + ctz(hit);
    p += 16;
  }
  return end;
}
