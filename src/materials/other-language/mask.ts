/** Blanks out comments, and on request strings, so that words in them are not taken for code. It follows marks, not grammar. */
import type { CommentFamily } from '../../scan/lex.ts';

export interface Masked {
  /** The text with comments blanked. */
  readonly withStrings: string;
  /** The text with comments and strings blanked. */
  readonly code: string;
}

/** Text of one character a byte; both results are as long as it and keep its line ends. */
export function mask(text: string, family: CommentFamily): Masked {
  const openers = openersOf(family);
  const code: string[] = [];
  const withStrings: string[] = [];
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const opener = openers.get(text.charCodeAt(at))?.find(({ open, whole }) => text.startsWith(open, at) && (!whole || standsAlone(text, at, open.length)));
    if (opener === undefined) {
      at++;
      continue;
    }
    const end = opener.end(text, at + opener.open.length);
    const piece = text.slice(from, at);
    const hidden = text.slice(at, end).replace(/[^\n\r]/g, ' ');
    code.push(piece, hidden);
    withStrings.push(piece, opener.quote ? text.slice(at, end) : hidden);
    from = at = Math.max(end, at + 1);
  }
  const rest = text.slice(from);
  return { code: code.join('') + rest, withStrings: withStrings.join('') + rest };
}

interface Opener {
  readonly open: string;
  readonly quote: boolean;
  readonly whole: boolean;
  readonly end: (text: string, at: number) => number;
}

function openersOf(family: CommentFamily): ReadonlyMap<number, readonly Opener[]> {
  const all: Opener[] = [
    ...family.block.map(([open, close]): Opener => ({
      open, quote: false, whole: false, end: family.nested === true ? (text, at) => nestedEnd(text, at, open, close) : (text, at) => past(text, at, close),
    })),
    ...family.line.map((open): Opener => ({ open, quote: false, whole: /^\w/.test(open), end: (text, at) => lineEnd(text, at) })),
    ...family.quotes.map((open): Opener => ({ open, quote: true, whole: false, end: (text, at) => stringEnd(text, at, open) })),
  ];
  const byFirst = new Map<number, Opener[]>();
  // Longer marks first: `"""` before `"`, `--[[` before `--`.
  for (const opener of all.sort((a, b) => b.open.length - a.open.length)) {
    const first = opener.open.charCodeAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), opener]);
  }
  return byFirst;
}

function standsAlone(text: string, at: number, length: number): boolean {
  return !/\w/.test(text[at - 1] ?? ' ') && !/\w/.test(text[at + length] ?? ' ');
}

function past(text: string, at: number, close: string): number {
  const found = text.indexOf(close, at);
  return found < 0 ? text.length : found + close.length;
}

function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found;
}

/** Each search goes on from where the last one ended, so that deep nesting costs one pass. */
function nestedEnd(text: string, at: number, open: string, close: string): number {
  let depth = 1;
  let end = -1;
  let again = -1;
  while (depth > 0) {
    if (end < at) end = text.indexOf(close, at);
    if (end < 0) return text.length;
    if (again < at) again = found(text.indexOf(open, at), text.length);
    depth += again < end ? 1 : -1;
    at = again < end ? again + open.length : end + close.length;
  }
  return at;
}

function found(at: number, otherwise: number): number {
  return at < 0 ? otherwise : at;
}

/** A string ends with its mark; a one-byte mark other than the backtick also with its line. A backslash takes the next byte. */
function stringEnd(text: string, at: number, quote: string): number {
  const spans = quote.length > 1 || quote === '`';
  for (; at < text.length; at++) {
    const c = text[at];
    if (c === '\\') at++;
    else if (!spans && (c === '\n' || c === '\r')) return at;
    else if (c === quote[0] && text.startsWith(quote, at)) return at + quote.length;
  }
  return text.length;
}
