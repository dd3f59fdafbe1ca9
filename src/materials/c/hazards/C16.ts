/** C16: the size of a pointer used where the size of what it points at was meant; types that hide a pointer are not seen through. */
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { isNameAt, markAt, noteInBody, type Raw, sameText, wordAt } from './raw.ts';
import { type Call, rangeOf, storedBy } from './reading/calls.ts';
import { type Range, written } from './reading/code.ts';
import type { Declared } from './reading/declaration.ts';
import type { FunctionView } from './reading/function-view.ts';
import { withoutCasts } from './reading/place.ts';
import type { Rule } from './rule.ts';
import { allocations, copies } from './tables/copies.ts';

const others = ['snprintf', 'vsnprintf', 'fgets', 'strlcpy', 'strlcat', 'strncmp', 'memcmp', 'getcwd', 'strftime'];
const allocating = [...allocations.keys(), 'calloc', 'pvPortCalloc', 'k_calloc'];

const rule: Rule = {
  id: 'C16',
  words: [...copies.keys(), ...others, ...allocating],
  shapes: [],
  also: { words: ['sizeof'], shapes: [] },
  // `sizeof(p)` or `sizeof p` shortly behind the same name as an argument of its own.
  suspects: (raw) => noteInBody(raw, (at) => isMeasuredPointer(raw, at) || isPointerType(raw, at)) >= 0,
  *look(view) {
    for (const call of view.calls()) {
      if (allocating.includes(call.name)) {
        const asked = call.arguments.map((size) => measuredPointer(view, size)).find((found) => found !== undefined && isStoredIn(view, call, found.name));
        const type = typeOfPointer(view, call);
        if (type !== '') yield { at: rangeOf(call), detail: `sizeof(${type}) is the size of a pointer, not of what the ${type} is to point at`, confidence: 'high', cwe: [467, 131] };
        if (asked !== undefined) yield { at: rangeOf(call), detail: `sizeof(${asked.name}) is the size of the pointer that is being filled, not of what it is to point at`, confidence: 'high', cwe: [467, 131] };
        continue;
      }
      if (!copies.has(call.name) && !others.includes(call.name)) continue;
      const pointer = call.arguments.map((size) => measuredPointer(view, size)).find((found) => found !== undefined);
      if (pointer === undefined || !isHanded(view, call, pointer)) continue;
      const what = pointer.isParameter && pointer.sizes.length > 0 ? 'an array parameter, which is a pointer' : 'a pointer';
      yield { at: rangeOf(call), detail: `sizeof(${pointer.name}) is the size of ${what}, not of the buffer`, confidence: 'high', cwe: [467] };
    }
  },
};

export default rule;

const measure = wordNumber('sizeof');

function isMeasuredPointer(raw: Raw, at: number): boolean {
  if (wordAt(raw, at) !== measure) return false;
  const bracketed = markAt(raw, at + 1) === Mark.parenOpen;
  const name = bracketed ? at + 2 : at + 1;
  if (!isNameAt(raw, name) || wordAt(raw, name) !== 0 || (bracketed && markAt(raw, name + 1) !== Mark.parenClose)) return false;
  return isHandedNear(raw, at, name) && mayPoint(raw, name);
}

/** `sizeof(T *)`. */
function isPointerType(raw: Raw, at: number): boolean {
  if (wordAt(raw, at) !== measure || markAt(raw, at + 1) !== Mark.parenOpen) return false;
  let close = at + 2;
  while (close < at + 6 && isNameAt(raw, close)) close++;
  return close > at + 2 && markAt(raw, close) === Mark.star && markAt(raw, close + 1) === Mark.parenClose;
}

function isHandedNear(raw: Raw, at: number, name: number): boolean {
  for (let back = at - 1; back > at - 40 && back > raw.span.bodyOpen; back--) if (isArgument(raw, back) && sameText(raw, back, name)) return true;
  // `p = malloc(sizeof(p))`: the same name is what the memory is for.
  for (let back = at - 1; back > at - 14 && back > raw.span.bodyOpen; back--) if (markAt(raw, back) === Mark.assign && sameText(raw, back - 1, name)) return true;
  for (let next = name + 1; next < name + 12; next++) if (isArgument(raw, next) && sameText(raw, next, name)) return true;
  return false;
}

/** Somewhere the name stands as a pointer's declarator does: behind a star, as an array parameter, or in parentheses behind two names. */
function mayPoint(raw: Raw, name: number): boolean {
  const { span } = raw;
  for (let at = span.parametersOpen; at < span.bodyClose; at++) {
    if (!isNameAt(raw, at) || !sameText(raw, at, name)) continue;
    if (at < span.bodyOpen && markAt(raw, at + 1) === Mark.bracketOpen) return true;
    let back = at - 1;
    while (back > at - 6 && (isNameAt(raw, back) || markAt(raw, back) === 0x26)) back--;
    if (markAt(raw, back) === Mark.parenOpen) {
      if (isNameAt(raw, back - 1) && isNameAt(raw, back - 2)) return true;
      back--;
    }
    if (markAt(raw, back) === Mark.star) return true;
  }
  return false;
}

/** A name alone between commas or parentheses, or behind a cast. */
function isArgument(raw: Raw, at: number): boolean {
  const before = markAt(raw, at - 1);
  const after = markAt(raw, at + 1);
  return isNameAt(raw, at) && (after === Mark.comma || after === Mark.parenClose) && (before === Mark.comma || before === Mark.parenOpen || before === Mark.parenClose);
}

/** `sizeof p`, `sizeof(p)` and `sizeof(p) - 1` of a name declared as a pointer in this function. */
function measuredPointer(view: FunctionView, size: Range): Declared | undefined {
  const found = /^sizeof ?\(?(\w+)\)?(?: - 1)?$/u.exec(written(view.code, size));
  const declared = found?.[1] === undefined ? undefined : view.declared().get(found[1]);
  const isPointer = declared !== undefined && declared.pointers === 1 && (declared.sizes.length === 0 || declared.isParameter);
  return isPointer ? declared : undefined;
}

/** `(T *)malloc(sizeof(T *))`: the cast and the size name the same type, and it is a pointer. */
function typeOfPointer({ code }: FunctionView, call: Call): string {
  if (code.text(call.at - 1) !== ')') return '';
  const cast = written(code, { from: code.open(call.at - 1) + 1, to: call.at - 1 });
  const isPlain = /^[\w ]+ ?\*$/u.test(cast);
  return isPlain && call.arguments.some((size) => written(code, size) === `sizeof(${cast})`) ? cast : '';
}

/** `p = …` and `T *p = …`, but not `*p = …` or a member of another. */
function isStoredIn({ code, body }: FunctionView, call: Call, name: string): boolean {
  const at = storedBy(code, call, body.from);
  if (at === undefined || code.text(at - 1) !== name) return false;
  const before = code.text(at - 2);
  return before === '*' ? code.isName(at - 3) : !/^(\.|->)$/u.test(before);
}

/** The pointer itself is an argument: its own bytes, `&p`, are as large as said. */
function isHanded(view: FunctionView, call: Call, pointer: Declared): boolean {
  return call.arguments.some((argument) => {
    const { from, to } = withoutCasts(view.code, argument);
    return to === from + 1 && view.code.text(from) === pointer.name;
  });
}
