/** Reads clang-tidy's text line by line: warnings with their check, files started, files that failed. Notes and quoted code are passed over. */
import type { Unreadable } from '../../core/material.ts';
import type { TidyLog, Warning } from './material.ts';

/** A log of this size holds some hundred thousand warnings. */
export const largestLog = 128 * 1024 * 1024;

/** Lines longer than this quote generated code. */
const longestLine = 4000;

const diagnostic = /^([^\s:][^:]*|[A-Za-z]:[^:]+):(\d{1,9}):\d{1,9}: (warning|error|fatal error): (.*) \[([\w.+-]+(?:,[\w.+-]+)*)\]$/;
const preamble = /^(?:\d+ (?:warnings?|errors?)\b.*generated\.|Running without flags\.|\[\d+\/\d+\]|Error while .*|\s*)$/;
const command = /^(?:\[\d+\/\d+\]\s*(?:\[[\d.]+s\]\s*)?|\(\d+\/\d+\) )?(\S*clang-tidy[\w.-]*) (.*\S)$/;

/** Whether the first line that says anything is one of clang-tidy, whose checks are words joined by hyphens without one in front. */
export function firstDiagnostic(head: string): boolean {
  for (const line of head.split('\n', 40)) {
    const text = line.trimEnd().slice(0, longestLine);
    if (preamble.test(text) || command.test(text)) continue;
    const check = diagnostic.exec(text)?.[5]?.split(',')[0];
    return check !== undefined && isCheck(check);
  }
  return false;
}

function isCheck(name: string): boolean {
  return /^[a-z][\w.]*-[\w.-]+$/i.test(name);
}

export function readLog(text: string): TidyLog | Unreadable {
  if (text.length > largestLog) return { unreadable: `more than the ${largestLog} bytes that are read of one log` };
  const warnings: Warning[] = [];
  const started: string[] = [];
  const failed = new Map<string, string>();
  const checks: string[] = [];
  const options = new Set<string>();
  let line = 0;
  let listsChecks = false;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    const each = text.slice(at, Math.min(end, at + longestLine)).trimEnd();
    at = end + 1;
    line++;
    if (each === 'Enabled checks:') listsChecks = true;
    else if (listsChecks && /^ {4}\S+$/.test(each)) checks.push(each.trim());
    else {
      listsChecks = false;
      const failure = /^Error while processing (.+?)\.?$/.exec(each)?.[1];
      const [, , words = ''] = command.exec(each) ?? [];
      if (failure !== undefined) failed.set(failure, 'clang-tidy could not process it');
      else if (words !== '') start(words.split(' '), started, options);
      else {
        const warning = warningIn(each, line);
        if (warning === undefined) continue;
        warnings.push(warning);
        if (warning.check === 'clang-diagnostic-error') failed.set(warning.file, warning.message);
      }
    }
  }
  return { warnings, started, failed, checks, options: [...options], version: '', isWhole: false };
}

/** `run-clang-tidy` shows the command of each file, the file last. */
function start(words: readonly string[], started: string[], options: Set<string>): void {
  const file = words.at(-1) ?? '';
  if (!file.startsWith('-')) started.push(file);
  for (const word of words) if (word.startsWith('-')) options.add(word);
}

function warningIn(text: string, line: number): Warning | undefined {
  if (!text.endsWith(']')) return undefined;
  const [, file = '', atLine = '0', kind, message = '', names = ''] = diagnostic.exec(text) ?? [];
  const [check = '', ...more] = names.split(',');
  if (file === '' || !isCheck(check)) return undefined;
  const isError = kind !== 'warning' || more.includes('-warnings-as-errors');
  return { check, level: isError ? 'error' : 'warning', message, file, atLine: Number(atLine), line };
}
