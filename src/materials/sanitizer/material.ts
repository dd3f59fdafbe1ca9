/** Reports that a program wrote while it ran under a sanitizer (threads, addresses, memory, undefined behaviour, leaks) or in Miri. A run that wrote none is unknown here. */
import { mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';

export interface Report {
  readonly tool: string;
  readonly kind: string;
  readonly message: string;
  readonly file: string;
  readonly atLine: number;
  readonly line: number;
}

/** Reports of one log; a program that goes on after each may write many. */
export const mostReports = 100_000;

const longestLine = 4000;

const summary = /^SUMMARY: (\w+Sanitizer): (\S+(?: \S+)*?)(?: (\/?[^\s:()]+):(\d{1,9})(?::\d{1,9})?)?(?: in (.*))?$/;
const undefinedBehaviour = /^([^\s:][^:]*):(\d{1,9}):\d{1,9}: runtime error: (.*)$/;
/** Miri's kinds of errors. What it does not support ends the run, and is no fault of the program. */
const miri = /^error: (Undefined Behavior|unsupported operation|memory leaked|abnormal termination|resource exhaustion|the evaluated program deadlocked|a thread deadlocked|the evaluated program leaked memory)(?:[:,] (.*))?$/;
const pointer = /^\s*--> ([^\s:]+):(\d{1,9}):\d{1,9}$/;
const tellTales = ['Sanitizer: ', ': runtime error: ', 'Undefined Behavior: ', 'memory leaked: ', 'unsupported operation: ', 'abnormal termination: ', 'program deadlocked'];
const telling = /^(?:==\d+==\s?(?:ERROR|WARNING): \w+Sanitizer: |WARNING: ThreadSanitizer: |SUMMARY: \w+Sanitizer: |[^\s:][^:\n]*:\d+:\d+: runtime error: |error: (?:(?:Undefined Behavior|memory leaked|unsupported operation|abnormal termination): |the evaluated program deadlocked$))/m;

function parse(bytes: Uint8Array): readonly Report[] | Unreadable {
  const reports: Report[] = [];
  let line = 0;
  let waiting: { readonly kind: string; readonly message: string; readonly line: number } | undefined;
  const text = new TextDecoder().decode(bytes);
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const each = text.slice(at, Math.min(end, at + longestLine)).trimEnd();
    at = end + 1;
    line++;
    if (reports.length === mostReports) return { unreadable: `more than ${mostReports} reports in one log` };
    const report = reportIn(each, line);
    if (report !== undefined) reports.push(report);
    const isError = each.startsWith('error: ');
    if (waiting !== undefined) {
      // the place follows at once, or there is none
      const [, file = '', atLine = '0'] = pointer.exec(each) ?? [];
      if (file !== '' || isError || each === '') {
        reports.push({ tool: 'Miri', ...waiting, file, atLine: Number(atLine) });
        waiting = undefined;
      }
    }
    const [, kind, message] = isError ? (miri.exec(each) ?? []) : [];
    if (kind !== undefined) waiting = { kind: kind === 'Undefined Behavior' ? 'undefined-behavior' : kind, message: message ?? kind, line };
  }
  if (waiting !== undefined) reports.push({ tool: 'Miri', ...waiting, file: '', atLine: 0 });
  return reports;
}

/** The summary of undefined behaviour repeats the line before it, with less. */
function reportIn(text: string, line: number): Report | undefined {
  const [, where = '', at = '0', what] = text.includes(': runtime error: ') ? (undefinedBehaviour.exec(text) ?? []) : [];
  if (what !== undefined) return { tool: 'UndefinedBehaviorSanitizer', kind: 'undefined-behavior', message: what, file: where, atLine: Number(at), line };
  if (!text.startsWith('SUMMARY: ')) return undefined;
  const [, tool = '', told = '', file = '', atLine = '0', inside = ''] = summary.exec(text) ?? [];
  if (tool === '' || tool === 'UndefinedBehaviorSanitizer') return undefined;
  // without symbols a module and its build stand where the file would
  const kind = told.replace(/ \(\S+\+0x[0-9a-f]+\)(?: \(BuildId: [0-9a-f]+\))?$/, '');
  return { tool, kind, message: inside === '' ? told : `${told} in ${inside}`, file, atLine: Number(atLine), line };
}

export default {
  name: 'sanitizer',
  nature: 'analysis',
  recognise: ({ path, head }) => {
    // a document that shows a report is still a document
    if (!/(?:^|\/)[^./]+$|\.(?:txt|log|out|err|\d+)$/i.test(path)) return undefined;
    if (!tellTales.some((words) => mentions(head, words))) return undefined;
    return telling.test(new TextDecoder().decode(head)) ? 'content' : undefined;
  },
  parse,
} satisfies Material<readonly Report[]>;
