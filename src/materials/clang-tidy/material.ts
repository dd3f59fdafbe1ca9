/** What clang-tidy reported: its text, alone or from `run-clang-tidy`, and the YAML of `--export-fixes`. It applies no fix. */
import { mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { readFixes } from './fixes.ts';
import { firstDiagnostic, readLog } from './log.ts';

/** One warning or error, from either form. `atLine` is 0 where only an offset is given. */
export interface Warning {
  readonly check: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly file: string;
  readonly atLine: number;
  readonly line: number;
}

export interface TidyLog {
  readonly warnings: readonly Warning[];
  /** Files that a line of the log says were started, and those it says failed. */
  readonly started: readonly string[];
  readonly failed: ReadonlyMap<string, string>;
  readonly checks: readonly string[];
  readonly options: readonly string[];
  readonly version: string;
  /** Whether the form tells that the run came to its end. */
  readonly isWhole: boolean;
}

const fixes = /^(?:---[ \t]*\r?\n)?(?:MainSourceFile:.*\r?\n)?Diagnostics:[ \t]*\r?\n\s*- (?:DiagnosticName|BuildDirectory|DiagnosticMessage):/;

function parse(bytes: Uint8Array): TidyLog | Unreadable {
  const text = new TextDecoder().decode(bytes);
  return fixes.test(text) ? readFixes(text) : readLog(text);
}

export default {
  name: 'clang-tidy',
  nature: 'analysis',
  recognise: ({ head }) => {
    if (mentions(head, 'Diagnostics:')) return fixes.test(new TextDecoder().decode(head)) ? 'content' : undefined;
    if (mentions(head, 'Enabled checks:\n    ')) return head[0] === 0x45 ? 'content' : undefined;
    if (!mentions(head, ': warning: ') && !mentions(head, ': error: ')) return undefined;
    return firstDiagnostic(new TextDecoder().decode(head)) ? 'content' : undefined;
  },
  parse,
} satisfies Material<TidyLog>;
