/** Tokens of one file by position, and what a summary gathers over the whole of it. It reads no meaning. */
import { TokenKind } from '../../../scan/lexed.ts';
import type { SummedVariable } from '../../../facts/function-summary.ts';
import { interned } from '../hazards/reading/code.ts';
import type { Structure } from '../structure.ts';

export interface Reading {
  readonly file: Structure;
  /** The punctuator at a position, or 0. */
  readonly mark: (at: number) => number;
  /** The number of the watched word at a position, or 0; -1 for an identifier that is not watched. */
  readonly word: (at: number) => number;
  readonly isName: (at: number) => boolean;
  readonly isNumber: (at: number) => boolean;
  readonly text: (at: number) => string;
  readonly line: (at: number) => number;
  /** Where the bracket at a position closes, or the position itself. */
  readonly close: (at: number) => number;
  readonly variables: Map<string, SummedVariable>;
  readonly functionNames: ReadonlySet<string>;
  readonly entries: Set<string>;
  readonly addressed: Set<string>;
  readonly isPlusplus: boolean;
}

export const Sign = {
  dot: 0x2e, arrow: 0x3e2d, ampersand: 0x26, increment: 0x2b2b, decrement: 0x2d2d, question: 0x3f, scope: 0x3a3a, not: 0x21,
  and: 0x2626, or: 0x7c7c, equal: 0x3d3d, unequal: 0x3d21, atMost: 0x3d3c, atLeast: 0x3d3e, percent: 0x25, plus: 0x2b, minus: 0x2d, bar: 0x7c, shift: 0x3c3c,
} as const;

/** `+=` and its kind. */
export const changing: ReadonlySet<number> = new Set(['+=', '-=', '|=', '&=', '^=', '*=', '/=', '%=', '<<=', '>>='].map(packed));

function packed(mark: string): number {
  return [...mark].reduce((sum, letter, place) => sum | (letter.charCodeAt(0) << (8 * place)), 0);
}

export function readingOf(file: Structure, functionNames: ReadonlySet<string>, isPlusplus: boolean): Reading {
  const { lexed, tokens, partner, count } = file;
  const { kind, code, start, end, line, bytes } = lexed;
  return {
    file, functionNames, isPlusplus, variables: new Map(), entries: new Set(), addressed: new Set(),
    mark: (at) => {
      const token = tokens[at] ?? 0;
      return at >= 0 && at < count && kind[token] === TokenKind.punctuator ? (code[token] ?? 0) : 0;
    },
    word: (at) => {
      const token = tokens[at] ?? 0;
      return at >= 0 && at < count && kind[token] === TokenKind.identifier ? (code[token] || -1) : 0;
    },
    isName: (at) => at >= 0 && at < count && kind[tokens[at] ?? 0] === TokenKind.identifier,
    isNumber: (at) => at >= 0 && at < count && kind[tokens[at] ?? 0] === TokenKind.number,
    text: (at) => {
      const token = tokens[at] ?? 0;
      return at >= 0 && at < count ? interned(bytes, start[token] ?? 0, end[token] ?? 0) : '';
    },
    line: (at) => line[tokens[at] ?? 0] ?? 0,
    close: (at) => {
      const found = partner[at] ?? -1;
      return found > at ? found : at;
    },
  };
}

export function isCapital(name: string): boolean {
  return /^[A-Z_][A-Z0-9_]*$/u.test(name);
}
