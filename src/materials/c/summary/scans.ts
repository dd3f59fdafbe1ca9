/** Loops that walk text to a character that need not come. A walk that also looks for the end, or stops at one, is none of them. */
import { TokenKind } from '../../../scan/lexed.ts';
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { type Reading, Sign } from './reading.ts';

const leaving: ReadonlySet<number> = new Set(['return', 'break', 'goto'].map(wordNumber));
/** A body longer than this does more than walk. */
const longestBody = 120;

/** Whether the `while` at `at` has the form `while (*p != 'x') … p++ …`, with no other end. */
export function walksOn(reading: Reading, at: number): boolean {
  const { mark, close, text, isName } = reading;
  const end = close(at + 1);
  let name = '';
  for (let p = at + 2; p < end; p += 5) {
    // `*p != 'x'`, and between two of them `&&`.
    if (mark(p) !== Mark.star || !isName(p + 1) || mark(p + 2) !== Sign.unequal || !isLetter(reading, p + 3)) return false;
    if (name !== '' && name !== text(p + 1)) return false;
    name = text(p + 1);
    if (p + 4 < end && mark(p + 4) !== Sign.and) return false;
  }
  return name !== '' && bodyWalks(reading, end + 1, name);
}

function isLetter({ file, text }: Reading, at: number): boolean {
  return file.lexed.kind[file.tokens[at] ?? 0] === TokenKind.character && !/^'\\0+'$/u.test(text(at));
}

/** The body moves the pointer on, never leaves, and compares what it points at with no end. */
function bodyWalks({ mark, word, text, isName, isNumber, close }: Reading, from: number, name: string): boolean {
  const to = mark(from) === Mark.braceOpen ? close(from) : from + 4;
  if (to - from > longestBody) return false;
  let moves = false;
  for (let at = from; at < to; at++) {
    if (leaving.has(word(at)) || mark(at) === Mark.less || mark(at) === Mark.greater || mark(at) === Sign.atLeast || mark(at) === Sign.atMost) return false;
    if ((mark(at) === Sign.equal || mark(at) === Sign.unequal) && (isNumber(at + 1) || text(at + 1) === "'\\0'" || isName(at + 1))) return false;
    if (mark(at) === Sign.not) return false;
    if (isName(at) && text(at) === name && (mark(at + 1) === Sign.increment || mark(at - 1) === Sign.increment)) moves = true;
    // Only the one statement of a body without braces.
    if (mark(from) !== Mark.braceOpen && mark(at) === Mark.semicolon) break;
  }
  return moves;
}
