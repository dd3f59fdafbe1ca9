/** What is known of the arguments of a call: which hand on a parameter, which came from outside. It evaluates nothing. */
import type { SummedCall } from '../../../facts/function-summary.ts';
import { TokenKind } from '../../../scan/lexed.ts';
import { Mark } from '../structure.ts';
import { slotAt, type Walked } from './walked.ts';
import { written } from './written.ts';
import { originBits, pastCast } from './origin.ts';

const mostArguments = 16;
const longestOrigin = 60;

export function argumentsOf(walked: Walked, at: number, isGuarded: (name: string) => boolean): Pick<SummedCall, 'count' | 'given'> {
  const { kind, code } = walked.reading.file.lexed;
  const { tokens } = walked.reading.file;
  const { close } = walked.reading;
  const end = close(at + 1);
  let given: string[] | undefined;
  let from = at + 2;
  if (end <= from) return { count: 0, given: none };
  let count = 0;
  for (let p = from; p <= end; p++) {
    const token = tokens[p] ?? 0;
    if (kind[token] !== TokenKind.punctuator) continue;
    const here = code[token];
    if (p === end || here === Mark.comma) {
      const known = count < mostArguments ? argument(walked, from, p, isGuarded) : '-';
      if (known !== '-') {
        given ??= [];
        while (given.length < count) given.push('-');
        given.push(known);
      }
      count++;
      from = p + 1;
    } else if (here === Mark.parenOpen || here === Mark.bracketOpen || here === Mark.braceOpen) p = Math.max(p, close(p));
  }
  return { count, given: given ?? none };
}

const none: readonly string[] = [];

function argument({ reading, parameters, tainted, foreign, sieve }: Walked, from: number, to: number, isGuarded: (name: string) => boolean): string {
  const { isName, text, mark } = reading;
  const start = mark(from) === Mark.parenOpen ? pastCast(reading, from, to) : from;
  if (start + 1 === to) {
    if (!isName(start)) return '-';
    const { tokens, lexed } = reading.file;
    const token = tokens[start] ?? 0;
    if (sieve.own[slotAt(lexed.bytes, lexed.start[token] ?? 0, lexed.end[token] ?? 0)] !== 1) return '-';
    const name = text(start);
    const place = parameters.get(name);
    if (place !== undefined) return `${isGuarded(name) ? 'g' : 'p'}${place}`;
    const origin = tainted.get(name);
    return origin === undefined ? '-' : `${isGuarded(name) ? 'u' : 't'}${origin.bits}:${name}`;
  }
  if (foreign.size === 0 && reading.word(start) <= 0) return '-';
  const bits = originBits(reading, from, to, foreign);
  return bits > 0 ? `t${bits}:${written(reading, from, to, longestOrigin).replace(/[\s@]/gu, '').replace(/,/gu, ';')}` : '-';
}
