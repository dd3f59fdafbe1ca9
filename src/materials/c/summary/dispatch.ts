/** By which kind of an object a function hands it on: where another hands back only the others, the way does not go round. What happens to the object in between is not followed. */
import type { FunctionSpan } from '../spans.ts';
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { type Reading, Sign } from './reading.ts';
import type { Walked } from './walked.ts';
import { written } from './written.ts';

const [returnWord, ifWord] = ['return', 'if'].map(wordNumber) as [number, number];

/**
 * For the call at a position: `!` or `=` and a number that stands for both sides of the comparison, for `if (kind(s) != A) { return other(s); }`
 * with the first parameter handed on as it came; else empty.
 */
export function kindHandedOn({ reading, span }: Walked, at: number): string {
  if (reading.word(at - 1) !== returnWord || !handsFirst(reading, span, at)) return '';
  const asked = guardOf(reading, span, at);
  return asked === undefined ? '' : `${asked.equal ? '=' : '!'}${numbered(asked.text)}`;
}

/** Alike for what is spelled alike; one in four thousand million others shares it. */
function numbered(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

interface Guard {
  /** Both sides of the comparison as written. */
  readonly text: string;
  readonly equal: boolean;
}

/** The condition of the `if` that a `return` stands right in, when it compares for being equal or not, and asks nothing else. */
function guardOf(reading: Reading, span: FunctionSpan, at: number): Guard | undefined {
  const { mark, word, close } = reading;
  let depth = 0;
  let open = -1;
  for (let p = at - 1; p > span.bodyOpen && open < 0; p--) {
    const here = mark(p);
    if (here === Mark.braceClose) depth++;
    else if (here === Mark.braceOpen && depth-- === 0) open = p;
  }
  const end = open - 1;
  if (open < 0 || mark(end) !== Mark.parenClose) return undefined;
  let from = end;
  for (let nested = 0; from > span.bodyOpen; from--) {
    if (mark(from) === Mark.parenClose) nested++;
    else if (mark(from) === Mark.parenOpen && --nested === 0) break;
  }
  if (word(from - 1) !== ifWord || close(from) !== end) return undefined;
  let operator = -1;
  for (let p = from + 1; p < end; p++) {
    const here = mark(p);
    if (here === Mark.parenOpen || here === Mark.bracketOpen) p = Math.max(p, close(p));
    else if (here === Sign.and || here === Sign.or || here === Mark.assign) return undefined;
    else if (here === Sign.equal || here === Sign.unequal) operator = operator < 0 ? p : end;
  }
  if (operator < 0 || operator === end) return undefined;
  return { text: `${written(reading, from + 1, operator, 200)}\0${written(reading, operator + 1, end, 200)}`, equal: mark(operator) === Sign.equal };
}

/** The call hands on the first parameter as it came: both speak of one object. */
function handsFirst({ mark, text, isName }: Reading, span: FunctionSpan, at: number): boolean {
  let last = span.parametersOpen + 1;
  while (last < span.parametersClose && mark(last) !== Mark.comma) last++;
  return isName(at + 2) && (mark(at + 3) === Mark.comma || mark(at + 3) === Mark.parenClose) && text(last - 1) === text(at + 2);
}
