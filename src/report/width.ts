/** Measures and lays out text in terminal columns, by what a reader sees as one character. It does not escape. */
import { compareText } from '../core/place.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Ranges that terminals draw two columns wide: East Asian Wide and Fullwidth (Unicode UAX #11), and emoji. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x231a, 0x231b], [0x2329, 0x232a], [0x23e9, 0x23f3], [0x25fd, 0x25fe], [0x2614, 0x2615],
  [0x2630, 0x2637], [0x2648, 0x2653], [0x267f, 0x267f], [0x268a, 0x268f], [0x2693, 0x2693], [0x26a1, 0x26a1],
  [0x26aa, 0x26ab], [0x26bd, 0x26be], [0x26c4, 0x26c5], [0x26ce, 0x26ce], [0x26d4, 0x26d4], [0x26ea, 0x26ea],
  [0x26f2, 0x26f5], [0x26fa, 0x26fa], [0x26fd, 0x26fd], [0x2705, 0x2705], [0x270a, 0x270b], [0x2728, 0x2728],
  [0x274c, 0x274c], [0x274e, 0x274e], [0x2753, 0x2757], [0x2795, 0x2797], [0x27b0, 0x27bf], [0x2b1b, 0x2b1c],
  [0x2b50, 0x2b55], [0x2e80, 0x303e], [0x3041, 0x4dbf], [0x4dc0, 0x4dff], [0x4e00, 0xa4cf], [0xa960, 0xa97c],
  [0xac00, 0xd7a3], [0xf900, 0xfaff], [0xfe10, 0xfe19], [0xfe30, 0xfe6f], [0xff01, 0xff60], [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff], [0x1aff0, 0x1b2ff], [0x1d300, 0x1d376], [0x1f000, 0x1faff], [0x20000, 0x3fffd],
];

/** Columns of a string on a terminal. */
export function columns(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let sum = 0;
  for (const { segment } of segmenter.segment(text)) sum += graphemeColumns(segment);
  return sum;
}

/** Widest of the code points, because terminals that do not join a cluster draw its widest part at least. */
function graphemeColumns(grapheme: string): number {
  let sum = 0;
  for (const character of grapheme) {
    const point = character.codePointAt(0) ?? 0;
    if (/\p{Mn}|\p{Me}/u.test(character)) continue;
    sum += wide.some(([first, last]) => point >= first && point <= last) ? 2 : 1;
  }
  return sum;
}

/** Cuts at `width` columns; what was cut is shown by one `…`, and `end` keeps the tail instead of the head. */
export function cut(text: string, width: number, keep: 'head' | 'tail' = 'head'): string {
  if (columns(text) <= width) return text;
  const parts = [...segmenter.segment(text)].map(({ segment }) => segment);
  if (keep === 'tail') parts.reverse();
  const kept: string[] = [];
  let used = 1;
  for (const part of parts) {
    used += graphemeColumns(part);
    if (used > width) break;
    kept.push(part);
  }
  return keep === 'tail' ? `…${kept.reverse().join('')}` : `${kept.join('')}…`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - columns(text))) + text;
}

/** Breaks at spaces into lines of at most `width` columns; a word longer than a line is broken where it must. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(width, 2);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (columns(joined) <= room) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = columns(word) <= room ? [word] : breakWord(word, room);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** Pieces of at most `width` columns, preferring to break after a separator: a path after `/`, code after a space. */
export function breakWord(word: string, width: number, separator = '/'): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const { segment } of segmenter.segment(word)) {
    const size = graphemeColumns(segment);
    if (used + size > width && piece !== '') {
      const slash = piece.lastIndexOf(separator) + 1;
      const stay = slash > piece.length / 2 ? slash : piece.length;
      pieces.push(piece.slice(0, stay));
      piece = piece.slice(stay);
      used = columns(piece);
    }
    piece += segment;
    used += size;
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}

/** Stable order by a text key, by UTF-16 code unit. */
export function byText<Item>(key: (item: Item) => string): (a: Item, b: Item) => number {
  return (a, b) => compareText(key(a), key(b));
}
