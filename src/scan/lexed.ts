/** What the scanning kernel yields for one file: line counts and a token stream in flat arrays. It knows no rules. */

export const TokenKind = {
  identifier: 1,
  number: 2,
  string: 3,
  character: 4,
  punctuator: 5,
  /** `#` and the directive's name as one token; `code` is a `Directive`. The directive's own tokens follow. */
  directive: 6,
  /** End of a directive's last (continued) line. */
  directiveEnd: 7,
  /** A whole comment; only emitted on request. */
  comment: 8,
  /** Rust lifetimes (`'a`), kept apart from characters. */
  lifetime: 9,
} as const;

export const Directive = {
  other: 0, if: 1, ifdef: 2, ifndef: 3, elif: 4, else: 5, endif: 6, define: 7, undef: 8, include: 9, pragma: 10, error: 11, line: 12,
} as const;

export interface LineCounts {
  readonly physical: number;
  readonly code: number;
  readonly comment: number;
  readonly blank: number;
}

/**
 * Tokens are views on the kernel's memory: valid until the next call of `lex` in this thread.
 * Conventions: a line with code and comment counts as code; `physical` counts a last line without newline.
 */
export interface Lexed {
  readonly lines: LineCounts;
  /** Number of tokens; the arrays may be longer. */
  readonly count: number;
  readonly kind: Uint8Array;
  /** Byte offsets of the token: `start` inclusive, `end` exclusive. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Line of the token's first byte, from 1. */
  readonly line: Uint32Array;
  /**
   * For identifiers the number of the watched word (0 when not watched); for punctuators the bytes packed
   * little-endian (`->` is 0x3e2d), maximal munch; for directives the `Directive`.
   */
  readonly code: Uint32Array;
  readonly bytes: Uint8Array;
  /** The text was cut short or nested too deep to be trusted: the reason, else empty. */
  readonly trouble: string;
}

/** The source text of a token, decoded as Latin-1 (offset-true; identifiers are ASCII in practice). */
export function tokenText(lexed: Lexed, token: number): string {
  return latin1(lexed.bytes, lexed.start[token] ?? 0, lexed.end[token] ?? 0);
}

/** Whether a token is spelled so, without making a text of it. */
export function spells({ bytes, start, end }: Lexed, token: number, text: string): boolean {
  const from = start[token] ?? 0;
  const { length } = text;
  if ((end[token] ?? 0) - from !== length) return false;
  for (let at = 0; at < length; at++) if (bytes[from + at] !== text.charCodeAt(at)) return false;
  return true;
}

/** One buffer over the memory that was read last: making one for each of millions of tokens costs more than the text. */
let whole: Buffer = Buffer.alloc(0);

export function latin1(bytes: Uint8Array, start: number, end: number): string {
  if (whole.buffer !== bytes.buffer || whole.byteOffset !== 0) whole = Buffer.from(bytes.buffer);
  return whole.toString('latin1', bytes.byteOffset + start, bytes.byteOffset + Math.max(start, Math.min(end, bytes.length)));
}
