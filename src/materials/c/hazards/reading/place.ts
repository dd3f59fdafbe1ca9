/** What an argument points at: a named place and, where the file says so, how many bytes are left there. */
import { TokenKind } from '../../../../scan/lexed.ts';
import { type Code, type Range, written } from './code.ts';
import { constantValue, sizeOfType } from './constants.ts';
import type { FunctionView } from './function-view.ts';

export interface Pointed {
  /** The named object: `buffer`, `self->name`; empty when the argument is no such thing. */
  readonly path: string;
  readonly capacity: number | undefined;
}

const nowhere: Pointed = { path: '', capacity: undefined };

export function pointedAt(view: FunctionView, given: Range): Pointed {
  const { code } = view;
  const range = withoutCasts(code, given);
  const address = code.text(range.from) === '&';
  const start = address ? range.from + 1 : range.from;
  let end = pathEnd(code, { from: start, to: range.to });
  if (end === start) return nowhere;
  let rest = end;
  // The elements of a container: `name.data()`.
  if (code.text(end) === '(' && code.text(end + 1) === ')' && code.text(end - 2) === '.' && /^(data|begin)$/u.test(code.text(end - 1))) {
    rest = end + 2;
    end -= 2;
  }
  let offset: number | undefined = 0;
  if (rest < range.to) {
    if (code.text(rest) !== '+') return { path: written(code, { from: start, to: end }), capacity: undefined };
    offset = constantValue(code, { from: rest + 1, to: range.to }, view.file.constants());
  }
  let index: Range | undefined;
  if (code.text(end - 1) === ']') {
    const open = code.open(end - 1);
    index = { from: open + 1, to: end - 1 };
    end = open;
  }
  const path = written(code, { from: start, to: end });
  const size = view.arraySize(path);
  const whole = index === undefined ? path : written(code, { from: start, to: range.to });
  if (size?.bytes === undefined || offset === undefined) return { path: address ? path : whole, capacity: undefined };
  if (index === undefined) return { path, capacity: left(size.bytes, offset) };
  if (size.declared.sizes.length > 1) return { path: whole, capacity: left(size.bytes / size.count, offset) };
  // One element of an array is no place to copy to, but its address is: what is left counts from there.
  const at = constantValue(code, index, view.file.constants());
  const element = size.bytes / size.count;
  return address && at !== undefined ? { path, capacity: left(size.bytes, at * element + offset) } : { path: whole, capacity: undefined };
}

/** Bytes behind the offset; unknown when the offset already leaves the array. */
function left(bytes: number, offset: number): number | undefined {
  return bytes - offset >= 0 ? bytes - offset : undefined;
}

/** Without casts and outer parentheses. */
export function withoutCasts(code: Code, range: Range): Range {
  let { from, to } = range;
  while (code.text(from) === '(' && from < to) {
    const close = code.close(from);
    if (close === to - 1) {
      from++;
      to--;
    } else if (close < to - 1 && isCast(code, from)) from = close + 1;
    else break;
  }
  return { from, to };
}

/** `(type *)` before an operand. A single plain name in parentheses is taken for a type when it looks like one. */
export function isCast(code: Code, open: number): boolean {
  const close = code.close(open);
  if (close <= open + 1 || close - open > 14) return false;
  for (let at = open + 1; at < close; at++) if (!code.isName(at) && !/^(\*|::|&|<|>)$/u.test(code.text(at))) return false;
  const next = code.text(close + 1);
  const operand = code.isName(close + 1) || /^[(&*~!-]$|^\+\+$/u.test(next) || [TokenKind.number, TokenKind.string, TokenKind.character].includes(code.kind(close + 1) as 2);
  if (!operand) return false;
  if (code.text(close - 1) === '*' || close - open > 2) return !/^[&*-]$/u.test(next) || code.text(close - 1) === '*' || sizeOfType(code.text(close - 1)) !== undefined;
  const name = code.text(open + 1);
  if (sizeOfType(name) !== undefined || name.endsWith('_t') || /^(unsigned|signed|long|void|size_t|ssize_t|UINTN|INTN|UINT\d*|bool)$/u.test(name)) return true;
  return code.isName(close + 1) || [TokenKind.number, TokenKind.string, TokenKind.character].includes(code.kind(close + 1) as 2);
}

/** End of `name`, `a.b->c`, `a[i].b`; equal to `from` when there is none. */
export function pathEnd(code: Code, range: Range): number {
  let at = range.from;
  if (!code.isName(at) || at >= range.to) return range.from;
  at++;
  while (at < range.to) {
    const text = code.text(at);
    if ((text === '.' || text === '->' || text === '::') && code.isName(at + 1)) at += 2;
    else if (text === '[') at = code.close(at) + 1;
    else break;
  }
  return Math.min(at, range.to);
}
