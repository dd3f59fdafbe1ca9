/** Findings of a test that a person wrote into a table: comma-separated values that begin with `plumbline-findings,1`. A row that is not as described is named and left out; the others are kept. */
import type { Material, Unreadable } from '../../core/material.ts';
import { readCsv, type CsvRow } from '../../scan/csv.ts';

export interface Row {
  readonly line: number;
  readonly cell: (column: string) => string;
}

export interface Table {
  /** What is said about the whole test, by name in lower case; the last of two counts. */
  readonly about: ReadonlyMap<string, string>;
  readonly subjects: readonly string[];
  readonly rows: readonly Row[];
  readonly trouble: string;
}

export const columns = ['id', 'title', 'severity', 'cwe', 'cve', 'place', 'status'] as const;
const needed = ['id', 'title', 'severity', 'status'] as const;

const opening = /^(?:\xef\xbb\xbf)?"?plumbline-findings"?([,;])"?1"?[,;]*\r?(?:\n|$)/;

function parse(bytes: Uint8Array): Table | Unreadable {
  const separator = opening.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 300)))?.[1];
  if (separator === undefined) return { unreadable: 'a table of findings begins with the line plumbline-findings,1' };
  const { rows, trouble } = readCsv(bytes, separator === ';' ? ';' : ',');
  const body = rows.slice(1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const start = body.findIndex(({ cells }) => named(cells[0]) === 'id');
  const head = body[start];
  if (head === undefined) return { unreadable: trouble === '' ? 'no row names the columns: it begins with id' : trouble };
  const names = head.cells.map(named);
  const missing = needed.filter((column) => !names.includes(column));
  if (missing.length > 0) return { unreadable: `line ${head.line} names no column ${missing.join(', ')}` };
  const said = body.slice(0, start).map(({ cells: [name, value = ''] }): readonly [string, string] => [named(name), value.trim()]);
  return {
    about: new Map(said),
    subjects: said.filter(([name]) => name === 'subject').map(([, value]) => value.toLowerCase()),
    rows: body.slice(start + 1).map((row) => rowOf(row, names)),
    trouble,
  };
}

const named = (cell = ''): string => cell.trim().toLowerCase();

function rowOf({ line, cells }: CsvRow, names: readonly string[]): Row {
  return { line, cell: (column) => (cells[names.indexOf(column)] ?? '').trim() };
}

export default {
  name: 'findings-table',
  nature: 'analysis',
  recognise: ({ head }) => (opening.test(new TextDecoder('latin1').decode(head.subarray(0, 300))) ? 'content' : undefined),
  parse,
} satisfies Material<Table>;
