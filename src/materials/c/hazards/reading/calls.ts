/** Finds calls by their shape, a name before a parenthesis; it resolves neither macros nor function pointers. */
import { type Code, type Range, splitAtCommas, written } from './code.ts';

export interface Call {
  readonly name: string;
  readonly at: number;
  /** Positions of the parentheses. */
  readonly open: number;
  readonly close: number;
  readonly arguments: readonly Range[];
  /** Reached through an object (`x.f()`, `p->f()`): another function of the same name. */
  readonly isMethod: boolean;
}

const notCalls = new Set([
  'if', 'while', 'for', 'switch', 'return', 'sizeof', 'catch', 'alignof', '_Alignof', 'typeof', '__typeof__', 'decltype', 'defined',
  '__attribute__', 'else', 'do', 'case', 'static_assert', '_Static_assert', 'int', 'char', 'void', 'unsigned', 'float', 'double', 'long',
]);

export function callsOf(code: Code, range: Range): Call[] {
  const calls: Call[] = [];
  for (let at = range.from; at < range.to; at++) {
    if (code.text(at + 1) !== '(' || !code.isName(at)) continue;
    const call = callAt(code, at);
    if (call !== undefined) calls.push(call);
  }
  return calls;
}

/** The call of the name at `at`, whose parenthesis stands right behind it. */
export function callAt(code: Code, at: number): Call | undefined {
  const name = code.text(at);
  if (notCalls.has(name)) return undefined;
  const open = at + 1;
  const close = code.close(open);
  const before = code.text(at - 1);
  const isMethod = before === '.' || before === '->' || (before === '::' && code.isName(at - 2) && code.text(at - 2) !== 'std');
  return { name, at, open, close, arguments: splitAtCommas(code, { from: open + 1, to: close }), isMethod };
}

/** The whole call as a range. */
export function rangeOf(call: Call): Range {
  return { from: call.at, to: call.close + 1 };
}

/** Where the `=` stands that stores what a call answers, when nothing but casts stands between; undefined when the answer goes elsewhere. */
export function storedBy(code: Code, call: Call, from: number): number | undefined {
  let at = call.at - 1;
  while (code.text(at) === ')' && code.open(at) > from && /^(\w|\*|::)+$/u.test(written(code, { from: code.open(at) + 1, to: at }).replaceAll(' ', ''))) at = code.open(at) - 1;
  return code.text(at) === '=' && code.isName(at - 1) ? at : undefined;
}
