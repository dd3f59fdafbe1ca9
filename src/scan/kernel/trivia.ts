/** Comments and spliced lines, as C and Rust share them. */
import { findEither, findLineEnd, isBlank, lineEnd } from './bytes';
import { COMMENT, emit, end, endLine, HAS_COMMENT, line, mark, note, OPEN_COMMENT } from './state';

export let keepComments: bool = false;

export function setKeepComments(keep: bool): void {
  keepComments = keep;
}

/** Length of a backslash, optional blanks and a line end at `p` (C23 5.1.1.2, and GCC's leniency), else 0. */
export function splice(p: usize): usize {
  let q = p + 1;
  while (isBlank(load<u8>(q)) && q < end) q++;
  const length = lineEnd(q);
  return length == 0 ? 0 : q + length - p;
}

/** From `//` at `p` to the line end that closes it; with `spliced` a backslash before a line end carries on. */
export function lineComment(p: usize, spliced: bool): usize {
  const start = p;
  const opened = line;
  mark(HAS_COMMENT);
  while (true) {
    p = findLineEnd(p, end);
    if (p >= end || !spliced) break;
    let back = p - 1;
    while (isBlank(load<u8>(back))) back--;
    if (load<u8>(back) != 0x5c) break;
    p += lineEnd(p);
    endLine(p, HAS_COMMENT);
  }
  if (keepComments) emit(COMMENT, start, p, opened, 0);
  return p;
}

/** From the opener at `p` to behind the closer. */
export function blockComment(p: usize, nested: bool): usize {
  const start = p;
  const opened = line;
  let depth = 1;
  mark(HAS_COMMENT);
  p += 2;
  while (true) {
    p = findEither(p, end, 0x2a, nested ? 0x2f : 0x2a);
    if (p >= end) break;
    const pair = load<u16>(p);
    if (pair == 0x2f2a) {
      p += 2;
      if (--depth == 0) break;
    } else if (nested && pair == 0x2a2f) {
      p += 2;
      depth++;
    } else {
      const length = lineEnd(p);
      if (length == 0) p++;
      else {
        p += length;
        endLine(p, HAS_COMMENT);
      }
    }
  }
  if (depth > 0) {
    p = end;
    note(OPEN_COMMENT, opened);
  }
  if (keepComments) emit(COMMENT, start, p, opened, 0);
  return p;
}
