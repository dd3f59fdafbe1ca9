/** C24: text turned into a number by functions that cannot say that it was none, or did not fit. */
import { definedHere } from './reading/callers.ts';
import { type Call, rangeOf, storedBy } from './reading/calls.ts';
import { type Range, written } from './reading/code.ts';
import { constantValue, numberOf } from './reading/constants.ts';
import { hasLiteral } from './reading/literal.ts';
import { type FunctionView, takesCommandLine } from './reading/function-view.ts';
import { pointedAt } from './reading/place.ts';
import { usesOf } from './reading/uses.ts';
import type { Rule } from './rule.ts';
import { numberReaders } from './tables/strings.ts';

const rule: Rule = {
  id: 'C24',
  words: numberReaders,
  shapes: [],
  *look(view) {
    if (takesCommandLine(view)) return;
    const told = new Set<string>();
    for (const call of view.calls()) {
      const [text] = call.arguments;
      if (!numberReaders.has(call.name) || call.isMethod || call.arguments.length !== 1 || text === undefined) continue;
      if (hasLiteral(view.code, text) || isTold(view, call, text)) continue;
      const detail = `${call.name} of ${written(view.code, text, 80)}: text that is no number yields 0, one that does not fit is undefined`;
      // One a function: whoever looks at one sees the others.
      if (told.has(call.name)) continue;
      told.add(call.name);
      // Whoever holds the number to what it is used for leaves one thing open: that no number was there.
      yield { at: rangeOf(call), detail, confidence: 'high', cwe: isHeld(view, call) ? [20] : [190] };
    }
  },
};

export default rule;

/** Digits with a zero at their end: as many fit into 32 bits whatever they are. */
const mostDigits = 10;
const largestInt = 0x7fff_ffff;

/** The function tells a zero from text that was no number, and the number either fits by the room of its text or is held to a range behind the call. */
function isTold(view: FunctionView, call: Call, text: Range): boolean {
  if (/^(?:atof)$/u.test(call.name)) return false;
  const { path, capacity } = pointedAt(view, text);
  const fits = capacity !== undefined && capacity <= mostDigits;
  const stored = storedBy(view.code, call, view.body.from);
  const answers = stored === undefined ? { low: false, high: false, zero: false } : answersOf(view, view.code.text(stored - 1), call.close);
  const isNumber = answers.zero || startsWithDigit(view, path, call.at);
  return isNumber && (fits || (answers.low && answers.high));
}

/** What comparisons behind the call say of its answer: held from below, from above by less than an `int` can hold, and told from zero. */
function answersOf(view: FunctionView, name: string, from: number): { readonly low: boolean; readonly high: boolean; readonly zero: boolean } {
  const { code, body } = view;
  let [low, high, zero] = [false, false, false];
  for (const at of usesOf(code, { from, to: body.to }, name)) {
    const relation = code.text(at + 1);
    if (relation === '=') break;
    if (code.text(at - 1) === '!') zero = true;
    if (!/^([<>]=?|[!=]=)$/u.test(relation)) continue;
    const limit = constantValue(code, { from: at + 2, to: at + 3 }, view.file.constants()) ?? numberOf(code.text(at + 2));
    if (limit === undefined) continue;
    if (limit === 0 && relation !== '<' && relation !== '>=') zero = true;
    if (limit === 1 && (relation === '<' || relation === '>=')) zero = true;
    if (limit <= 1 && /^[<>]/u.test(relation)) low = true;
    else if (limit < largestInt && /^[<>]/u.test(relation)) high = true;
  }
  return { low, high, zero };
}

/** Uses of an answer that are looked at. */
const mostUses = 20;

const orders = /^[<>]=?$/u;

/** The answer is compared with some limit other than 0 behind the call, here or by the function of this file that it goes to. */
function isHeld(view: FunctionView, call: Call): boolean {
  const stored = storedBy(view.code, call, view.body.from);
  return stored !== undefined && view.code.isName(stored - 1) && isOrdered(view, view.code.text(stored - 1), call.close, 0);
}

function isOrdered(view: FunctionView, name: string, from: number, depth: number): boolean {
  const { code, body } = view;
  for (const at of usesOf(code, { from, to: body.to }, name).slice(0, mostUses)) {
    let [first, last] = [at, at];
    // `abs((long)n) < limit`: what stands around it is measured.
    for (; code.text(last + 1) === ')' && code.open(last + 1) > from && !/^(?:if|while|for)$/u.test(code.text(code.open(last + 1) - 1)); last++) first = code.open(last + 1);
    if (orders.test(code.text(last + 1)) && code.text(last + 2) !== '0') return true;
    const before = code.isName(first - 1) ? first - 2 : first - 1;
    if (orders.test(code.text(before)) && code.text(before - 1) !== '0') return true;
    if (depth === 0 && isHeldBy(view, name, at)) return true;
  }
  return false;
}

/** It is handed to a function of this file, which compares what it is handed. */
function isHeldBy(view: FunctionView, name: string, at: number): boolean {
  const taker = view.calls().findLast(({ open, close }) => open < at && at < close);
  const place = taker?.arguments.findIndex(({ from, to }) => to === from + 1 && view.code.text(from) === name) ?? -1;
  const called = taker === undefined || place < 0 ? undefined : definedHere(view.file, taker.name);
  const parameter = called === undefined ? undefined : [...called.declared().values()].filter(({ isParameter }) => isParameter)[place]?.name;
  return called !== undefined && parameter !== undefined && isOrdered(called, parameter, called.body.from, 1);
}

/** `text[0] >= '0'`, `isdigit(text[0])`: somebody looked whether it begins as a number does. */
function startsWithDigit({ code, body }: FunctionView, path: string, before: number): boolean {
  if (path === '') return false;
  return usesOf(code, { from: body.from, to: before }, path).some((at) => {
    const open = at + (path.match(/\w+|->|\./gu) ?? []).length;
    if (code.text(open) !== '[' || code.text(open + 1) !== '0' || code.text(open + 2) !== ']') return false;
    return (/^[<>]=?$/u.test(code.text(open + 3)) && /^'[0-9]'$/u.test(code.text(open + 4))) || /isdigit/iu.test(code.text(at - 2)) || /isdigit/iu.test(code.text(at - 5));
  });
}
