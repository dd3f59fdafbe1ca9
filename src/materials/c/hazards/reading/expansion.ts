/** How far a printf format can expand with the values it is given. It knows no locale and takes macros in capitals for plain numbers. */
import { type Range } from './code.ts';
import { constantValue } from './constants.ts';
import type { FunctionView } from './function-view.ts';
import { type Conversion, type Format, isMacroName, widest } from './literal.ts';
import { withoutCasts } from './place.ts';

/** Functions of the library whose strings have a largest size, with their zero. */
const answers: ReadonlyMap<string, number> = new Map([['ctime', 26], ['asctime', 26], ['inet_ntoa', 16], ['ip4addr_ntoa', 16], ['ether_ntoa', 18]]);

/** Digits of a limit that a macro names: nobody names a number of more than an `int`, and parts of versions are years at most. */
const named = 11;
const small = 4;
const isVersion = /MAJOR|MINOR|PATCH|VERSION|RELEASE|REVISION|BUILD/u;

/** Most characters of a small whole number, by its declared type. */
const narrow: ReadonlyMap<string, number> = new Map([['bool', 1], ['byte', 3], ['uint8_t', 3], ['u8', 3], ['u8_t', 3], ['unsigned char', 3], ['int8_t', 4], ['uint16_t', 5], ['u16_t', 5], ['int16_t', 6]]);

/** Most characters of the text that a value points at, where something tells. */
export type TextOf = (value: Range) => number | undefined;

/** The widest text a format can yield, without its zero; Infinity when a string of unknown length takes part. */
export function expansion(view: FunctionView, format: Format, values: readonly Range[], textOf: TextOf): number {
  let most = format.plain;
  let next = 0;
  for (const conversion of format.conversions) {
    if (conversion.width === '*') next++;
    if (conversion.precision === '*') next++;
    const value = values[next++];
    const here = widest(conversion);
    most += value === undefined ? here : conversion.letter === 's' ? text(view, conversion, value, here, textOf) : number(view, conversion, value, here);
  }
  return most;
}

function text(view: FunctionView, conversion: Conversion, value: Range, here: number, textOf: TextOf): number {
  if (here < Infinity) return here;
  const most = answerOf(view.code.text(value.from)) ?? textOf(value);
  return Math.max(most ?? Infinity, Number(conversion.width ?? 0));
}

/** A constant, a remainder or a named limit writes fewer digits than its type could. */
function number(view: FunctionView, { letter, width, precision, padded }: Conversion, given: Range, here: number): number {
  if (!/[diufF]/u.test(letter) || width === '*' || precision === '*' || padded) return here;
  const value = castValue(view, given);
  const places = /[fF]/u.test(letter) ? 1 + (precision ?? 6) : 0;
  const known = constantValue(view.code, value, view.file.constants()) ?? remainder(view, value);
  const digits = known !== undefined ? String(known).length : digitsOfType(view, value) ?? (!isMacroName(view.code, value) ? Infinity : isVersion.test(view.code.text(value.from)) ? small : named);
  return Math.min(here, Math.max(digits + places, width ?? 0));
}

/** A variable of a narrow type stays narrow whatever it is cast to (C11 6.3.1.3 p1). */
function digitsOfType(view: FunctionView, { from, to }: Range): number | undefined {
  const { code } = view;
  const declared = view.declared().get(code.text(from)) ?? view.file.arrays().variables.get(code.text(from))?.declared;
  // An element of an array, or of what a pointer points at, is as narrow as their type says.
  const ways = to === from + 1 ? 0 : code.text(from + 1) === '[' && code.close(from + 1) === to - 1 ? 1 : -1;
  return declared === undefined || declared.pointers + declared.sizes.length - (declared.isParameter ? Math.min(declared.pointers, declared.sizes.length) : 0) !== ways ? undefined : narrow.get(declared.type);
}

/** Most characters of what a library function of this name answers, without the zero. */
export function answerOf(name: string): number | undefined {
  const size = answers.get(name);
  return size === undefined ? undefined : size - 1;
}

/** `(x / 100) % 100` has two digits, and a sign where `x` has one. */
function remainder(view: FunctionView, { from, to }: Range): number | undefined {
  for (let at = from; at < to; at++) {
    if (view.code.text(at) === '(' || view.code.text(at) === '[') at = view.code.close(at);
    else if (view.code.text(at) === '%') {
      const divisor = constantValue(view.code, { from: at + 1, to }, view.file.constants());
      return divisor === undefined || divisor <= 0 ? undefined : 1 - divisor;
    }
  }
  return undefined;
}

/** What `(long)x`, `static_cast<long>(x)` and macros of that name hand on. */
function castValue(view: FunctionView, given: Range): Range {
  const { code } = view;
  const plain = withoutCasts(code, given);
  if (!/_cast$/u.test(code.text(plain.from))) return plain;
  let open = plain.from + 1;
  while (open < plain.to && code.text(open) !== '(') open++;
  if (code.close(open) !== plain.to - 1) return plain;
  let inner = open + 1;
  for (let at = inner; at < plain.to - 1; at++) {
    if (code.text(at) === '(') at = code.close(at);
    else if (code.text(at) === ',') inner = at + 1;
  }
  return withoutCasts(code, { from: inner, to: plain.to - 1 });
}
