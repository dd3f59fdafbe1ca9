/** Finds where a named place stands in a stretch of code, and what stands beside it; it follows no value. */
import type { Code, Range } from './code.ts';

/** The tokens of a place as written: `frame->length` is three. */
function partsOf(path: string): readonly string[] {
  return path.match(/\w+|->|::|[^\s\w]/gu) ?? [];
}

/** Positions at which the place stands as a whole, not as a member of another. */
export function usesOf(code: Code, { from, to }: Range, path: string): readonly number[] {
  const parts = partsOf(path);
  const [first] = parts;
  if (first === undefined) return [];
  return code.find(first, { from, to: to - parts.length + 1 }).filter((at) => !/^(\.|->|::)$/u.test(code.text(at - 1)) && parts.every((part, index) => code.text(at + index) === part));
}

const ends: ReadonlySet<string> = new Set([';', '{', '}', '&&', '||', '?', ':', ',', 'and', 'or']);
const relations: ReadonlySet<string> = new Set(['<', '>', '<=', '>=', '==', '!=']);

/** The relation that a token takes part in: the nearest one in the same operand of `&&`, `||` and `?`; empty when there is none. */
export function relationAt(code: Code, at: number, whole: Range): string {
  for (let back = at - 1, depth = 0; back >= whole.from && back > at - 24; back--) {
    const text = code.text(back);
    if (text === ')' || text === ']') depth++;
    else if (text === '(' || text === '[') {
      if (depth === 0 && /^(if|while|for|switch|return)$|^[A-Za-z_]\w*$/u.test(code.text(back - 1))) break;
      depth = Math.max(0, depth - 1);
    } else if (ends.has(text) || (text === '=' && depth === 0)) break;
    else if (relations.has(text) && depth === 0) return text;
  }
  for (let next = at + 1, depth = 0; next < whole.to && next < at + 24; next++) {
    const text = code.text(next);
    if (text === '(' || text === '[') depth++;
    else if (text === ')' || text === ']') {
      if (depth === 0 && /^[;{]$/u.test(code.text(next + 1))) break;
      depth = Math.max(0, depth - 1);
    } else if (ends.has(text) || (text === '=' && depth === 0)) break;
    else if (relations.has(text) && depth === 0) return text;
  }
  return '';
}

const checking = /assert|chk|check|valid|verif|ensure|require|guard|bound|min|max|clamp|limit|constrain|saturat/iu;

/** Whether the place is compared, or handed to something that by its name checks or clamps, anywhere in the range. */
export function isCompared(code: Code, range: Range, path: string, whole: Range): boolean {
  return usesOf(code, range, path).some((at) => relationAt(code, at, whole) !== '' || checking.test(calleeOf(code, at, range.from)) || /^(!|switch)$/u.test(code.text(at - 1)) || (code.text(at - 1) === '(' && /^(if|while|switch)$/u.test(code.text(at - 2))) || code.text(at + partsOf(path).length) === '%');
}

/** The name of the function whose argument list the position stands in; empty outside of one. */
export function calleeOf(code: Code, at: number, from: number): string {
  for (let back = at - 1, depth = 0; back > from && back > at - 40; back--) {
    const text = code.text(back);
    if (text === ')' || text === ']') depth++;
    else if (text === '(' || text === '[') {
      if (depth === 0) return text === '(' && code.isName(back - 1) ? code.text(back - 1) : '';
      depth--;
    } else if (text === ';' || text === '{' || text === '}') return '';
  }
  return '';
}

/** The first `;` from a position on, or `to`. */
export function semicolonFrom(code: Code, from: number, to: number): number {
  let at = from;
  while (at < to && code.text(at) !== ';') at++;
  return at;
}

/** The stretch of the statement that the position stands in: behind the last `;`, `{` or `}` up to the next. */
export function statementAround(code: Code, at: number, whole: Range): Range {
  let from = at;
  while (from > whole.from && !/^[;{}]$/u.test(code.text(from - 1))) from--;
  let to = at;
  while (to < whole.to && !/^[;{}]$/u.test(code.text(to))) to++;
  return { from, to };
}

/** Where the path begins whose last name stands at `last`: `a` of `a.b[1]->c`. */
export function startOf(code: Code, last: number): number {
  let at = last;
  while (/^(\.|->)$/u.test(code.text(at - 1)) && (code.isName(at - 2) || code.text(at - 2) === ']')) {
    at -= 2;
    while (code.text(at) === ']') at = code.open(at) - 1;
  }
  return at;
}
