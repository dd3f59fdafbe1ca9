/** C02: bounded string copies that may leave no end or are given the wrong size; it does not follow the string out of the function. */
import { type Call, rangeOf } from './reading/calls.ts';
import { type Code, type Range, written } from './reading/code.ts';
import { constantValue } from './reading/constants.ts';
import type { FunctionView } from './reading/function-view.ts';
import { exactText } from './reading/exact.ts';
import { capacityOf, mostHeld, mostText } from './reading/held.ts';
import { longestLiteral } from './reading/literal.ts';
import { pointedAt } from './reading/place.ts';
import type { Confidence, Rule, Sighting } from './rule.ts';
import { statementAround } from './reading/uses.ts';
import { boundBySource } from './C17.ts';
import { boundedAppends, boundedCopies, characterBytes } from './tables/strings.ts';

const rule: Rule = {
  id: 'C02',
  words: [...boundedCopies, ...boundedAppends],
  shapes: [],
  *look(view) {
    for (const call of view.calls()) {
      if (call.isMethod) continue;
      const seen = boundedCopies.has(call.name) ? copied(view, call) : boundedAppends.has(call.name) ? appended(view, call) : undefined;
      if (seen !== undefined) yield seen;
    }
  },
};

export default rule;

function sighting(call: Call, confidence: Confidence, detail: string, cwe: readonly number[]): Sighting {
  return { at: rangeOf(call), detail, confidence, cwe };
}

/** C11 7.24.2.4 p3: without a zero character among the first n of the source, none is written. */
function copied(view: FunctionView, call: Call): Sighting | undefined {
  const [to, from, size] = call.arguments;
  if (to === undefined || from === undefined || size === undefined) return undefined;
  const { code } = view;
  const target = { ...pointedAt(view, to), capacity: capacityOf(view, to, call.at) };
  const value = sizeGiven(view, size, target.path, target.capacity);
  const source = written(code, from);
  const limit = written(code, size);
  const literal = longestLiteral(code, from);
  // A literal into a field whose size another file tells was written to fit it, or is padded with zeros.
  if (literal !== undefined && (value === undefined || (literal.length < value && value <= (target.capacity ?? value)))) return undefined;
  if (target.capacity !== undefined && value !== undefined && value > target.capacity) {
    return sighting(call, 'high', `${call.name} may write ${value} bytes into ${target.capacity}`, [120, 787]);
  }
  // A text in an array that is no larger than the number ends within it, and its zero is copied along.
  const comes = mostText(view, from, call.at);
  if (comes !== undefined && value !== undefined && comes < value) return undefined;
  const length = limit === `strlen(${source})` || limit === `wcslen(${source})` ? exactText(view, from, call.at) : undefined;
  if (length !== undefined && target.capacity !== undefined && length * characterBytes(call.name) > target.capacity) {
    return sighting(call, 'high', `${call.name} is given the length of the source, ${length} characters, and ${target.path} holds ${target.capacity} bytes`, [120, 787]);
  }
  const declared = view.declared().get(target.path);
  const startsAsZero = declared === undefined || declared.isStatic || declared.isParameter || declared.initial !== undefined;
  if (isEnded(code, call, view.body, target.path, to, startsAsZero)) return undefined;
  // The length of the source, or one byte less than the text: never a zero at the end.
  if (limit === `strlen(${source})`) {
    // That it may write too much is worse than that it leaves no end: C17 says so.
    if (boundBySource(view, call) !== undefined) return undefined;
    return sighting(call, 'high', `${call.name} is given the length of the source, so it copies no zero character and bounds nothing`, [170, 806]);
  }
  if (target.capacity !== undefined && value === target.capacity) {
    return sighting(call, 'medium', `${call.name} may fill all ${value} bytes of ${target.path} and leave no zero character at the end`, [170]);
  }
  if (limit === `sizeof(${target.path})` || limit === `sizeof ${target.path}`) {
    if (declared !== undefined && declared.pointers > 0) return undefined; // The size of a pointer is the matter of C16.
    return sighting(call, 'medium', `${call.name} may fill all of ${target.path} and leave no zero character at the end`, [170]);
  }
  if (declared !== undefined && !startsAsZero && value !== undefined && target.capacity !== undefined) {
    return sighting(call, 'medium', `${call.name} leaves the last byte of ${target.path} as it is, and nothing sets it to zero`, [170]);
  }
  return undefined;
}

/** In bytes: a constant, or `sizeof` of the destination itself with or without something taken off. */
function sizeGiven(view: FunctionView, size: Range, path: string, capacity: number | undefined): number | undefined {
  const constant = constantValue(view.code, size, view.file.constants());
  if (constant !== undefined || capacity === undefined) return constant;
  const text = written(view.code, size);
  const less = /^\(?sizeof ?\(?([^()]+?)\)? ?(?:- ?(\d+))?\)?$/u.exec(text);
  return less?.[1] === path ? capacity - Number(less[2] ?? 0) : undefined;
}

/** Something is stored at an index of the destination, or a zero through it; or all of it was cleared before. */
function isEnded(code: Code, call: Call, { from, to }: Range, path: string, destination: Range, startsAsZero: boolean): boolean {
  const name = path === '' ? written(code, destination) : path;
  const last = name.replace(/^.*(?:\.|->)/u, '');
  for (let at = call.close; at < to; at++) {
    if (code.text(at) !== last) continue;
    if (code.text(at + 1) === '[') {
      const close = code.close(at + 1);
      if (code.text(close + 1) === '=' && code.text(close + 2) !== '=') return true;
    }
    if (code.text(at - 1) === '*' && code.text(at + 1) === '=') return true;
    if (code.text(at - 1) === '(' && code.text(at + 1) === '+') return true; // *(p + n) = 0
  }
  // Sparing the last byte is the idiom for memory that starts as zero; a plain local does not, unless it is cleared.
  const spares = call.arguments[2] !== undefined && / - \d+\)?$/u.test(written(code, call.arguments[2]));
  return spares && (startsAsZero || isCleared(code, from, call.at, last));
}

/** The whole of it was filled with zeros earlier in this function. */
function isCleared(code: Code, from: number, to: number, name: string): boolean {
  for (let at = from; at < to; at++) {
    if (!/^(memset|bzero|ZeroMem|ZeroMemory|MEMSET)$/u.test(code.text(at))) continue;
    const close = code.close(at + 1);
    for (let i = at + 2; i < close; i++) if (code.text(i) === name) return true;
  }
  return false;
}

/** C11 7.24.3.2 p2: the number bounds what is appended, and a zero follows it. */
function appended(view: FunctionView, call: Call): Sighting | undefined {
  const [to, from, size] = call.arguments;
  if (to === undefined || from === undefined || size === undefined) return undefined;
  const { code } = view;
  const target = pointedAt(view, to);
  const limit = written(code, size);
  if (limit === `strlen(${written(code, from)})`) {
    const [held, comes] = [mostHeld(view, target.path, call.at), mostText(view, from, call.at)];
    const capacity = capacityOf(view, to, call.at);
    if (held !== undefined && comes !== undefined && capacity !== undefined && held + comes < capacity) return undefined;
    return sighting(call, 'high', `${call.name} is given the length of the source, which bounds nothing`, [806, 120]);
  }
  const whole = /^sizeof ?\(?([^()]+?)\)?( ?- ?1)?$/u.exec(limit);
  const value = constantValue(code, size, view.file.constants());
  const all = whole?.[1] === target.path || (value !== undefined && target.capacity !== undefined && value >= target.capacity - 1);
  if (!all || target.path === '' || wasEmptied(view, target.path, call)) return undefined;
  const literal = longestLiteral(code, from);
  if (literal !== undefined && target.capacity !== undefined && literal.length * 4 < target.capacity) return undefined;
  return sighting(call, 'high', `${call.name} is given the size of ${target.path}, not of what is left in it`, [193, 787]);
}

/** `name[0] = 0;` or `*name = 0;` right before: all of it is left, but for the zero, which the given size must leave out. */
function wasEmptied(view: FunctionView, path: string, call: Call): boolean {
  const { code, body } = view;
  const [, , size] = call.arguments;
  const { from } = statementAround(code, call.at, body);
  if (code.text(from - 1) !== ';' || size === undefined || !/ - \d+\)?$/u.test(written(code, size))) return false;
  const before = written(code, statementAround(code, from - 2, body));
  return [`${path}[0] = `, `*${path} = `].some((store) => before.startsWith(store) && zeros.has(before.slice(store.length)));
}

const zeros: ReadonlySet<string> = new Set(['0', "'\\0'", "'\\x00'", "'\\000'", 'NUL']);
