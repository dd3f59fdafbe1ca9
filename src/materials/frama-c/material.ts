/** The table of properties that Frama-C writes (`-then -report -report-csv FILE`), whichever of its analyses decided them. It names no version, no options and no function that was never reached. */
import type { Material, Unreadable } from '../../core/material.ts';

export interface Property {
  readonly file: string;
  readonly atLine: string;
  readonly inFunction: string;
  readonly kind: string;
  readonly status: string;
  readonly text: string;
  readonly line: number;
}

export interface FramaTable {
  /** Properties of the device's own files. */
  readonly properties: readonly Property[];
  /** Properties of the library that comes with Frama-C, which it takes for granted. */
  readonly library: number;
  /** A row that has not all of its fields: the table was cut. */
  readonly cut: number;
}

/** Properties of one table. */
export const mostProperties = 500_000;

const header = 'directory\tfile\tline\tfunction\tproperty kind\tstatus\tproperty';
/** Under this name Frama-C speaks of its own headers, wherever they lie. */
const share = /^FRAMAC_SHARE(?:\/|$)/;

function parse(bytes: Uint8Array): FramaTable | Unreadable {
  const properties: Property[] = [];
  let library = 0;
  let cut = 0;
  const rows = new TextDecoder().decode(bytes).split('\n');
  if (rows.length > mostProperties) return { unreadable: `more than ${mostProperties} properties in one table` };
  for (const [index, row] of rows.entries()) {
    if (index === 0 || row === '') continue;
    const [directory = '', name = '', atLine = '', inFunction = '', kind = '', status = '', ...text] = row.replace(/\r$/, '').split('\t');
    // The last row of a whole table ends with its line.
    if (text.length === 0 || index === rows.length - 1) cut ||= index + 1;
    else if (share.test(directory)) library++;
    else properties.push({ file: directory === '' || directory === '.' ? name : `${directory}/${name}`, atLine, inFunction, kind, status, text: text.join(' '), line: index + 1 });
  }
  return { properties, library, cut };
}

export default {
  name: 'frama-c',
  nature: 'analysis',
  recognise: ({ head }) => (new TextDecoder().decode(head.subarray(0, header.length + 1)).trimEnd() === header ? 'content' : undefined),
  parse,
} satisfies Material<FramaTable>;
