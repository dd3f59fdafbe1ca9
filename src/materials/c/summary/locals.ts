/** Names that a body declares, fills or gives foreign numbers to, as one walk over it meets them. It keeps positions until somebody asks for names. */
import { wordNumber } from '../words.ts';
import { Mark } from '../structure.ts';
import { originBits } from './origin.ts';
import type { Reading } from './reading.ts';
import { letThrough, type Walked } from './walked.ts';

/** Keywords behind which a call may stand. */
export const precedes: ReadonlySet<number> = new Set(['return', 'else', 'case', 'do', 'throw', 'sizeof', 'goto'].map(wordNumber));

/** `read(fd, buffer, n)`: what the buffer holds from now on came from outside. */
export function noteReceived({ reading, foreign }: Walked, at: number, place: number): void {
  const { mark, isName, text, close } = reading;
  let index = 0;
  for (let p = at + 2, end = close(at + 1); p < end; p++) {
    const here = mark(p);
    if (here === Mark.comma) index++;
    else if (here === Mark.parenOpen || here === Mark.bracketOpen) p = close(p);
    else if (index === place && isName(p) && mark(p + 1) !== Mark.parenOpen) {
      foreign.add(text(p));
      return;
    }
  }
}

/** `uint8_t n = …`, `T *p;`, `int a, b;`: the name belongs to the function. */
export function noteLocal({ reading, declared, arrays }: Walked, at: number, previous: number, after: number): void {
  const { mark, word, isNumber, text } = reading;
  if (previous === Mark.comma) {
    if (!startsAsDeclaration(reading, at)) return;
  } else if (previous === Mark.star) {
    let type = at - 1;
    while (mark(type) === Mark.star) type--;
    const number = word(type);
    if (number === 0 || precedes.has(number)) return;
    // `y = a * x;` multiplies: a declaration has nothing but words in front.
    const first = mark(type - 1);
    if (first !== Mark.semicolon && first !== Mark.braceOpen && first !== Mark.braceClose && first !== Mark.parenOpen && word(type - 1) === 0) return;
  }
  declared.push(at);
  if (after === Mark.bracketOpen) arrays.set(text(at), isNumber(at + 2) && mark(at + 3) === Mark.bracketClose ? Number(text(at + 2)) || 0 : 0);
}

function startsAsDeclaration({ mark, word, file }: Reading, at: number): boolean {
  for (let p = at - 1; p > at - 60 && p > 0; p--) {
    const here = mark(p);
    if (here === Mark.parenClose || here === Mark.bracketClose) p = Math.min(p, file.partner[p] ?? p);
    else if (here === Mark.semicolon || here === Mark.braceOpen || here === Mark.braceClose || here === Mark.parenOpen) {
      const [first, second] = [word(p + 1), word(p + 2)];
      return first !== 0 && !(first > 0 && precedes.has(first)) && (second !== 0 || (mark(p + 2) === Mark.star && word(p + 3) !== 0));
    }
  }
  return false;
}

/** `n = packet[1];`, also as the beginning of a declaration. */
export function noteTaint({ reading, foreign, tainted, parameters, sieve }: Walked, at: number): void {
  const { mark, close, text } = reading;
  let to = at + 2;
  for (; to < at + 44; to++) {
    const here = mark(to);
    if (here === Mark.semicolon || here === Mark.comma || here === Mark.parenClose || here === Mark.braceClose) break;
    if (here === Mark.parenOpen || here === Mark.bracketOpen) to = close(to);
  }
  const bits = originBits(reading, at + 2, to, foreign);
  const name = bits > 0 ? text(at) : '';
  if (name === '' || tainted.has(name) || parameters.has(name) || reading.variables.has(name)) return;
  tainted.set(name, { at, bits });
  letThrough(sieve, name);
}
