/** SARIF 2.1.0 logs (OASIS, 2020): what analysis tools reported. It repeats them and adds no opinion; other versions are not read. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { documentsIn } from '../../scan/analyser/documents.ts';
import { asList, asObject, asText, readJson, type JsonObject, type JsonRead } from '../../scan/json.ts';

export interface Run {
  readonly run: JsonObject;
  readonly lineOf: JsonRead['lineOf'];
}

export interface Log {
  readonly runs: readonly Run[];
  /** Documents of a file of several that could not be read. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
}

/** Documents in one file: compilers that write SARIF to their error output write one for each compilation. */
export const mostDocuments = 100_000;

function parse(bytes: Uint8Array): Log | Unreadable {
  const read = readJson(bytes);
  if (!('trouble' in read)) {
    const runs = runsOf(read, read.lineOf);
    return 'unreadable' in runs ? runs : { runs: runs.runs, broken: [] };
  }
  const found = documentByDocument(bytes);
  return found === undefined ? { unreadable: read.trouble } : found;
}

/** One document after another; nothing when there is none that can be read. */
function documentByDocument(bytes: Uint8Array): Log | Unreadable | undefined {
  const runs: Run[] = [];
  const broken: { readonly line: number; readonly reason: string }[] = [];
  let documents = 0;
  for (const { bytes: document, line } of documentsIn(bytes, '{')) {
    if (++documents > mostDocuments) return { unreadable: `more than ${mostDocuments} documents in one file` };
    const read = readJson(document);
    const told = 'trouble' in read ? { unreadable: read.trouble.replace(/,? in line \d+$/, '') } : runsOf(read, (value) => line - 1 + read.lineOf(value));
    if ('unreadable' in told) broken.push({ line, reason: told.unreadable });
    else runs.push(...told.runs);
  }
  return runs.length === 0 ? undefined : { runs, broken };
}

function runsOf(read: JsonRead, lineOf: JsonRead['lineOf']): { readonly runs: readonly Run[] } | Unreadable {
  const { version, runs } = asObject(read.value);
  if (version !== '2.1.0') return { unreadable: `SARIF of version ${asText(version) || 'unknown'}: only 2.1.0 is read` };
  if (!Array.isArray(runs)) return { unreadable: 'no list of runs: SARIF 2.1.0 section 3.13.4 asks for one' };
  return { runs: asList(runs).map((run) => ({ run: asObject(run), lineOf })) };
}

/** The schema's name in the first bytes, or both members that no other format has together. */
function isSarif(head: Uint8Array): boolean {
  if (!canOpenWith(head, '{') || (!mentions(head, '"2.1.0"') && !mentions(head, 'sarif'))) return false;
  const text = new TextDecoder().decode(head);
  if (!/^\s*\{/.test(text)) return false;
  if (/"\$schema"\s*:\s*"[^"]*sarif[^"]*"/i.test(text)) return true;
  return /"version"\s*:\s*"2\.1\.0"/.test(text) && /"runs"\s*:\s*\[/.test(text);
}

export default {
  name: 'sarif',
  nature: 'analysis',
  recognise: ({ path, head }) => {
    if (isSarif(head)) return 'content';
    if (/\.sarif\.json$/i.test(path)) return 'name';
    return /\.sarif$/i.test(path) ? 'extension' : undefined;
  },
  parse,
} satisfies Material<Log>;
