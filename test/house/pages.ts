/** Reads a probe's page into cases: fences with the observations expected of them. It runs nothing. */
import { parse } from 'yaml';

export interface Expected {
  readonly fact?: string;
  readonly blank?: string;
  readonly line?: number;
  readonly value?: unknown;
  readonly reason?: string;
}

export interface PageCase {
  readonly section: string;
  readonly file: string;
  readonly text: string;
  /** Line of the fence in the page, for messages. */
  readonly at: number;
  readonly expected: readonly Expected[];
}

export const sections = ['Sees', 'Silent', 'Cannot tell'] as const;

const opening = /^(`{3,})\s*(\S*)\s*(.*)$/;
const marker = /(?:\/\/|#|;|--|%|<!--|\/\*)\s?~\s+(.*?)\s*(?:-->|\*\/)?\s*$/;

/** All cases of a page in order; a fence without `file=` is prose. Throws on an expect fence without a case before it. */
export function casesOf(page: string): readonly PageCase[] {
  const lines = page.split('\n');
  const cases: PageCase[] = [];
  let section = '';
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.startsWith('## ')) section = line.slice(3).trim();
    const fence = opening.exec(line);
    if (fence === null) continue;
    const [, ticks = '```', , info = ''] = fence;
    const start = index + 1;
    for (index = start; index < lines.length && lines[index] !== ticks; index++);
    const body = lines.slice(start, index);
    const file = /\bfile=(\S+)/.exec(info)?.[1];
    if (file !== undefined) cases.push({ section, file, text: `${body.join('\n')}\n`, at: start, expected: body.flatMap((text, n) => inline(text, n + 1)) });
    else if (/\bexpect\b/.test(info)) {
      const last = cases.pop();
      if (last === undefined) throw new Error(`line ${start}: an expect fence follows no case`);
      cases.push({ ...last, expected: [...last.expected, ...((parse(body.join('\n')) as Expected[] | null) ?? [])] });
    }
  }
  return cases;
}

function inline(text: string, line: number): Expected[] {
  const found = marker.exec(text)?.[1];
  if (found === undefined) return [];
  return found.split(/\s+&&\s+/).map((part): Expected => {
    const [, blank, reason] = /^could-not-tell\s+(\S+)\s*(.*)$/.exec(part) ?? [];
    if (blank !== undefined) return reason ? { blank, line, reason } : { blank, line };
    const [, fact = '', value = ''] = /^(\S+)\s*(.*)$/.exec(part) ?? [];
    return value === '' ? { fact, line } : { fact, line, value: parse(value) };
  });
}

/** Whether `actual` holds everything that `wanted` names; lists must agree in length and order. */
export function holds(actual: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return Object.is(actual, wanted);
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(wanted)) {
    return Array.isArray(actual) && actual.length === wanted.length && wanted.every((item, index) => holds(actual[index], item));
  }
  return Object.entries(wanted).every(([key, value]) => holds((actual as Record<string, unknown>)[key], value));
}
