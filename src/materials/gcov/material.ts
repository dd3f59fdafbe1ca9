/** Coverage that `gcov --json-format` writes, of GCC programs: one document for each object file. What it says of functions is their size. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { asList, asObject, asText, readJson, type JsonObject } from '../../scan/json.ts';

export interface GcovReport {
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
  const { gcc_version: version, files, format_version: format } = asObject(read.value);
  if (!Array.isArray(files) || asText(format) === '') return { unreadable: 'no report of gcov: it has no list of files or no version of its format' };
  return { version: asText(version), files: asList(files).map((each) => ({ name: asText(asObject(each)['file']), lines: asList(asObject(each)['lines']).map(asObject), functions: asList(asObject(each)['functions']).map(asObject), line: read.lineOf(each) })) };
}

export default {
  name: 'gcov',
  nature: 'analysis',
  recognise: ({ path, head }) => {
    if (canOpenWith(head, '{') && (mentions(head, '"gcc_version"') || mentions(head, '"unexecuted_block"')) && mentions(head, '"files"')) return 'content';
    return /\.gcov\.json$/.test(path) ? 'name' : undefined;
  },
  parse,
} satisfies Material<GcovReport>;
