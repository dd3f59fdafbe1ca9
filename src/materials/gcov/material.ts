/** Coverage of GCC programs as JSON: of `gcov --json-format`, one document for each object file, and of `gcovr --json`, one for a program. What they say of functions is their size. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { asList, asObject, asText, readJson, type JsonObject } from '../../scan/json.ts';

export interface GcovReport {
  readonly tool: 'gcov' | 'gcovr';
  /** Of GCC; gcovr does not say. */
  readonly version: string;
  readonly files: readonly GcovFile[];
}

export interface GcovFile {
  readonly name: string;
  readonly lines: readonly JsonObject[];
  readonly functions: readonly JsonObject[];
  readonly line: number;
}

function parse(bytes: Uint8Array): GcovReport | Unreadable {
  const read = readJson(bytes);
  if ('trouble' in read) return { unreadable: read.trouble };
  const { gcc_version: version, files, format_version: ofGcov, 'gcovr/format_version': ofGcovr } = asObject(read.value);
  if (!Array.isArray(files) || asText(ofGcov ?? ofGcovr ?? null) === '') return { unreadable: 'no report of gcov: it has no list of files or no version of its format' };
  return { tool: ofGcov === undefined ? 'gcovr' : 'gcov', version: asText(version), files: asList(files).map((each) => ({ name: asText(asObject(each)['file']), lines: asList(asObject(each)['lines']).map(asObject), functions: asList(asObject(each)['functions']).map(asObject), line: read.lineOf(each) })) };
}

export default {
  name: 'gcov',
  nature: 'analysis',
  recognise: ({ path, head }) => {
    if (canOpenWith(head, '{') && (mentions(head, '"gcovr/') || mentions(head, '"gcc_version"') || mentions(head, '"unexecuted_block"')) && mentions(head, '"files"')) return 'content';
    return /\.gcov\.json$/.test(path) ? 'name' : undefined;
  },
  parse,
} satisfies Material<GcovReport>;
