/** Finds the escape hatches of a file in a language that is not parsed here, with keys that survive edits elsewhere. It states nothing. */
import { createHash } from 'node:crypto';
import { latin1 } from '../../scan/lexed.ts';
import { containersOf, type Container } from './containers.ts';
import { mask, type Masked } from './mask.ts';
import type { OtherSource } from './material.ts';
import { watches } from './watches.ts';
import type { Form, Watch } from './watch.ts';

export interface Found {
  readonly form: Form;
  readonly line: number;
  readonly item: string;
  readonly documented: boolean;
  readonly key: string;
  readonly functionHash: string;
}

/** A file with more is generated or hostile; it becomes one blank. */
export const mostSites = 20_000;
/** A statement is read this far; what is longer was not written by hand. */
const longestStatement = 600;
const longestPath = 300;
/** Functions within functions must not cost their depth: so much of a text is digested, and no more. */
const budgetPerCharacter = 6;

/** The sites in order of place, or how many there are when they are too many. Two probes ask for those of one file. */
export function sitesOf(source: OtherSource): readonly Found[] | number {
  const known = made.get(source);
  if (known !== undefined) return known;
  const found = find(source);
  made.set(source, found);
  return found;
}

const made = new WeakMap<OtherSource, readonly Found[] | number>();

interface Match {
  readonly form: Form;
  readonly at: number;
  readonly end: number;
  readonly within: Watch['within'];
}

function find({ language, bytes }: OtherSource): readonly Found[] | number {
  const watched = watches.get(language.name) ?? [];
  if (watched.length === 0) return [];
  const text = latin1(bytes, 0, bytes.length);
  // Most files hold none of the words: the text is masked only when one of them occurs at all.
  if (!watched.some(({ pattern }) => occurs(text, pattern))) return [];
  const masked = mask(text, language.family);
  const views = { code: masked.code, 'with-strings': masked.withStrings, 'as-written': text };
  const matches = watched
    .filter(({ beside }) => beside === undefined || occurs(masked.withStrings, beside))
    .flatMap((watch) => findAll(views[watch.within], watch))
    .sort((a, b) => a.at - b.at || a.end - b.end);
  return matches.length > mostSites ? matches.length : keyed(language.name, text, masked, matches);
}

function keyed(language: string, text: string, masked: Masked, matches: readonly Match[]): readonly Found[] {
  const containers = containersOf(language, masked.code);
  const around = enclosing(containers);
  const functionHash = hasher(masked.withStrings);
  const remarked = remarks(text, masked.withStrings);
  const seen = new Map<string, number>();
  let line = 1;
  let from = 0;
  return matches.map(({ form, at, end, within }) => {
    for (let next = text.indexOf('\n', from); next >= 0 && next < at; next = text.indexOf('\n', from)) {
      line++;
      from = next + 1;
    }
    const path = outerOf(around(at), form, end, containers, masked.code);
    const item = pathOf(path);
    const same = [language, form, item, tokensOf(statement(within === 'as-written' ? text : masked.withStrings, from, end, form))].join('\n');
    const ordinal = seen.get(same) ?? 0;
    seen.set(same, ordinal + 1);
    const inner = path.findLast(({ isFunction }) => isFunction);
    return { form, line, item, documented: remarked(from, end), key: short(`${same}\n${ordinal}`), functionHash: inner === undefined ? '' : functionHash(inner) };
  });
}

function occurs(text: string, pattern: RegExp): boolean {
  const found = pattern.test(text);
  // A global pattern remembers where it stopped; the search for all sites must begin at the start.
  pattern.lastIndex = 0;
  return found;
}

function findAll(text: string, { form, within, pattern }: Watch): Match[] {
  return [...text.matchAll(pattern)].map((match) => ({ form, within, at: match.index + match[0].length - match[0].trimStart().length, end: match.index + match[0].trimEnd().length }));
}

/** The line or lines of the site; a declaration of foreign code goes on to its semicolon, where one comes soon. */
function statement(view: string, lineStart: number, end: number, form: Form): string {
  const lineEnd = view.indexOf('\n', end) < 0 ? view.length : view.indexOf('\n', end);
  const semicolon = form === 'foreign-import' ? view.slice(end, end + longestStatement).search(/[;{]/) : -1;
  return view.slice(lineStart, Math.min(Math.max(lineEnd, end + semicolon + 1), lineStart + longestStatement));
}

function tokensOf(text: string): string {
  return (text.match(/[\w$\x80-\xff]+|[^\s\w]/g) ?? []).join(' ');
}

/** For places that only grow: the containers around one, outermost first. */
function enclosing(containers: readonly Container[]): (at: number) => readonly Container[] {
  let open: Container[] = [];
  let next = 0;
  return (at) => {
    for (let one = containers[next]; one !== undefined && one.from <= at; one = containers[++next]) open.push(one);
    open = open.filter(({ to }) => to > at);
    return open;
  };
}

/** Directives and marks of these forms speak of the function that follows. */
const before: ReadonlySet<Form> = new Set(['linkname', 'foreign-export', 'checks-off', 'unsafe-region']);
const farthest = 300;

/** The containers of a site; of a mark that stands outside every function, the function it stands before as well. */
function outerOf(around: readonly Container[], form: Form, end: number, containers: readonly Container[], code: string): readonly Container[] {
  if (!before.has(form) || around.some(({ isFunction }) => isFunction)) return around;
  let low = 0;
  let high = containers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((containers[middle]?.from ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  const next = containers[low];
  const follows = next !== undefined && next.isFunction && next.from - end < farthest && !/[;{}]|\b(?:func|fn|def|function)\b/.test(code.slice(end, next.from));
  return follows ? [...around, next] : around;
}

function pathOf(containers: readonly Container[]): string {
  let path = '';
  for (const { name } of containers) if (path.length + name.length < longestPath) path += path === '' ? name : `.${name}`;
  return path;
}

function hasher(text: string): (container: Container) => string {
  const known = new Map<Container, string>();
  let left = text.length * budgetPerCharacter;
  return (container) => {
    const hash = known.get(container);
    if (hash !== undefined) return hash;
    left -= container.to - container.from;
    const digest = left < 0 ? '' : short(tokensOf(text.slice(container.from, container.to)));
    known.set(container, digest);
    return digest;
  };
}

/** Lines of comment above a site that are read for its reason. */
const longestRemark = 40;

/** Whether a comment on the lines of the site, or on the comment lines directly above it, says `SAFETY:`. */
function remarks(text: string, masked: string): (lineStart: number, end: number) => boolean {
  return (lineStart, end) => {
    const lineEnd = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
    const own = text.slice(lineStart, Math.min(lineEnd, lineStart + longestStatement));
    if (/safety\s*:/i.test(own) && !/safety\s*:/i.test(masked.slice(lineStart, lineStart + own.length))) return true;
    let stop = lineStart;
    for (let count = 0; count < longestRemark && stop > 0; count++) {
      const start = text.lastIndexOf('\n', stop - 2) + 1;
      const line = text.slice(start, stop);
      if (line.length > longestStatement || line.trim() === '' || masked.slice(start, stop).trim() !== '') return false;
      if (/safety\s*:/i.test(line)) return true;
      stop = start;
    }
    return false;
  };
}

function short(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex').slice(0, 16);
}
