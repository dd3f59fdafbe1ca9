/** Prepares files before and after the commit that mended them, with the functions that the commit touched. It knows nothing of what was wrong. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { changedLines, contentAt, repository, type Span } from './corpora.ts';
import { put } from './prepared.ts';
import { regionsOf } from './regions.ts';
import { withoutComments } from './strip.ts';
import type { Finding } from './tools.ts';

const pair = z.strictObject({ repository: z.string(), path: z.string(), before: z.string(), after: z.string(), id: z.string(), cwe: z.number(), what: z.string() });
export type Pair = z.infer<typeof pair>;

export const pairs: readonly Pair[] = z.array(pair).parse(parse(readFileSync(new URL('./pairs.yaml', import.meta.url), 'utf8')));

export interface PreparedPair {
  readonly pair: Pair;
  readonly before: Side;
  readonly after: Side;
}

export interface Side {
  readonly path: string;
  readonly spans: readonly Span[];
}

/** Both files, or why they cannot be had. */
export function preparePair(one: Pair, index: number, folder: string): PreparedPair | string {
  const repo = repository(one.repository);
  if (typeof repo === 'string') return repo;
  const texts = [one.before, one.after].map((revision) => contentAt(repo, revision, one.path));
  const [before, after] = texts;
  if (before === undefined || after === undefined) return `${one.repository} lacks ${one.path} at ${one.before} or ${one.after}`;
  const changed = changedLines(repo, one.before, one.after, one.path);
  const side = (name: string, text: string, spans: readonly Span[]): Side => {
    const path = `${String(index).padStart(2, '0')}/${name}/${one.path.split('/').at(-1) ?? ''}`;
    const clean = withoutComments(text);
    put(folder, path, clean);
    return { path, spans: concerned(clean, spans) };
  };
  return { pair: one, before: side('one', before, changed.before), after: side('two', after, changed.after) };
}

/** Functions with changed lines, and those that use a variable whose declaration outside all functions changed. */
function concerned(text: string, spans: readonly Span[]): readonly Span[] {
  const regions = regionsOf(text);
  const lines = text.split('\n');
  const isInside = (line: number): boolean => regions.some(({ from, to }) => line >= from && line <= to);
  const outside = spans.flatMap(({ from, to }) => lines.slice(from - 1, to).filter((_, index) => !isInside(from + index)));
  const declared = outside.flatMap((line) => [...line.matchAll(/(\w+)\s*(?:\[[^\]]*\]\s*)*[=;]/g)].map(([, name = '']) => name));
  return regions.filter(({ from, to }) => {
    const words = new Set(lines.slice(from - 1, to).join('\n').match(/\w+/g));
    return spans.some((span) => span.from <= to && span.to >= from) || declared.some((name) => words.has(name));
  });
}

export interface Told {
  /** Something stands in a function that the commit touched, before it. */
  readonly flags: boolean;
  /** Of some rule fewer stand there after it. */
  readonly tells: boolean;
  readonly rules: readonly string[];
}

/** Only findings inside the functions that the commit touched count. */
export function told({ before, after }: PreparedPair, findings: readonly Finding[]): Told {
  const rulesIn = ({ path, spans }: Side): readonly string[] =>
    findings.filter((finding) => finding.path === path && spans.some(({ from, to }) => finding.line >= from && finding.line <= to)).map(({ rule }) => rule);
  const [first, second] = [rulesIn(before), rulesIn(after)];
  const count = (rules: readonly string[], rule: string): number => rules.filter((one) => one === rule).length;
  const gone = [...new Set(first)].filter((rule) => count(second, rule) < count(first, rule)).sort();
  return { flags: first.length > 0, tells: gone.length > 0, rules: gone };
}
