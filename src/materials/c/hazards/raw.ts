/** Token numbers of a function before anything of it is spelled out: what rules ask first, because it costs almost nothing. */
import { TokenKind } from '../../../scan/lexed.ts';
import type { FunctionSpan } from '../spans.ts';
import { Mark, type Structure } from '../structure.ts';

export interface Raw {
  readonly file: Structure;
  readonly span: FunctionSpan;
  /** The kernel's notes of the function, from its parameters on: indices of `file.noted`. */
  readonly from: number;
  readonly to: number;
  /** Some word stands in it by which foreign data may enter. */
  readonly hasSource: boolean;
  /** A call that receives stands in it. */
  readonly receives: boolean;
}

export function kindAt({ file }: Raw, at: number): number {
  return at < file.count ? (file.lexed.kind[file.tokens[at] ?? 0] ?? 0) : 0;
}

/** The punctuator at a position, or 0. */
export function markAt({ file }: Raw, at: number): number {
  const token = file.tokens[at] ?? 0;
  return at < file.count && file.lexed.kind[token] === TokenKind.punctuator ? (file.lexed.code[token] ?? 0) : 0;
}

/** The number of the watched word at a position, or 0. */
export function wordAt({ file }: Raw, at: number): number {
  const token = file.tokens[at] ?? 0;
  return at < file.count && file.lexed.kind[token] === TokenKind.identifier ? (file.lexed.code[token] ?? 0) : 0;
}

export function isNameAt(raw: Raw, at: number): boolean {
  return kindAt(raw, at) === TokenKind.identifier;
}

/** A name in capitals, as macros have. */
export function isMacroAt({ file }: Raw, at: number): boolean {
  const token = file.tokens[at] ?? 0;
  const { lexed } = file;
  if (lexed.kind[token] !== TokenKind.identifier) return false;
  for (let i = lexed.start[token] ?? 0; i < (lexed.end[token] ?? 0); i++) {
    const byte = lexed.bytes[i] ?? 0;
    if (byte >= 0x61 && byte <= 0x7a) return false;
  }
  return true;
}

/** Whether two tokens are spelled alike, compared byte by byte. */
export function sameText({ file }: Raw, a: number, b: number): boolean {
  const { start, end, bytes } = file.lexed;
  const [first, second] = [file.tokens[a] ?? 0, file.tokens[b] ?? 0];
  const from = start[first] ?? 0;
  const other = start[second] ?? 0;
  const length = (end[first] ?? 0) - from;
  if (length !== (end[second] ?? 0) - other) return false;
  for (let i = 0; i < length; i++) if (bytes[from + i] !== bytes[other + i]) return false;
  return true;
}

export function lengthAt({ file }: Raw, at: number): number {
  const token = file.tokens[at] ?? 0;
  return (file.lexed.end[token] ?? 0) - (file.lexed.start[token] ?? 0);
}

/** First and last position of an argument of the call whose parenthesis stands at `open`; undefined when there is none. */
export function argumentAt(raw: Raw, open: number, place: number): { readonly from: number; readonly to: number } | undefined {
  const { file } = raw;
  const close = file.partner[open] ?? -1;
  if (markAt(raw, open) !== Mark.parenOpen || close < open) return undefined;
  let from = open + 1;
  let index = 0;
  for (let at = from; at <= close; at++) {
    const mark = markAt(raw, at);
    if (at === close || mark === Mark.comma) {
      if (index === place) return from < at ? { from, to: at } : undefined;
      index++;
      from = at + 1;
    } else if (mark === Mark.parenOpen || mark === Mark.bracketOpen || mark === Mark.braceOpen) at = Math.max(at, file.partner[at] ?? -1);
  }
  return undefined;
}

/** The first note in the body that `found` accepts the position of, or -1. */
export function noteInBody({ file, span, from, to }: Raw, found: (at: number) => boolean): number {
  for (let note = from; note < to; note++) {
    const at = file.noted[note] ?? 0;
    if (at >= span.bodyOpen && found(at)) return at;
  }
  return -1;
}
