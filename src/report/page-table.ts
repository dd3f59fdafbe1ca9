/** Lays a table out in columns that share the width; cells wrap, and a table with too many columns becomes a list. */
import { columns, padEnd, wrap } from './width.ts';

const gap = 2;
const narrowest = 6;

/** The first row holds the headings. Cells must be plain. */
export function layTable(rows: readonly (readonly string[])[], width: number, bold: (text: string) => string): string[] {
  const count = Math.max(...rows.map((row) => row.length), 1);
  const room = width - gap * (count - 1);
  if (room < count * narrowest) return asList(rows, width, bold);
  const widths = share(Array.from({ length: count }, (_, index) => Math.max(...rows.map((row) => columns(row[index] ?? '')), 1)), room);
  return rows.flatMap((row, index) => {
    const lines = layRow(row, widths);
    return index === 0 ? [...lines.map(bold), widths.map((size) => '─'.repeat(size)).join(' '.repeat(gap))] : lines;
  });
}

function layRow(row: readonly string[], widths: readonly number[]): string[] {
  const cells = widths.map((size, index) => wrap(row[index] ?? '', size));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => cells.map((lines, index) => padEnd(lines[line] ?? '', widths[index] ?? 0)).join(' '.repeat(gap)).trimEnd());
}

/** Columns that need little get what they need; the wide ones share what is left evenly. */
function share(needs: readonly number[], room: number): number[] {
  const widths = needs.map(() => 0);
  let left = room;
  let open = needs.map((_, index) => index);
  for (;;) {
    const each = Math.floor(left / Math.max(open.length, 1));
    const fits = open.filter((index) => (needs[index] ?? 0) <= each);
    if (fits.length === 0 || open.length === 0) {
      for (const index of open) widths[index] = Math.max(each, narrowest);
      return widths;
    }
    for (const index of fits) widths[index] = needs[index] ?? 0;
    left -= fits.reduce((sum, index) => sum + (needs[index] ?? 0), 0);
    open = open.filter((index) => !fits.includes(index));
  }
}

function asList(rows: readonly (readonly string[])[], width: number, bold: (text: string) => string): string[] {
  const [head = [], ...rest] = rows;
  return rest.flatMap((row) => row.flatMap((cell, index) => {
    const lines = wrap(`${head[index] ?? ''}: ${cell}`, width);
    return index === 0 ? lines.map(bold) : lines;
  }));
}
