/** Brackets and functions of a C or C++ file with the first arm of each conditional taken; no tree, no macros. */
import { Directive, type Lexed, TokenKind } from '../../scan/lexed.ts';
import { type FunctionSpan, functionsOf } from './spans.ts';

/**
 * Positions in `partner` and in the function spans index `tokens`, not the lexer's stream.
 * The arrays are scratch memory of this thread: valid until `structureOf` is called again.
 */
export interface Structure {
  readonly lexed: Lexed;
  /** Lexer tokens outside directives and outside the arms not taken; `count` of them. */
  readonly tokens: Uint32Array;
  readonly count: number;
  /** For an opening or closing bracket the position of its partner, else -1. */
  readonly partner: Int32Array;
  readonly functions: readonly FunctionSpan[];
  /** Tokens in conditional arms that were not taken: nothing is known about them. */
  readonly untaken: number;
}

/** Punctuators as the kernel packs them. */
export const Mark = {
  parenOpen: 0x28, parenClose: 0x29, bracketOpen: 0x5b, bracketClose: 0x5d, braceOpen: 0x7b, braceClose: 0x7d,
  semicolon: 0x3b, comma: 0x2c, assign: 0x3d, star: 0x2a, colon: 0x3a, less: 0x3c, greater: 0x3e,
} as const;

let tokenScratch = new Uint32Array(1 << 16);
let partnerScratch = new Int32Array(1 << 16);
let open = new Int32Array(1 << 12);

export function structureOf(lexed: Lexed): Structure {
  if (tokenScratch.length < lexed.count) {
    tokenScratch = new Uint32Array(lexed.count * 2);
    partnerScratch = new Int32Array(lexed.count * 2);
  }
  const tokens = tokenScratch;
  const partner = partnerScratch;
  const count = takeFirstArms(lexed);
  pairBrackets(lexed, count);
  const bare = { lexed, tokens, count, partner, untaken: untakenTokens };
  return { ...bare, functions: functionsOf(bare) };
}

let untakenTokens = 0;

/** Fills `tokens` and returns how many. `#if 0` gives way to its `#else`, as programmers use it to comment out. */
function takeFirstArms(lexed: Lexed): number {
  const { kind, code, count: all } = lexed;
  const tokens = tokenScratch;
  const taken: boolean[] = [];
  const live: boolean[] = [];
  let on = true;
  let count = 0;
  let skipped = 0;
  for (let token = 0; token < all; token++) {
    const sort = kind[token];
    if (sort === TokenKind.directive) {
      const directive = code[token] ?? 0;
      if (directive === Directive.if || directive === Directive.ifdef || directive === Directive.ifndef) {
        const wanted = !(directive === Directive.if && isZero(lexed, token + 1));
        live.push(on);
        taken.push(wanted);
        on = on && wanted;
      } else if (live.length > 0 && (directive === Directive.elif || directive === Directive.else)) {
        const last = live.length - 1;
        const wanted = taken[last] === false && !(directive === Directive.elif && isZero(lexed, token + 1));
        on = live[last] === true && wanted;
        if (wanted) taken[last] = true;
      } else if (directive === Directive.endif && live.length > 0) {
        on = live.pop() === true;
        taken.pop();
      }
      while (token < all && kind[token] !== TokenKind.directiveEnd) token++;
    } else if (sort !== TokenKind.comment && sort !== TokenKind.directiveEnd) {
      if (on) tokens[count++] = token;
      else skipped++;
    }
  }
  untakenTokens = skipped;
  return count;
}

function isZero(lexed: Lexed, token: number): boolean {
  const start = lexed.start[token] ?? 0;
  return (
    lexed.kind[token] === TokenKind.number &&
    (lexed.end[token] ?? 0) === start + 1 &&
    lexed.bytes[start] === 0x30 &&
    lexed.kind[token + 1] === TokenKind.directiveEnd
  );
}

/** How far a stray `)` or `]` looks for its opener, so that hostile nesting stays linear. */
const strayReach = 8;

function pairBrackets(lexed: Lexed, count: number): void {
  const { kind, code } = lexed;
  const tokens = tokenScratch;
  const partner = partnerScratch;
  let depth = 0;
  let braces = 0;
  for (let at = 0; at < count; at++) {
    partner[at] = -1;
    const token = tokens[at] ?? 0;
    if (kind[token] !== TokenKind.punctuator) continue;
    const mark = code[token] ?? 0;
    if (mark === Mark.parenOpen || mark === Mark.bracketOpen || mark === Mark.braceOpen) {
      if (depth === open.length) {
        const larger = new Int32Array(depth * 2);
        larger.set(open);
        open = larger;
      }
      open[depth++] = at;
      if (mark === Mark.braceOpen) braces++;
    } else if (mark === Mark.braceClose) {
      // A brace is trusted over the parentheses inside it: a macro may hide one of a pair, seldom a brace.
      if (braces === 0) continue;
      while (depth > 0 && markAt(lexed, open[depth - 1] ?? 0) !== Mark.braceOpen) depth--;
      depth--;
      braces--;
      join(open[depth] ?? 0, at);
    } else if (mark === Mark.parenClose || mark === Mark.bracketClose) {
      const wanted = mark === Mark.parenClose ? Mark.parenOpen : Mark.bracketOpen;
      for (let down = depth - 1; down >= 0 && down >= depth - strayReach; down--) {
        const found = markAt(lexed, open[down] ?? 0);
        if (found === Mark.braceOpen) break;
        if (found === wanted) {
          depth = down;
          join(open[down] ?? 0, at);
          break;
        }
      }
    }
  }
}

function join(first: number, second: number): void {
  partnerScratch[first] = second;
  partnerScratch[second] = first;
}

function markAt(lexed: Lexed, at: number): number {
  return lexed.code[tokenScratch[at] ?? 0] ?? 0;
}
