/** Reads the YAML of `clang-tidy --export-fixes`: diagnostics with file and offset. Replacements are left where they are. */
import type { Unreadable } from '../../core/material.ts';
import { plainOf, readForeignYaml } from '../../core/foreign-yaml.ts';
import { isMap, isSeq } from 'yaml';
import type { TidyLog, Warning } from './material.ts';

/** YAML is slow to read; a file of this size holds some thousand diagnostics with their notes. */
export const largestFixes = 16 * 1024 * 1024;

export function readFixes(text: string): TidyLog | Unreadable {
  if (text.length > largestFixes) return { unreadable: `more than the ${largestFixes} bytes that are read of exported fixes` };
  const read = readForeignYaml(text);
  if ('reason' in read) return { unreadable: `${read.reason} in line ${read.line}` };
  const root = read.document.contents;
  const list = isMap(root) ? root.get('Diagnostics', true) : undefined;
  const warnings: Warning[] = [];
  for (const node of isSeq(list) ? list.items : []) {
    if (!isMap(node)) continue;
    const told = record(plainOf(node, read.document));
    // before LLVM 9 the message stood beside the name
    const message = told['DiagnosticMessage'] === undefined ? told : record(told['DiagnosticMessage']);
    const level = words(told['Level']).toLowerCase();
    warnings.push({
      check: words(told['DiagnosticName']),
      level: level === 'error' ? 'error' : level === 'remark' ? 'note' : 'warning',
      message: words(message['Message']), file: words(message['FilePath']), atLine: 0, line: read.lineOf(node),
    });
  }
  const main = isMap(root) ? words(root.get('MainSourceFile')) : '';
  const failed = new Map(warnings.filter(({ check }) => check === 'clang-diagnostic-error').map(({ file, message }) => [file, message] as const));
  return { warnings, started: main === '' ? [] : [main], failed, checks: [], options: [], version: '', isWhole: true };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
