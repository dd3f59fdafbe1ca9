/** Statement files of a maker: what people concluded or declare, bound to digests. It checks form; whether a statement is true is for its readers. */
import { isMap, isNode, isSeq, type Document, type Node } from 'yaml';
import type { z } from 'zod';
import { firstLine, plainOf, readForeignYaml } from '../../core/foreign-yaml.ts';
import { mentions } from '../../core/head.ts';
import type { Material } from '../../core/material.ts';
import { declarationSchema, reviewSchema, type DeclarationRecord, type ReviewRecord } from './schema.ts';

/** Records of hundreds of reviews fit; a YAML tree costs some hundred times its text. */
export const largestStatement = 1024 * 1024;

type LineOf = (node: unknown) => number;

export interface Fault {
  readonly line: number;
  readonly reason: string;
}

export interface Statement {
  readonly reviews: readonly { readonly line: number; readonly record: ReviewRecord }[];
  readonly declarations: readonly { readonly line: number; readonly record: DeclarationRecord }[];
  readonly faults: readonly Fault[];
}

export function parseStatement(bytes: Uint8Array): Statement {
  const none = { reviews: [], declarations: [] };
  const fault = (line: number, reason: string): Statement => ({ ...none, faults: [{ line, reason }] });
  if (bytes.length > largestStatement) return fault(1, `${bytes.length} bytes: more than the ${largestStatement} that are read as a statement`);
  const read = readForeignYaml(new TextDecoder().decode(bytes));
  if (!('document' in read)) return fault(read.line, read.reason);
  const { document, lineOf } = read;
  const contents: unknown = document.contents;
  if (!isMap(contents)) return fault(1, 'a statement is a map that begins with plumbline-statement: 1');
  if (contents.get('plumbline-statement') !== 1) return fault(1, 'plumbline-statement: only format 1 is read');
  const kind = contents.get('kind');
  if (kind !== 'review' && kind !== 'declaration') return fault(1, 'kind: neither review nor declaration');
  const records = contents.get('records', true);
  if (records === undefined) return collect(kind, [contents], document, lineOf, true);
  if (!isSeq(records)) return fault(lineOf(records), 'records: not a list of records');
  const stray = contents.items.map((pair) => pair.key).find((key) => !['plumbline-statement', 'kind', 'records'].includes(String(key)));
  if (stray !== undefined) return fault(lineOf(stray), `${String(stray).slice(0, 60)}: does not stand beside records`);
  return collect(kind, records.items.filter(isNode), document, lineOf, false);
}

/** Each record stands or falls alone; a fault names its first complaint at its line. */
function collect(kind: 'review' | 'declaration', nodes: readonly Node[], document: Document, lineOf: LineOf, single: boolean): Statement {
  const reviews: Statement['reviews'][number][] = [];
  const declarations: Statement['declarations'][number][] = [];
  const faults: Fault[] = [];
  const ids = new Set<string>();
  for (const node of nodes) {
    const line = lineOf(node);
    const plain = recordOf(node, document, single);
    const checked = kind === 'review' ? reviewSchema.safeParse(plain) : declarationSchema.safeParse(plain);
    if (!checked.success) faults.push(faultOf(checked.error, node, lineOf));
    else if (ids.has(checked.data.id)) faults.push({ line, reason: `id: a second record is named ${checked.data.id}` });
    else if ('topic' in checked.data) declarations.push({ line, record: checked.data });
    else reviews.push({ line, record: checked.data });
    if (checked.success) ids.add(checked.data.id);
  }
  return { reviews, declarations, faults };
}

/** A record that stands alone in its file carries the head of the file too. */
function recordOf(node: Node, document: Document, single: boolean): unknown {
  const plain = plainOf(node, document);
  if (!single || typeof plain !== 'object' || plain === null) return plain;
  const { 'plumbline-statement': _format, kind: _kind, ...record } = plain as Record<string, unknown>;
  return record;
}

function faultOf(error: z.ZodError, node: Node, lineOf: LineOf): Fault {
  const [issue] = error.issues;
  if (issue === undefined) return { line: lineOf(node), reason: 'a malformed record' };
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const where = isMap(node) ? nearest(node, path) : node;
  const name = path.map(String).join('.').slice(0, 80);
  return { line: lineOf(where), reason: `${name === '' ? '' : `${name}: `}${firstLine(issue.message)}` };
}

function nearest(node: { getIn(path: readonly unknown[], keepScalar: true): unknown }, path: readonly PropertyKey[]): unknown {
  for (let length = path.length; length > 0; length--) {
    const found = node.getIn(path.slice(0, length), true);
    if (isNode(found)) return found;
  }
  return node;
}

export default {
  name: 'statement',
  nature: 'statement',
  recognise: ({ head }) => (mentions(head, 'plumbline-statement') && /^(?:\uFEFF)?plumbline-statement[ \t]*:/m.test(new TextDecoder().decode(head)) ? 'content' : undefined),
  parse: (bytes) => parseStatement(bytes),
} satisfies Material<Statement>;
