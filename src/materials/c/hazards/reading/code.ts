/** The text of one stretch of tokens, read by position; it knows spelling and brackets, not meaning. */
import { latin1, type Lexed, spells, TokenKind } from '../../../../scan/lexed.ts';
import type { Structure } from '../../structure.ts';
import { words } from '../../words.ts';

/** A half-open stretch of positions in `Structure.tokens`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Outside `whole` every position reads as the empty text. */
export interface Code {
  readonly whole: Range;
  /** The spelling of the token. */
  readonly text: (at: number) => string;
  readonly kind: (at: number) => number;
  readonly isName: (at: number) => boolean;
  /** The punctuator as the kernel packs it, 0 for anything else: cheaper to ask than its text. */
  readonly mark: (at: number) => number;
  /** Positions within the range of the tokens that are spelled so; asked often, so no token is spelled for it. */
  readonly find: (name: string, range: Range) => readonly number[];
  /** The partner of an opening bracket, never beyond `whole`; an unpaired one closes at the end. */
  readonly close: (at: number) => number;
  /** The partner of a closing bracket; an unpaired one opens at the beginning. */
  readonly open: (at: number) => number;
  readonly line: (at: number) => number;
}

export function codeOf(file: Structure, whole: Range): Code {
  const { lexed, tokens, partner } = file;
  const { from, to } = whole;
  // Spelled when first asked for: most rules look at a few of the tokens of a function.
  const texts = new Array<string | undefined>(Math.max(0, to - from));
  const kind = (at: number): number => (at >= from && at < to ? (lexed.kind[tokens[at] ?? 0] ?? 0) : 0);
  return {
    whole,
    text: (at) => {
      if (at < from || at >= to) return '';
      return texts[at - from] ?? (texts[at - from] = spelling(lexed, tokens[at] ?? 0));
    },
    kind,
    isName: (at) => kind(at) === TokenKind.identifier,
    mark: (at) => (kind(at) === TokenKind.punctuator ? (lexed.code[tokens[at] ?? 0] ?? 0) : 0),
    find: (name, range) => found(file, name, Math.max(from, range.from), Math.min(to, range.to)),
    close: (at) => {
      const found = partner[at] ?? -1;
      return found > at && found < to ? found : to;
    },
    open: (at) => {
      const found = partner[at] ?? -1;
      return found < at && found >= from ? found : from;
    },
    line: (at) => lexed.line[tokens[at] ?? 0] ?? 0,
  };
}

function found({ lexed, tokens }: Structure, name: string, from: number, to: number): readonly number[] {
  const places: number[] = [];
  for (let at = from; at < to; at++) if (spells(lexed, tokens[at] ?? 0, name)) places.push(at);
  return places;
}

function spelling({ kind, code, start, end, bytes }: Lexed, token: number): string {
  const sort = kind[token];
  if (sort === TokenKind.punctuator) return spelled(code[token] ?? 0);
  const word = sort === TokenKind.identifier ? words.names[(code[token] ?? 0) - 1] : undefined;
  return word ?? interned(bytes, start[token] ?? 0, end[token] ?? 0);
}

const punctuators = new Map<number, string>();

function spelled(code: number): string {
  const known = punctuators.get(code);
  if (known !== undefined) return known;
  const text = String.fromCharCode(...[0, 8, 16, 24].map((shift) => (code >>> shift) & 255).filter((byte) => byte !== 0));
  punctuators.set(code, text);
  return text;
}

/** Names repeat: each is decoded once, and the table is as large as the names that collide in it allow, no larger. */
const slots = 1 << 14;
const names = new Array<string>(slots).fill('');

/** Longer texts seldom repeat. */
const longestName = 48;

export function interned(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start;
  if (length > longestName) return latin1(bytes, start, end);
  // Names differ at their ends more than in their middles: a few bytes tell them apart well enough.
  let hash = Math.imul(length ^ ((bytes[start] ?? 0) << 8), 0x9e3779b1);
  for (let at = Math.max(start, end - 8); at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  const slot = (hash ^ (hash >>> 15)) & (slots - 1);
  const known = names[slot] ?? '';
  if (known.length === length) {
    let at = 0;
    while (at < length && known.charCodeAt(at) === bytes[start + at]) at++;
    if (at === length) return known;
  }
  const fresh = latin1(bytes, start, end);
  names[slot] = fresh;
  return fresh;
}

/** The tokens as one normalised line: the same for every way of breaking and indenting it. */
export function written(code: Code, range: Range, most = 200): string {
  let line = '';
  for (let at = range.from; at < range.to && line.length <= most; at++) {
    const text = code.text(at);
    line += line !== '' && spaced(code.text(at - 2), code.text(at - 1), text) ? ` ${text}` : text;
  }
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

function spaced(earlier: string, before: string, after: string): boolean {
  if (/^[),;\].[]$|^(->|\+\+|--)$/u.test(after) || /^[(.[!~]$|^(->|::)$/u.test(before) || after === '::') return false;
  if (after === '(') return !/^\w+$/u.test(before) || /^(if|while|for|switch|return)$/u.test(before);
  // Behind a name or a closing bracket a star multiplies; elsewhere it belongs to what follows.
  if (/^[*&-]$/u.test(before)) return /^[\w)\]]+$/u.test(earlier) && earlier !== 'return';
  return true;
}

/** Splits at commas that stand outside of brackets; empty for an empty range. */
export function splitAtCommas(code: Code, range: Range): Range[] {
  const parts: Range[] = [];
  let from = range.from;
  for (let at = range.from; at < range.to; at++) {
    const text = code.text(at);
    if (text === '(' || text === '[' || text === '{') at = code.close(at);
    else if (text === ',') {
      parts.push({ from, to: at });
      from = at + 1;
    }
  }
  if (from < range.to) parts.push({ from, to: range.to });
  return parts;
}
