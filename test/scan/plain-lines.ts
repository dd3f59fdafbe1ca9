/** A plain line counter for any comment family, written to be read rather than to be fast. */
import type { CommentFamily } from '../../src/scan/family.ts';
import type { LineCounts } from '../../src/scan/lexed.ts';
import { close, endLine, isBlank, isName, lineEnd, openReader, seen, type Counter } from './plain.ts';

export function plainLines(bytes: Uint8Array, family: CommentFamily): LineCounts {
  const r = openReader(bytes);
  const longestFirst = (a: string, b: string): number => b.length - a.length;
  const quotes = [...family.quotes].sort(longestFirst);
  const blocks = [...family.block].sort((a, b) => longestFirst(a[0], b[0]));
  while (r.at < r.size) {
    const end = lineEnd(r, r.at);
    if (end > 0) endLine(r, end);
    else if (isBlank(bytes[r.at])) r.at += 1;
    else {
      const block = blocks.find(([open]) => stands(r, open));
      const quote = block ? undefined : quotes.find((mark) => stands(r, mark));
      if (block) between(r, block, family.nested === true);
      else if (family.line.some((mark) => stands(r, mark) && isWhole(r, mark))) restOfLine(r);
      else if (quote !== undefined) quoted(r, quote);
      else {
        r.lineHas |= seen.code;
        r.at += 1;
      }
    }
  }
  return close(r).lines;
}

function stands(r: Counter, mark: string): boolean {
  if (mark === '' || r.at + mark.length > r.size) return false;
  for (let i = 0; i < mark.length; i += 1) if (r.bytes[r.at + i] !== mark.charCodeAt(i)) return false;
  return true;
}

function isWhole(r: Counter, mark: string): boolean {
  if (!isName(mark.charCodeAt(0))) return true;
  const after = r.at + mark.length;
  return !(r.at > r.lineStart && isName(r.bytes[r.at - 1])) && !(after < r.size && isName(r.bytes[after]));
}

function restOfLine(r: Counter): void {
  r.lineHas |= seen.comment;
  while (r.at < r.size && lineEnd(r, r.at) === 0) r.at += 1;
}

function between(r: Counter, [open, shut]: readonly [string, string], nested: boolean): void {
  let depth = 1;
  r.lineHas |= seen.comment;
  r.at += open.length;
  while (r.at < r.size && depth > 0) {
    const end = lineEnd(r, r.at);
    if (end > 0) {
      endLine(r, end);
      r.lineHas |= seen.comment;
    } else if (stands(r, shut)) {
      r.at += shut.length;
      depth -= 1;
    } else if (nested && stands(r, open)) {
      r.at += open.length;
      depth += 1;
    } else r.at += 1;
  }
}

function quoted(r: Counter, mark: string): void {
  const spans = mark.length > 1 || mark === '`';
  r.lineHas |= seen.code;
  r.at += mark.length;
  while (r.at < r.size) {
    const end = lineEnd(r, r.at);
    if (end > 0) {
      if (!spans) return;
      endLine(r, end);
      r.lineHas |= seen.code;
    } else if (r.bytes[r.at] === 0x5c) r.at += lineEnd(r, r.at + 1) > 0 || r.at + 1 >= r.size ? 1 : 2;
    else if (stands(r, mark)) {
      r.at += mark.length;
      return;
    } else r.at += 1;
  }
}
