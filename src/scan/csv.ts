/** Reads comma-separated values (RFC 4180) into rows with their lines; limits on size and rows, and never a throw. The separator is told by the caller. */

export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvRead {
  readonly rows: readonly CsvRow[];
  /** Why the rest could not be read; rows before it are whole. */
  readonly trouble: string;
}

export const largestCsv = 16 * 1024 * 1024;
export const mostRows = 100_000;
export const mostCells = 200;

export function readCsv(bytes: Uint8Array, separator: ',' | ';'): CsvRead {
  if (bytes.length > largestCsv) return { rows: [], trouble: `${bytes.length} bytes: more than the ${largestCsv} that are read as one table` };
  const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
  const rows: CsvRow[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    if (rows.length === mostRows) return { rows, trouble: `more than ${mostRows} rows` };
    const cells: string[] = [];
    const began = line;
    for (let more = true; more; at++) {
      if (cells.length === mostCells) return { rows, trouble: `more than ${mostCells} cells in line ${began}` };
      const isQuoted = text[at] === '"';
      const end = isQuoted ? closing(text, at + 1) : plainEnd(text, at, separator);
      if (end < 0) return { rows, trouble: `a quoted cell without end, from line ${line}` };
      const cell = text.slice(isQuoted ? at + 1 : at, end);
      cells.push(isQuoted ? cell.replaceAll('""', '"') : cell);
      line += cell.split('\n').length - 1;
      at = isQuoted ? end + 1 : end;
      if (at < text.length && text[at] !== separator && text[at] !== '\n') return { rows, trouble: `something behind the end of a quoted cell in line ${line}` };
      more = text[at] === separator;
    }
    rows.push({ line: began, cells });
    line++;
  }
  return { rows, trouble: '' };
}

function plainEnd(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n') at++;
  return at;
}

/** The quote that ends a cell; two in a row are one of its characters. */
function closing(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
