/** Records of reviews of single escape hatches. It checks form; whether one still holds is decided by a tally, whether it is right by its readers. */
import { isMap, isNode, isSeq, type Node } from 'yaml';
import { firstLine, plainOf, readForeignYaml, type ForeignYaml } from '../../core/foreign-yaml.ts';
import { mentions } from '../../core/head.ts';
import type { Material } from '../../core/material.ts';
import { siteReviewSchema, type SiteReviewRecord } from '../../core/site-review.ts';

/** A YAML tree costs some hundred times its text; more records go into more files. */
export const largestSiteReviews = 1024 * 1024;
export const mostRecords = 5000;

export interface SiteReviews {
  readonly records: readonly { readonly line: number; readonly record: SiteReviewRecord }[];
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

export function parseSiteReviews(bytes: Uint8Array): SiteReviews {
  const fault = (line: number, reason: string): SiteReviews => ({ records: [], faults: [{ line, reason }] });
  if (bytes.length > largestSiteReviews) return fault(1, `${bytes.length} bytes: more than the ${largestSiteReviews} that are read as site reviews`);
  const read = readForeignYaml(new TextDecoder().decode(bytes));
  if (!('document' in read)) return fault(read.line, read.reason);
  const { document, lineOf } = read;
  const contents: unknown = document.contents;
  if (!isMap(contents)) return fault(1, 'a site review is a map that begins with plumbline-site-review: 1');
  if (contents.get('plumbline-site-review') !== 1) return fault(1, 'plumbline-site-review: only format 1 is read');
  const records = contents.get('records', true);
  if (records === undefined) return collect([contents], read);
  if (!isSeq(records)) return fault(lineOf(records), 'records: not a list of records');
  if (records.items.length > mostRecords) return fault(lineOf(records), `records: ${records.items.length} of them, more than the ${mostRecords} that are read from one file`);
  const stray = contents.items.map((pair) => pair.key).find((key) => !['plumbline-site-review', 'records'].includes(String(key)));
  if (stray !== undefined) return fault(lineOf(stray), `${String(stray).slice(0, 60)}: does not stand beside records`);
  return collect(records.items.filter(isNode), read);
}

/** Each record stands or falls alone; a fault names its first complaint at its line. */
function collect(nodes: readonly Node[], { document, lineOf }: ForeignYaml): SiteReviews {
  const records: SiteReviews['records'][number][] = [];
  const faults: SiteReviews['faults'][number][] = [];
  const ids = new Set<string>();
  for (const node of nodes) {
    const plain = plainOf(node, document);
    const { 'plumbline-site-review': _format, ...value } = typeof plain === 'object' && plain !== null ? (plain as Record<string, unknown>) : {};
    const checked = siteReviewSchema.safeParse(value);
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
  name: 'site-review',
  nature: 'statement',
  recognise: ({ head }) => (mentions(head, 'plumbline-site-review') && /^(?:\uFEFF)?plumbline-site-review[ \t]*:/m.test(new TextDecoder().decode(head)) ? 'content' : undefined),
  parse: (bytes) => parseSiteReviews(bytes),
} satisfies Material<SiteReviews>;
