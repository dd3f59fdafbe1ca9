/** What Kani, the model checker for Rust, printed: harnesses, checks with their place, verdicts. It reads the regular output; the terse one names no checks. */
import { mentions } from '../../core/head.ts';
import type { Material } from '../../core/material.ts';

export interface Check {
  readonly name: string;
  readonly status: string;
  readonly description: string;
  readonly file: string;
  readonly atLine: number;
  readonly line: number;
  /** A failure that the harness asks for (`should_panic`). */
  isExpected: boolean;
}

export interface KaniLog {
  readonly version: string;
  readonly checks: readonly Check[];
  readonly harnesses: number;
  readonly verdicts: { readonly successful: number; readonly failed: number };
  /** The last lines counted as many harnesses as were started. */
  readonly isWhole: boolean;
}

/** With `-j` the thread stands in front. */
const started = /^(?:Thread \d+: )?(?:Checking harness |Autoharness: Checking function )/;

/** Checks of one log. */
export const mostChecks = 500_000;

function parse(bytes: Uint8Array): KaniLog | { readonly unreadable: string } {
  const checks: Check[] = [];
  let current: { name: string; status: string; description: string; line: number } | undefined;
  let version = '';
  let harnesses = 0;
  let successful = 0;
  let failed = 0;
  let counted = -1;
  const close = (file = '', atLine = 0): void => {
    if (current !== undefined) checks.push({ ...current, file, atLine, isExpected: false });
    current = undefined;
  };
  let ofHarness = 0;
  const lines = new TextDecoder().decode(bytes).split('\n');
  for (const [index, whole] of lines.entries()) {
    const text = whole.slice(0, 2000).trim();
    if (checks.length === mostChecks) return { unreadable: `more than ${mostChecks} checks in one log` };
    const name = /^Check \d+: (\S.*)$/.exec(text)?.[1];
    if (name !== undefined) {
      close();
      current = { name, status: '', description: '', line: index + 1 };
    } else if (current !== undefined && text.startsWith('- Status: ')) current.status = text.slice(10).trim();
    else if (current !== undefined && text.startsWith('- Description: ')) current.description = text.slice(15).replace(/^"|"$/g, '');
    else if (current !== undefined && text.startsWith('- Location: ')) {
      const [, file = '', at = '0'] = /^- Location: ([^\s:]+):(\d{1,9})/.exec(text) ?? [];
      close(file, Number(at));
    } else if (started.test(text)) harnesses++;
    else if (text.startsWith('VERIFICATION:- ')) {
      close();
      if (text.startsWith('VERIFICATION:- SUCCESSFUL')) successful++;
      else failed++;
      if (text.includes('as expected')) for (const check of checks.slice(ofHarness)) check.isExpected = true;
      ofHarness = checks.length;
    } else if (text.startsWith('Kani Rust Verifier')) version = /\d+(?:\.\d+)+/.exec(text)?.[0] ?? '';
    else {
      // own harnesses and generated ones are counted apart, and crates one after another
      const total = /^Complete - \d{1,6} successfully verified harnesses, \d{1,6} failures, (\d{1,6}) total\.?$/.exec(text)?.[1];
      if (total !== undefined) counted = Math.max(0, counted) + Number(total);
    }
  }
  close();
  return { version, checks, harnesses, verdicts: { successful, failed }, isWhole: counted === harnesses && successful + failed === harnesses };
}

export default {
  name: 'kani',
  nature: 'analysis',
  recognise: ({ path, head }) => {
    if (!/(?:^|\/)[^./]+$|\.(?:txt|log|out)$/i.test(path) || (!mentions(head, 'Kani Rust Verifier') && !mentions(head, 'Checking harness '))) return undefined;
    return /^(?:Kani Rust Verifier \d|(?:Thread \d+: )?Checking harness \S+\.\.\.)/m.test(new TextDecoder().decode(head)) ? 'content' : undefined;
  },
  parse,
} satisfies Material<KaniLog>;
