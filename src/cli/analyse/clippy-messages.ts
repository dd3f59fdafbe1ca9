/** Reads the lines of JSON that cargo writes: lints with their place, and errors that kept a crate from being compiled. Other lines are passed over. */
import type { Result } from './tools.ts';

export interface Messages {
  readonly results: readonly Result[];
  /** Files with an error that is no lint. */
  readonly broken: ReadonlyMap<string, string>;
  readonly isFinished: boolean;
}

export function readMessages(text: string): Messages {
  const results = new Map<string, Result>();
  const broken = new Map<string, string>();
  let isFinished = false;
  for (const line of text.split('\n')) {
    const said = record(parsed(line));
    if (said['reason'] === 'build-finished') isFinished = true;
    if (said['reason'] !== 'compiler-message') continue;
    const message = record(said['message']);
    const code = words(record(message['code'])['code']);
    const level = words(message['level']);
    const span = list(message['spans']).map(record).find((each) => each['is_primary'] === true) ?? {};
    const file = words(span['file_name']).replaceAll('\\', '/');
    const at = typeof span['line_start'] === 'number' ? span['line_start'] : 0;
    const text = words(message['message']);
    if (file === '') continue;
    // E0308 and the like come from the compiler; a lint is named in words
    if (level.startsWith('error') && (code === '' || /^E\d+$/.test(code))) {
      broken.set(file, `${code === '' ? '' : `${code}: `}${text}`.slice(0, 300));
      continue;
    }
    const result: Result = { rule: code === '' ? level : code, level: level.startsWith('error') ? 'error' : level === 'warning' ? 'warning' : 'note', message: text, file, at_line: at, cwe: [], suppressed: false };
    results.set(`${file}\0${String(at).padStart(9, '0')}\0${result.rule}\0${text}`, result);
  }
  return { results: [...results].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, result]) => result), broken, isFinished };
}

function parsed(line: string): unknown {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const record = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
const words = (value: unknown): string => (typeof value === 'string' ? value : '');
