/** How comments and quotes are written in a family of languages. It says nothing about any other syntax. */

/**
 * Marks are ASCII, at most 8 bytes. A line mark that starts with a letter counts only as a whole word (`REM`).
 * A quote mark both opens and closes; a backslash takes the next byte; one-byte marks other than the backtick end
 * with their line. `nested` block comments end with their outermost close.
 */
export interface CommentFamily {
  readonly line: readonly string[];
  readonly block: readonly (readonly [open: string, close: string])[];
  readonly nested?: boolean;
  readonly quotes: readonly string[];
}

/** As `kernel/family.ts` reads them. */
const sort = { block: 1, line: 2, quote: 3 } as const;
const flag = { whole: 1, spans: 2, nests: 4 } as const;
const byte = { code: 0, blank: 1, lineEnd: 2, mark: 3 } as const;
const markSize = 24;
const longestMark = 8;

const packed = new WeakMap<Uint8Array, CommentFamily>();

/** Lays the family out in the kernel's family area; laying out the same one again costs nothing. */
export function packFamily(family: CommentFamily, area: Uint8Array): void {
  if (packed.get(area) === family) return;
  const longestFirst = (a: readonly string[], b: readonly string[]): number => (b[0] ?? '').length - (a[0] ?? '').length;
  const marks = [
    ...[...family.block].sort(longestFirst).map(([open, close]) => ({ sort: sort.block, flags: family.nested ? flag.nests : 0, open, close })),
    ...family.line.map((open) => ({ sort: sort.line, flags: /^[\w$]/.test(open) ? flag.whole : 0, open, close: '' })),
    ...family.quotes.map((open) => [open]).sort(longestFirst).map(([open = '']) => ({
      sort: sort.quote, flags: open.length > 1 || open === '`' ? flag.spans : 0, open, close: open,
    })),
  ].filter(({ open }) => open !== '');
  area.fill(0, 0, 0x100 + markSize * (marks.length + 1));
  area.fill(byte.blank, 0, 0x21);
  area[0x0a] = area[0x0d] = byte.lineEnd;
  marks.forEach((mark, index) => {
    if (mark.open.length > longestMark || mark.close.length > longestMark) throw new RangeError(`a comment mark is longer than ${longestMark} bytes: ${mark.open}`);
    area.set([mark.sort, mark.flags, mark.open.length, mark.close.length, ...Buffer.from(mark.open.padEnd(8, '\0') + mark.close.padEnd(8, '\0'), 'latin1')], 0x100 + index * markSize);
    area[mark.open.charCodeAt(0)] = byte.mark;
  });
  packed.set(area, family);
}
