/** Reads a YAML document against a schema and answers with the value or with every error at its line and column. */
import { LineCounter, isMap, isNode, isScalar, parseDocument } from 'yaml';
import { z } from 'zod';
import { UsageError } from './trouble.ts';

export interface Complaint {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type Read<Value> = { readonly value: Value } | { readonly complaints: readonly Complaint[] };

/** Parses and checks; never throws on bad text. Alias bombs, duplicate keys and unknown members are complaints. */
export function readDocument<Value>(text: string, schema: z.ZodType<Value>): Read<Value> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true });
  const at = (offset: number): Pick<Complaint, 'line' | 'column'> => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    return { complaints: document.errors.map((error) => ({ ...at(error.pos[0]), message: firstLine(error.message) })) };
  }
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { complaints: [{ line: 1, column: 1, message: firstLine(String(error)) }] };
  }
  const checked = schema.safeParse(plain);
  if (checked.success) return { value: checked.data };
  const complaints = checked.error.issues.map((issue) => {
    const offset = issue.code === 'unrecognized_keys' ? offsetOfKey(document, issue.path, issue.keys[0] ?? '') : offsetOf(document, issue.path);
    return { ...at(offset), message: sentence(issue.path, issue.message) };
  });
  // A reader mends from top to bottom.
  return { complaints: complaints.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** As `readDocument`, but bad text is the operator's: throws a `UsageError` that lists the first complaints. */
export function demandDocument<Value>(text: string, schema: z.ZodType<Value>, file: string, next: string): Value {
  const read = readDocument(text, schema);
  if ('value' in read) return read.value;
  const shown = read.complaints.slice(0, 10).map((c) => `${file}:${c.line}:${c.column}: ${c.message}`);
  const more = read.complaints.length > 10 ? `\n… and ${read.complaints.length - 10} more` : '';
  throw new UsageError('bad-document', shown.join('\n') + more, next);
}

/** The line, from 1, on which the value at `path` begins, for complaints about what a schema cannot check. */
export function lineIn(text: string, path: readonly PropertyKey[]): number {
  const lines = new LineCounter();
  return Math.max(lines.linePos(offsetOf(parseDocument(text, { lineCounter: lines }), path)).line, 1);
}

function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** Where the key itself stands: its value may begin lines below. */
function offsetOfKey(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[], key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
  return isScalar(pair?.key) && pair.key.range ? pair.key.range[0] : offsetOf(document, path);
}

function sentence(path: readonly PropertyKey[], message: string): string {
  const where = path.length === 0 ? '' : `${path.map(String).join('.')}: `;
  if (/^Invalid input: expected .*, received undefined$/.test(message)) return `${where}is missing`;
  return where + firstLine(message).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? text).replace(/ at line \d+, column \d+:?$/, '');
}
