/** Coverage that `llvm-cov export` writes as JSON, of Clang, Rust or Swift programs. Only the counts of files are read, not their regions. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { asList, asObject, asText, readJson, type JsonObject } from '../../scan/json.ts';

export interface LlvmCoverage {
  readonly version: string;
  readonly files: readonly { readonly name: string; readonly summary: JsonObject; readonly line: number }[];
}

function parse(bytes: Uint8Array): LlvmCoverage | Unreadable {
  const read = readJson(bytes);
  if ('trouble' in read) return { unreadable: read.trouble };
  const { type, version, data } = asObject(read.value);
  if (type !== 'llvm.coverage.json.export') return { unreadable: 'no coverage of LLVM: its type is not llvm.coverage.json.export' };
  const files = asList(data).flatMap((each) => asList(asObject(each)['files'])).map((each) => ({ name: asText(asObject(each)['filename']), summary: asObject(asObject(each)['summary']), line: read.lineOf(each) }));
  return { version: asText(version), files };
}

export default {
  name: 'llvm-coverage',
  nature: 'analysis',
  recognise: ({ head }) => {
    if (!canOpenWith(head, '{')) return undefined;
    if (mentions(head, '"llvm.coverage.json.export"')) return 'content';
    // its type stands at the end of the document
    return mentions(head, '"files"') && /^\s*\{\s*"data"\s*:\s*\[\s*\{\s*"files"\s*:\s*\[/.test(new TextDecoder().decode(head)) ? 'content' : undefined;
  },
  parse,
} satisfies Material<LlvmCoverage>;
