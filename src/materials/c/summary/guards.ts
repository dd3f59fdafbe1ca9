/** Whether a name is compared, clamped or handed to a check anywhere in a function. It asks no order: a check anywhere is believed. */
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { changing, isCapital, type Reading, Sign } from './reading.ts';

const [ifWord, whileWord, forWord, switchWord] = ['if', 'while', 'for', 'switch'].map(wordNumber) as [number, number, number, number];

const relations: ReadonlySet<number> = new Set([Mark.less, Mark.greater, Sign.atMost, Sign.atLeast, Sign.equal, Sign.unequal]);
const ends: ReadonlySet<number> = new Set([Mark.semicolon, Mark.braceOpen, Mark.braceClose, Mark.comma, Sign.and, Sign.or, Sign.question, Mark.assign]);
const checks = /min|max|clamp|constrain|assert|check|valid|verify|ensure|require|limit|bound|saturat|range/iu;

/** `at` is one place where the name stands; `origin` where it got its value, which is no guard. */
export function guardsAt(reading: Reading, at: number, origin: number): boolean {
  const { mark, word, isNumber, text, isName } = reading;
  if (at === origin || mark(at - 1) === Sign.dot || mark(at - 1) === Sign.arrow) return false;
  const after = mark(at + 1);
  if (after === Mark.assign || changing.has(after) || after === Sign.increment || after === Sign.decrement || mark(at - 1) === Sign.increment || mark(at - 1) === Sign.decrement || mark(at - 1) === Sign.ampersand) return true;
  const relation = relationBeside(reading, at);
  if (relation !== 0) {
    const zero = isNumber(relation + 1) && text(relation + 1) === '0';
    const onRight = relation < at;
    // `i < n` of a loop bounds the counter, not n; a comparison with zero is no bound from above.
    const counts = onRight && isName(relation - 1) && word(enclosing(reading, at) - 1) === forWord;
    if (!zero && !counts) return true;
    if (counts || zero) return false;
  }
  for (let open = enclosing(reading, at), level = 0; open > 0 && level < 5; open = enclosing(reading, open), level++) {
    const before = word(open - 1);
    if (before === switchWord) return true;
    if ((before === ifWord || before === whileWord) && (level > 0 || relation === 0)) return level > 0;
    if (before === -1 && (isCapital(text(open - 1)) || checks.test(text(open - 1)))) return true;
  }
  return after === Sign.question;
}

/** The position of a relation in the same simple expression, or 0. */
function relationBeside({ mark, close, file }: Reading, at: number): number {
  for (let p = at + 1; p < at + 24; p++) {
    const here = mark(p);
    if (relations.has(here)) return p;
    if (here === Mark.parenClose || here === Mark.bracketClose || ends.has(here)) break;
    if (here === Mark.parenOpen || here === Mark.bracketOpen) p = close(p);
  }
  for (let p = at - 1; p > at - 24; p--) {
    const here = mark(p);
    if (relations.has(here)) return p;
    if (here === Mark.parenOpen || here === Mark.bracketOpen || ends.has(here)) break;
    if (here === Mark.parenClose || here === Mark.bracketClose) p = Math.min(p, file.partner[p] ?? p);
  }
  return 0;
}

/** The parenthesis or bracket around a position within its statement, or 0. */
export function enclosing({ mark, file }: Reading, at: number): number {
  for (let p = at - 1; p > at - 200 && p > 0; p--) {
    const here = mark(p);
    if (here === Mark.parenOpen || here === Mark.bracketOpen) return p;
    if (here === Mark.braceOpen || here === Mark.braceClose) return 0;
    if (here === Mark.parenClose || here === Mark.bracketClose) p = Math.min(p, file.partner[p] ?? p);
  }
  return 0;
}
