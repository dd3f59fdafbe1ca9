/** Coverage as LCOV tracefiles (`.info`), which lcov, llvm-cov, grcov and tools for many languages write. It counts lines itself and reads no source. */
import { mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';

interface Count {
  covered: number;
  total: number;
}

export interface Traced {
  readonly file: string;
  readonly line: number;
  readonly lines: Count;
  readonly branches: Count;
  readonly conditions: Count;
  /** Whether a decision of one condition was counted, as GCC does and LLVM does not. */
  hasSingle: boolean;
}

export interface Tracefile {
  readonly files: readonly Traced[];
  /** Line of a record that does not end, or 0. */
  readonly open: number;
}

/** A tracefile of this size covers some million lines. */
export const largestTrace = 256 * 1024 * 1024;

function parse(bytes: Uint8Array): Tracefile | Unreadable {
  if (bytes.length > largestTrace) return { unreadable: `${bytes.length} bytes: more than the ${largestTrace} that are read as one tracefile` };
  const text = new TextDecoder().decode(bytes);
  const files: Traced[] = [];
  let current: Traced | undefined;
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const record = text.slice(at, Math.min(end, at + 5000)).trimEnd();
    at = end + 1;
    line++;
    if (record.startsWith('SF:')) current = { file: record.slice(3), line, lines: { covered: 0, total: 0 }, branches: { covered: 0, total: 0 }, conditions: { covered: 0, total: 0 }, hasSingle: false };
    else if (current === undefined) continue;
    else if (record === 'end_of_record') {
      files.push(current);
      current = undefined;
    } else if (record.startsWith('DA:')) tally(current.lines, record.slice(3).split(',')[1]);
    // line, block, branch, taken; a branch may hold commas, and the block of one that only an exception takes begins with e
    else if (record.startsWith('BRDA:')) {
      if (!exceptional.test(record)) tally(current.branches, record.slice(record.lastIndexOf(',') + 1));
    } else if (record.startsWith('MCDC:')) {
      // line, size of the group, sense, taken, index, expression
      const [, size, , taken] = record.slice(5).split(',', 4);
      tally(current.conditions, taken);
      current.hasSingle ||= size === '1';
    }
  }
  if (files.length === 0 && current === undefined) return { unreadable: 'no record of a source file in it' };
  return { files, open: current?.line ?? 0 };
}

const exceptional = /^BRDA:\d+,f?e/;

/** `-` says that the line of the branch never ran. */
function tally(count: Count, taken: string | undefined): void {
  count.total++;
  if (taken !== undefined && /^[1-9]\d*$/.test(taken)) count.covered++;
}

export default {
  name: 'lcov',
  nature: 'analysis',
  recognise: ({ path, head }) => {
    if (mentions(head, 'SF:') && /^(?:\s*#[^\n]*\n)*\s*(?:TN:[^\n]*\n\s*)?SF:/.test(new TextDecoder().decode(head))) return 'content';
    return /(?:^|[/.])lcov\.info$/.test(path) ? 'name' : undefined;
  },
  parse,
} satisfies Material<Tracefile>;
