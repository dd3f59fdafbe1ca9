/** Loops over an index: how far it runs up, and how far down. It reads conditions and steps, and counts nothing. */
import { type Code, type Range } from './code.ts';
import { knownValue } from './known.ts';
import type { FunctionView } from './function-view.ts';

export interface Loop {
  /** The limit itself is not reached. */
  readonly isStrict: boolean;
  readonly head: Range;
  readonly limit: Range;
  readonly body: Range;
}

/** The innermost `for (…; name <= limit; …)` or `while (name < limit)` around the position. */
export function loopOver({ code, body }: FunctionView, name: string, at: number): Loop | undefined {
  let found: Loop | undefined;
  for (let head = body.from; head < at; head++) {
    if (!/^(for|while)$/u.test(code.text(head)) || code.text(head + 1) !== '(') continue;
    const close = code.close(head + 1);
    const end = code.text(close + 1) === '{' ? code.close(close + 1) : statementEnd(code, close + 1, body.to);
    if (at > end || at < head) continue;
    for (let i = head + 2; i < close; i++) {
      if (code.text(i) !== name || !/^<=?$/u.test(code.text(i + 1))) continue;
      let to = i + 2;
      while (to < close && !/^(;|&&|\|\||,)$/u.test(code.text(to))) to = code.text(to) === '(' ? code.close(to) + 1 : to + 1;
      found = { isStrict: code.text(i + 1) === '<', head: { from: head, to: close + 1 }, limit: { from: i + 2, to: Math.min(to, close) }, body: { from: close + 1, to: end } };
    }
  }
  return found;
}

export function statementEnd(code: Code, from: number, to: number): number {
  let at = from;
  while (at < to && code.text(at) !== ';') at = code.text(at) === '(' || code.text(at) === '{' ? code.close(at) + 1 : at + 1;
  return at;
}

/** The loop is left, or the index is compared again, before the element is touched; or an element before it is meant. */
export function leavesBefore({ code }: FunctionView, body: Range, name: string, at: number): boolean {
  for (let i = body.from; i < at; i++) {
    if (/^(break|return|continue|goto)$/u.test(code.text(i))) return true;
    if (code.text(i) === name && /^(<|>|<=|>=|==|!=|=|--|-=)$/u.test(code.text(i + 1))) return true;
  }
  return false;
}

/** The least that an index is in the innermost loop around the position: where the loop begins below zero, or runs down to there. */
export function lowestIn(view: FunctionView, name: string, at: number): { readonly head: Range; readonly lowest: number; readonly body: Range } | undefined {
  const { code, body } = view;
  let found: { readonly head: Range; readonly lowest: number; readonly body: Range } | undefined;
  for (const use of code.find(name, { from: body.from, to: at })) {
    const [before, after] = [code.text(use - 1), code.text(use + 1)];
    const isBegin = after === '=' && code.text(use + 2) === '-';
    if (!isBegin && !/^>=?$/u.test(after)) continue;
    const open = before === '(' ? use - 1 : isBegin && code.text(use - 2) === '(' ? use - 2 : before === ';' ? semicolonBack(code, use - 1) : -1;
    if (open < 0 || !/^(?:for|while)$/u.test(code.text(open - 1))) continue;
    const close = code.close(open);
    const end = code.text(close + 1) === '{' ? code.close(close + 1) : statementEnd(code, close + 1, body.to);
    if (at <= close || at > end) continue;
    let to = use + 2;
    while (to < close && code.text(to) !== ';' && code.text(to) !== '&&' && code.text(to) !== ',') to++;
    const value = knownValue(view, { from: use + 2, to }, use);
    if (value === undefined) continue;
    const lowest = after === '>' ? value + 1 : value;
    const steps = isBegin || code.find(name, { from: open, to: end }).some((spot) => code.text(spot + 1) === '--' || code.text(spot - 1) === '--');
    if (lowest < 0 && steps) found = { head: { from: open - 1, to: close + 1 }, lowest, body: { from: close + 1, to: end } };
  }
  return found;
}

/** The parenthesis whose first part ends at a semicolon. */
function semicolonBack(code: Code, semicolon: number): number {
  let at = semicolon - 1;
  while (at > semicolon - 24 && !/^[;{}(]$/u.test(code.text(at))) at = code.text(at) === ')' || code.text(at) === ']' ? code.open(at) - 1 : at - 1;
  return code.text(at) === '(' ? at : -1;
}
