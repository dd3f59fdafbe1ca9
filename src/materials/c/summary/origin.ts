/** Whether an expression is a number that came from outside, as one can tell from its few tokens; arithmetic on such numbers is not followed. */
import { converters, readerBits, readerName } from '../hazards/tables/converters.ts';
import { receiveBuffers } from '../hazards/tables/foreign.ts';
import { Mark } from '../structure.ts';
import { type Reading, Sign } from './reading.ts';

const bounding: ReadonlySet<number> = new Set([Sign.ampersand, Sign.percent, Sign.question, 0x3e3e, Mark.less, Mark.greater, Sign.atMost, Sign.atLeast, Sign.equal, Sign.unequal, Sign.minus, 0x2f, Sign.and, Sign.or, Sign.not]);

/** The width in bits of the foreign number between the positions, or 0. */
export function originBits(reading: Reading, from: number, to: number, foreign: ReadonlySet<string>): number {
  const { mark, isName, text, close } = reading;
  if (to - from > 40) return 0;
  const start = pastCast(reading, from, to);
  if (isName(start) && mark(start + 1) === Mark.parenOpen && close(start + 1) === to - 1) return callBits(reading, start, foreign);
  let bytes = 0;
  for (let at = from; at < to; at++) {
    if (bounding.has(mark(at))) return 0;
    if (!isName(at)) continue;
    const name = text(at);
    if (mark(at + 1) === Mark.bracketOpen && (foreign.has(name) || receiveBuffers.has(name)) && mark(at - 1) !== Sign.dot && mark(at - 1) !== Sign.arrow) {
      bytes++;
      at = close(at + 1);
    } else if (mark(at + 1) === Mark.parenOpen || !isTypeWord(name)) return 0;
  }
  return bytes * 8;
}

function callBits(reading: Reading, at: number, foreign: ReadonlySet<string>): number {
  const { text, isName, mark } = reading;
  const name = text(at);
  const conversion = converters.get(name);
  if (conversion !== undefined) return conversion.output === undefined ? conversion.bits : 0;
  const reader = readerName.exec(name);
  const first = isName(at + 2) && (mark(at + 3) === Mark.comma || mark(at + 3) === Mark.parenClose || mark(at + 3) === Sign.plus) ? text(at + 2) : mark(at + 2) === Sign.ampersand ? text(at + 3) : '';
  return reader !== null && foreign.has(first) ? (readerBits.get((reader[1] ?? '').toLowerCase()) ?? 32) : 0;
}

/** Behind `(uint8_t)`. */
export function pastCast({ mark, isName, text }: Reading, from: number, to: number): number {
  if (mark(from) !== Mark.parenOpen) return from;
  let at = from + 1;
  while (isName(at)) at++;
  return at > from + 1 && mark(at) === Mark.parenClose && at + 1 < to && isTypeWord(text(at - 1)) ? at + 1 : from;
}

export function isTypeWord(name: string): boolean {
  return /^(?:u?int(?:8|16|32|64)?(?:_t)?|u?int_fast\d+_t|u?int_least\d+_t|size_t|ssize_t|unsigned|signed|char|short|long|u8_t|u16_t|u32_t|u8|u16|u32|UINT\d*|U?INT\d*|BYTE|WORD|DWORD|byte|word)$/u.test(name);
}
