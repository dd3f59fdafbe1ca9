/** Records of variances that a maker grants itself or is granted. It checks form; whether one holds is decided by the judge. */
import { isMap, isNode, isSeq, type Node } from 'yaml';
import { firstLine, plainOf, readForeignYaml, type ForeignYaml } from '../../core/foreign-yaml.ts';
import { mentions } from '../../core/head.ts';
import type { Material } from '../../core/material.ts';
import { varianceSchema, type VarianceRecord } from '../../core/variance.ts';

export const largestVariances = 1024 * 1024;

export interface Variances {
  readonly records: readonly { readonly line: number; readonly record: VarianceRecord }[];
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

export function parseVariances(bytes: Uint8Array): Variances {
  const fault = (line: number, reason: string): Variances => ({ records: [], faults: [{ line, reason }] });
  if (bytes.length > largestVariances) return fault(1, `${bytes.length} bytes: more than the ${largestVariances} that are read as variances`);
  const read = readForeignYaml(new TextDecoder().decode(bytes));
  if (!('document' in read)) return fault(read.line, read.reason);
  const { document, lineOf } = read;
  const contents: unknown = document.contents;
  if (!isMap(contents)) return fault(1, 'a variance is a map that begins with plumbline-variance: 1');
  if (contents.get('plumbline-variance') !== 1) return fault(1, 'plumbline-variance: only format 1 is read');
  const records = contents.get('records', true);
  if (records === undefined) return collect([contents], read);
  if (!isSeq(records)) return fault(lineOf(records), 'records: not a list of records');
  const stray = contents.items.map((pair) => pair.key).find((key) => !['plumbline-variance', 'records'].includes(String(key)));
  if (stray !== undefined) return fault(lineOf(stray), `${String(stray).slice(0, 60)}: does not stand beside records`);
  return collect(records.items.filter(isNode), read);
}

/** Each record stands or falls alone; a fault names its first complaint at its line. */
function collect(nodes: readonly Node[], { document, lineOf }: ForeignYaml): Variances {
  const records: Variances['records'][number][] = [];
  const faults: Variances['faults'][number][] = [];
  const ids = new Set<string>();
  for (const node of nodes) {
    const plain = plainOf(node, document);
    const { 'plumbline-variance': _format, ...value } = typeof plain === 'object' && plain !== null ? (plain as Record<string, unknown>) : {};
    const checked = varianceSchema.safeParse(value);
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

export default {
  name: 'variance',
  nature: 'statement',
  recognise: ({ head }) => (mentions(head, 'plumbline-variance') && /^(?:\uFEFF)?plumbline-variance[ \t]*:/m.test(new TextDecoder().decode(head)) ? 'content' : undefined),
  parse: (bytes) => parseVariances(bytes),
} satisfies Material<Variances>;
