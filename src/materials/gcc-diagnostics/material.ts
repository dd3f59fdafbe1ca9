/** What GCC says as JSON (`-fdiagnostics-format=json`, GCC 9 to 14): one list for each compilation. Text between the lists is passed over. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { documentsIn } from '../../scan/analyser/documents.ts';
import { asList, asObject, readJson, type JsonObject } from '../../scan/json.ts';

/** One compilation: a list, and the line it begins on. */
export interface Compilation {
  readonly line: number;
  readonly diagnostics: readonly JsonObject[];
  readonly lineOf: (diagnostic: JsonObject) => number;
}

export interface GccLog {
  readonly compilations: readonly Compilation[];
  /** Name of the source file as GCC puts it into the name of the log; empty for other names. */
  readonly source: string;
  /** Lists that could not be read, with the line and the reason. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
}

/** Compilations whose output went into one file; the Linux kernel has some ten thousand. */
export const mostCompilations = 100_000;

function parse(bytes: Uint8Array, { path }: { readonly path: string }): GccLog | Unreadable {
  const source = /([^/]+\.[A-Za-z+]{1,4})\.gcc\.json$/.exec(path)?.[1] ?? '';
  const whole = readJson(bytes);
  if (!('trouble' in whole)) {
    if (!Array.isArray(whole.value)) return { unreadable: 'not a list of diagnostics: GCC writes one for each compilation' };
    const diagnostics = asList(whole.value).map(asObject);
    return { compilations: [{ line: whole.lineOf(whole.value), diagnostics, lineOf: whole.lineOf }], source, broken: [] };
  }
  // `2>` of a whole build, or "compilation terminated." after the list
  const compilations: Compilation[] = [];
  const broken: { readonly line: number; readonly reason: string }[] = [];
  for (const { bytes: document, line } of documentsIn(bytes, '[')) {
    if (compilations.length === mostCompilations) return { unreadable: `more than ${mostCompilations} compilations in one file` };
    const read = readJson(document);
    if ('trouble' in read) broken.push({ line, reason: read.trouble.replace(/,? in line \d+$/, '') });
    else compilations.push({ line, diagnostics: asList(read.value).map(asObject), lineOf: (diagnostic) => line - 1 + read.lineOf(diagnostic) });
  }
  return compilations.length === 0 ? { unreadable: whole.trouble } : { compilations, source, broken };
}

export default {
  name: 'gcc-diagnostics',
  nature: 'analysis',
  recognise: ({ path, head }) => {
    if (/\.gcc\.json$/.test(path)) return 'name';
    if (!canOpenWith(head, '[') || !mentions(head, '"caret"')) return undefined;
    return mentions(head, '"display-column"') || mentions(head, '"column-origin"') || mentions(head, '"kind"') ? 'content' : undefined;
  },
  parse,
} satisfies Material<GccLog>;
