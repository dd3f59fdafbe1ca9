/** CycloneDX bills of materials in JSON, 1.2 to 1.7 (ECMA-424): what a device is made of, as its maker writes. It checks no entry against the code. */
import { mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { asList, asObject, asText, readJson, type JsonObject, type JsonRead } from '../../scan/json.ts';

/** `nested`: it stands inside another component, which is a relationship by itself. */
export interface Entry {
  readonly component: JsonObject;
  readonly nested: boolean;
}

export interface BillForm {
  readonly document: JsonObject;
  readonly entries: readonly Entry[];
  readonly lineOf: JsonRead['lineOf'];
}

/** The largest published bills (of whole distributions) hold some ten thousand entries. */
export const mostEntries = 200_000;

const versions = /^1\.[2-7]$/;

function parse(bytes: Uint8Array): BillForm | Unreadable {
  if (/^\s*(?:\uFEFF)?\s*</.test(new TextDecoder().decode(bytes.subarray(0, 64)))) {
    return { unreadable: 'CycloneDX in XML is not read: hand it in as JSON' };
  }
  const read = readJson(bytes);
  if ('trouble' in read) return { unreadable: read.trouble };
  const document = asObject(read.value);
  if (document['bomFormat'] !== 'CycloneDX') return { unreadable: 'no CycloneDX: the member bomFormat does not say so' };
  const version = asText(document['specVersion']);
  if (!versions.test(version)) return { unreadable: `CycloneDX ${version || 'of unknown version'}: 1.2 to 1.7 are read` };
  const entries: Entry[] = [];
  // a list of work, not recursion: the order is that of the document
  const waiting: Entry[] = asList(document['components']).map((each) => ({ component: asObject(each), nested: false })).reverse();
  const whole = asList(asObject(asObject(document['metadata'])['component'])['components']).map((each) => ({ component: asObject(each), nested: true }));
  for (const entry of whole.reverse()) waiting.push(entry);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (entries.length === mostEntries) return { unreadable: `more than ${mostEntries} entries` };
    entries.push(next);
    for (const inner of asList(next.component['components']).toReversed()) waiting.push({ component: asObject(inner), nested: true });
  }
  return { document, entries, lineOf: read.lineOf };
}

export default {
  name: 'cyclonedx',
  nature: 'bill',
  recognise: ({ path, head }) => {
    // Both spellings of the format's name share these letters: one search for the two.
    const text = mentions(head, 'yclone') ? new TextDecoder().decode(head) : '';
    if (/"bomFormat"\s*:\s*"CycloneDX"/.test(text) || /<bom\s[^>]*cyclonedx\.org\/schema\/bom\//.test(text)) return 'content';
    return /\.cdx\.(json|xml)$/i.test(path) ? 'name' : undefined;
  },
  parse,
} satisfies Material<BillForm>;
