/** Reads a YAML file of one record or of a list of them: each stands or falls alone, with its line. What a record means is for its reader. */
import { isMap, isNode, isSeq, type Node } from 'yaml';
import type { z } from 'zod';
import { firstLine, plainOf, readForeignYaml, type ForeignYaml } from './foreign-yaml.ts';

export interface RecordFile<Recorded> {
  readonly records: readonly { readonly line: number; readonly record: Recorded }[];
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

export interface RecordForm<Recorded> {
  /** The key that the file begins with, and whose value is the number of the format, 1. */
  readonly head: string;
  /** What a record is called, alone and of many: `a variance`, `variances`. */
  readonly one: string;
  readonly many: string;
  readonly schema: z.ZodType<Recorded>;
  /** Bytes, and records, of one file that are read. A YAML tree costs some hundred times its text. */
  readonly largest: number;
  readonly most: number;
}

/** A fault names the first complaint of a record at its line; two records of one id are a fault of the second. */
export function readRecords<Recorded extends { readonly id: string }>(bytes: Uint8Array, form: RecordForm<Recorded>): RecordFile<Recorded> {
  const { head, one, many, largest, most } = form;
  const fault = (line: number, reason: string): RecordFile<Recorded> => ({ records: [], faults: [{ line, reason }] });
  if (bytes.length > largest) return fault(1, `${bytes.length} bytes: more than the ${largest} that are read as ${many}`);
  const read = readForeignYaml(new TextDecoder().decode(bytes));
  if (!('document' in read)) return fault(read.line, read.reason);
  const { document, lineOf } = read;
  const contents: unknown = document.contents;
  if (!isMap(contents)) return fault(1, `${one} is a map that begins with ${head}: 1`);
  if (contents.get(head) !== 1) return fault(1, `${head}: only format 1 is read`);
  const records = contents.get('records', true);
  if (records === undefined) return collect([contents], read, form);
  if (!isSeq(records)) return fault(lineOf(records), 'records: not a list of records');
  if (records.items.length > most) return fault(lineOf(records), `records: ${records.items.length} of them, more than the ${most} that are read from one file`);
  const stray = contents.items.map((pair) => pair.key).find((key) => ![head, 'records'].includes(String(key)));
  if (stray !== undefined) return fault(lineOf(stray), `${String(stray).slice(0, 60)}: does not stand beside records`);
  return collect(records.items.filter(isNode), read, form);
}

function collect<Recorded extends { readonly id: string }>(nodes: readonly Node[], { document, lineOf }: ForeignYaml, { head, schema }: RecordForm<Recorded>): RecordFile<Recorded> {
  const records: RecordFile<Recorded>['records'][number][] = [];
  const faults: RecordFile<Recorded>['faults'][number][] = [];
  const ids = new Set<string>();
  for (const node of nodes) {
    const plain = plainOf(node, document);
    const { [head]: _format, ...value } = typeof plain === 'object' && plain !== null ? (plain as Record<string, unknown>) : {};
    const checked = schema.safeParse(value);
    if (checked.success && !ids.has(checked.data.id)) {
      records.push({ line: lineOf(node), record: checked.data });
      ids.add(checked.data.id);
    } else if (checked.success) faults.push({ line: lineOf(node), reason: `id: a second record is named ${checked.data.id}` });
    else {
      const [issue] = checked.error.issues;
      const path = issue === undefined ? [] : issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
      const found = isMap(node) ? (node.getIn(path.slice(0, 1), true) ?? node) : node;
      const name = path.map(String).join('.').slice(0, 80);
      faults.push({ line: lineOf(isNode(found) ? found : node), reason: `${name === '' ? '' : `${name}: `}${firstLine(issue?.message ?? 'malformed')}` });
    }
  }
  return { records, faults };
}
