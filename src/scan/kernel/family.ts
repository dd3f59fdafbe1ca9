/** Counts lines for any comment family that the caller laid out in the family area. It makes no tokens. */
import { lineEnd } from './bytes';
import { FAMILY } from './memory';
import { end, endLine, finish, HAS_CODE, HAS_COMMENT, lineStart, mark } from './state';

/** Class of each byte: 0 code, 1 blank, 2 line end, 3 the first of some mark. Filled by the caller, as are the marks. */
const FIRST: usize = FAMILY;
/** Marks, 24 bytes each: sort, flags, opener's length, closer's length, opener (8), closer (8); sort 0 ends them. */
const MARKS: usize = FAMILY + 0x100;
const MARK_SIZE: usize = 24;

const BLOCK: u8 = 1;
const LINE: u8 = 2;

/** Flags: the mark counts only as a whole word; a quote spans lines; a block nests. */
const WHOLE: u8 = 1;
const SPANS: u8 = 2;
const NESTS: u8 = 4;

export function linesFamily(p: usize): void {
  while (p < end) {
    const k = load<u8>(FIRST + load<u8>(p));
    if (k == 0) {
      mark(HAS_CODE);
      p++;
    } else if (k == 1) p++;
    else if (k == 2) {
      p += lineEnd(p);
      endLine(p, 0);
    } else p = marked(p);
  }
  finish();
}

function marked(p: usize): usize {
  for (let m = MARKS; load<u8>(m) != 0; m += MARK_SIZE) {
    if (!stands(p, m + 4, load<u8>(m, 2)) || !isWhole(p, m)) continue;
    if (load<u8>(m) == BLOCK) return block(p, m);
    if (load<u8>(m) == LINE) return restOfLine(p);
    return quoted(p, m);
  }
  mark(HAS_CODE);
  return p + 1;
}

function stands(p: usize, text: usize, length: u32): bool {
  if (length == 0 || p + length > end) return false;
  for (let i: u32 = 0; i < length; i++) if (load<u8>(p + i) != load<u8>(text + i)) return false;
  return true;
}

function isWord(p: usize): bool {
  const c: u32 = load<u8>(p);
  return (c | 0x20) - 0x61 < 26 || c - 0x30 < 10 || c == 0x5f || c == 0x24 || c >= 0x80;
}

function isWhole(p: usize, m: usize): bool {
  if ((load<u8>(m, 1) & WHOLE) == 0) return true;
  return !(p > lineStart && isWord(p - 1)) && !isWord(p + load<u8>(m, 2));
}

function restOfLine(p: usize): usize {
  mark(HAS_COMMENT);
  while (p < end && lineEnd(p) == 0) p++;
  return p;
}

function block(p: usize, m: usize): usize {
  const opens: u32 = load<u8>(m, 2);
  const closes: u32 = load<u8>(m, 3);
  const nests = (load<u8>(m, 1) & NESTS) != 0;
  let depth = 1;
  mark(HAS_COMMENT);
  p += opens;
  while (p < end && depth > 0) {
    const feed = lineEnd(p);
    if (feed > 0) {
      p += feed;
      endLine(p, HAS_COMMENT);
    } else if (stands(p, m + 12, closes)) {
      p += closes;
      depth--;
    } else if (nests && stands(p, m + 4, opens)) {
      p += opens;
      depth++;
    } else p++;
  }
  return p;
}

function quoted(p: usize, m: usize): usize {
  const length: u32 = load<u8>(m, 2);
  mark(HAS_CODE);
  p += length;
  while (p < end) {
    const feed = lineEnd(p);
    if (feed > 0) {
      if ((load<u8>(m, 1) & SPANS) == 0) break;
      p += feed;
      endLine(p, HAS_CODE);
    } else if (load<u8>(p) == 0x5c) p += lineEnd(p + 1) > 0 || p + 1 >= end ? 1 : 2;
    else if (stands(p, m + 4, length)) return p + length;
    else p++;
  }
  return p;
}
