/** The head of a function as the summary needs it: its marks and the names of its parameters. It reads no types but bytes. */
import type { FunctionSpan } from '../spans.ts';
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { byteWords, ownBytes } from '../hazards/tables/bytes.ts';
import { messageName } from '../hazards/tables/foreign.ts';
import type { Reading } from './reading.ts';
import { handlerWords, isHandlerName, isTaskName, weakWords } from './tables.ts';

const [staticWord, voidWord, charWord, unsignedWord] = ['static', 'void', 'char', 'unsigned'].map(wordNumber) as [number, number, number, number];
const bytes: ReadonlySet<number> = new Set(byteWords.map(wordNumber));

export interface Head {
  readonly marks: string;
  /** Places of parameters by their names. */
  readonly parameters: ReadonlyMap<string, number>;
  readonly count: number;
  /** Parameters that point at bytes which may have come from outside. */
  readonly foreign: ReadonlySet<string>;
}

/** A head is short; a longer one has been misread. */
const headReach = 48;
const noNames: ReadonlyMap<string, number> = new Map();
const none: ReadonlySet<string> = new Set();

export function headOf(reading: Reading, span: FunctionSpan, name: string): Head {
  const { mark, word, isName, text } = reading;
  let marks = '';
  let from = span.name - 1;
  for (; from >= 0 && from > span.name - headReach; from--) {
    const here = mark(from);
    if (here === Mark.semicolon || here === Mark.braceClose || here === Mark.braceOpen) break;
  }
  const note = (at: number): void => {
    if (!isName(at)) return;
    if (word(at) === staticWord && !marks.includes('s')) marks += 's';
    else if (word(at) === -1) {
      const spelling = text(at);
      if (handlerWords.has(spelling) && !marks.includes('i')) marks += 'i';
      else if (weakWords.has(spelling) && !marks.includes('w')) marks += 'w';
    }
  };
  for (let at = from + 1; at < span.name; at++) note(at);
  for (let at = span.parametersClose + 1; at < span.bodyOpen && at < span.parametersClose + headReach; at++) note(at);
  const read = parametersOf(reading, span);
  const takesNothing = read.count === 0;
  if (!marks.includes('i') && isHandlerName(name, takesNothing)) marks += 'i';
  if (!marks.includes('i') && isTaskName(name, read.count)) marks += 't';
  if (name.includes('::')) marks += '+';
  return { marks, ...read };
}

function parametersOf({ mark, word, isName, text, close }: Reading, span: FunctionSpan): Omit<Head, 'marks'> {
  const { parametersOpen: open, parametersClose: end } = span;
  if (end === open + 1 || (end === open + 2 && word(open + 1) === voidWord)) return { parameters: noNames, count: 0, foreign: none };
  const parameters = new Map<string, number>();
  let foreign: Set<string> | undefined;
  let count = 0;
  let last = -1;
  let stars = 0;
  let isByte = false;
  let isVoid = false;
  let wasArray = false;
  for (let at = open + 1; at <= end; at++) {
    const here = mark(at);
    if (at === end || here === Mark.comma) {
      if (last >= 0) {
        const name = text(last);
        parameters.set(name, count);
        if (stars + (wasArray ? 1 : 0) === 1 && ((isByte && !ownBytes.test(name)) || (isVoid && messageName.test(name)))) (foreign ??= new Set()).add(name);
      }
      count++;
      last = -1;
      stars = 0;
      isByte = isVoid = wasArray = false;
    } else if (here === Mark.parenOpen) {
      // A pointer to a function: its name stands inside, behind the star.
      if (mark(at + 1) === Mark.star && isName(at + 2)) last = at + 2;
      stars = 2;
      at = Math.max(at, close(at));
      if (mark(at + 1) === Mark.parenOpen) at = close(at + 1);
    } else if (here === Mark.bracketOpen) {
      wasArray = true;
      at = Math.max(at, close(at));
    } else if (here === Mark.star) stars++;
    else if (here === Mark.assign) while (at + 1 < end && mark(at + 1) !== Mark.comma) at++;
    else if (isName(at)) {
      const number = word(at);
      if (number > 0 && (bytes.has(number) || (number === charWord && word(at - 1) === unsignedWord))) isByte = true;
      else if (number === voidWord) isVoid = true;
      last = at;
    }
  }
  return { parameters, count, foreign: foreign ?? none };
}
