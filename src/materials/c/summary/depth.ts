/** Whether a function that calls itself counts how deep it is, and holds that against a limit. Ways through other functions are not followed. */
import { Mark } from '../structure.ts';
import { isCapital, Sign } from './reading.ts';
import type { Walked } from './walked.ts';

const relations: ReadonlySet<number> = new Set([Mark.less, Mark.greater, Sign.atMost, Sign.atLeast, Sign.equal]);

/** `walk(node, depth + 1)` in a function whose parameter `depth`, at the same place, is compared with a constant above zero. */
export function goesBoundedDeeper(walked: Walked, at: number): boolean {
  const { mark, close } = walked.reading;
  const end = close(at + 1);
  let place = 0;
  let from = at + 2;
  for (let p = from; p <= end; p++) {
    const here = mark(p);
    if (p === end || here === Mark.comma) {
      const name = countedUp(walked, from, p);
      if (name !== '' && walked.parameters.get(name) === place && isLimited(walked, name)) return true;
      place++;
      from = p + 1;
    } else if (here === Mark.parenOpen || here === Mark.bracketOpen || here === Mark.braceOpen) p = Math.max(p, close(p));
  }
  return false;
}

/** The name in `n + 1`, `1 + n` and `++n`. */
function countedUp({ reading }: Walked, from: number, to: number): string {
  const { mark, isName, isNumber, text } = reading;
  if (to === from + 2 && mark(from) === Sign.increment && isName(from + 1)) return text(from + 1);
  if (to !== from + 3 || mark(from + 1) !== Sign.plus) return '';
  const [name, step] = isName(from) ? [from, from + 2] : [from + 2, from];
  return isName(name) && isNumber(step) && Number.parseInt(text(step), 10) > 0 ? text(name) : '';
}

function isLimited({ reading, places }: Walked, name: string): boolean {
  const { mark, isName, isNumber, text } = reading;
  const isLimit = (at: number): boolean => (isNumber(at) ? Number.parseInt(text(at), 10) > 0 : isName(at) && isCapital(text(at)));
  return (places.get(name) ?? []).some((at) => (relations.has(mark(at + 1)) && isLimit(at + 2)) || (relations.has(mark(at - 1)) && isLimit(at - 2)));
}
