/** How much room there is where an argument points, when the function itself set the pointer: to an array, or to so many bytes of the heap. */
import { bytesOfPlace } from '../flow/size.ts';
import { callAt } from './calls.ts';
import { definedHere, handed, kept, referredBy } from './callers.ts';
import { type Code, type Range, splitAtCommas, written } from './code.ts';
import { constantValue, sizeOfType } from './constants.ts';
import type { FunctionView } from './function-view.ts';
import { exactText } from './exact.ts';
import { pathEnd, withoutCasts } from './place.ts';
import { semicolonFrom } from './uses.ts';

/** So many bytes, or so many of a type whose size another file tells. */
export interface Room {
  readonly amount: number;
  /** The type; empty for bytes. */
  readonly unit: string;
  /** Elements by which the pointer stands before the beginning. */
  readonly before: number;
  /** How far behind the beginning it stands, in what the amount counts: so much may be gone back. */
  readonly into: number;
}

const allocators = /^(?:malloc|calloc|alloca|ALLOCA|_alloca|__builtin_alloca|pvPortMalloc|pvPortCalloc|k_malloc|k_calloc|kmalloc|kzalloc|g_malloc0?|xmalloc|xcalloc|os_malloc|os_zalloc|mem_malloc|emalloc)$/u;

export const isAllocator = (name: string): boolean => allocators.test(name);

/** Pointers to pointers are followed this far, and so many settings of one. */
const mostDepth = 5;
const mostSettings = 20;

/** Bytes or elements that an expression of numbers and `sizeof` comes to. */
export function sizedOf(view: FunctionView, given: Range): Room | undefined {
  const { code } = view;
  const range = withoutCasts(code, given);
  const constants = view.file.constants();
  const plain = constantValue(code, range, constants);
  const known = plain ?? lengthOfText(view, range);
  if (known !== undefined) return { amount: known, unit: '', before: 0, into: 0 };
  let amount = 1;
  let unit = '';
  for (const factor of factorsOf(code, range) ?? []) {
    const value = constantValue(code, factor, constants) ?? lengthOfText(view, factor);
    const operand = value === undefined ? measuredBy(code, factor) : undefined;
    const size = value ?? (operand === undefined ? undefined : (sizeOfType(operand) ?? bytesOfPlace(view, operand)));
    if (size !== undefined) amount *= size;
    else if (operand !== undefined && unit === '' && /^(struct )?\w+$/u.test(operand) && !view.declared().has(operand)) unit = operand;
    else return undefined;
  }
  return factorsOf(code, range) === undefined ? undefined : { amount, unit, before: 0, into: 0 };
}

/** `strlen(text)`, `(strlen(text) + 1)` of a text that the function itself made. */
function lengthOfText(view: FunctionView, factor: Range): number | undefined {
  const { code } = view;
  const { from, to } = withoutCasts(code, factor);
  if (!/^(?:strlen|wcslen)$/u.test(code.text(from)) || code.text(from + 1) !== '(') return undefined;
  const close = code.close(from + 1);
  const more = close === to - 1 ? 0 : code.text(close + 1) === '+' ? constantValue(code, { from: close + 2, to }, view.file.constants()) : undefined;
  const length = more === undefined ? undefined : exactText(view, { from: from + 2, to: close }, from);
  return length === undefined || more === undefined ? undefined : length + more;
}

/** What stands between the stars; undefined where anything is added. */
function factorsOf(code: Code, { from, to }: Range): readonly Range[] | undefined {
  const factors: Range[] = [];
  let start = from;
  for (let at = from; at < to; at++) {
    const text = code.text(at);
    if (text === '(') at = code.close(at);
    else if (/^[-+/%<>&|?]/u.test(text)) return undefined;
    else if (text === '*') {
      factors.push({ from: start, to: at });
      start = at + 1;
    }
  }
  return [...factors, { from: start, to }];
}

function measuredBy(code: Code, { from, to }: Range): string | undefined {
  if (code.text(from) !== 'sizeof') return undefined;
  if (code.text(from + 1) !== '(') return written(code, { from: from + 1, to });
  return code.close(from + 1) === to - 1 ? written(code, { from: from + 2, to: to - 1 }) : undefined;
}

/** Room behind an expression at a place in the function: an array, `array + 4`, `&array[4]`, a pointer that was set, an allocation. */
export function roomAt(view: FunctionView, given: Range, at: number): Room | undefined {
  steps = mostSteps;
  const room = roomOf(view, given, at, 0);
  return room === nowhere ? undefined : room;
}

/** Pointers that are followed for one answer: hostile code copies back and forth. */
const mostSteps = 60;
let steps = mostSteps;

/** Behind a null pointer: it says nothing against what the pointer is set to elsewhere. */
const nowhere: Room = { amount: Infinity, unit: '', before: 0, into: 0 };

function roomOf(view: FunctionView, given: Range, at: number, depth: number): Room | undefined {
  const { code } = view;
  const range = withoutCasts(code, given);
  const address = code.text(range.from) === '&';
  const start = address ? range.from + 1 : range.from;
  if (!address && code.isName(start) && (allocators.test(code.text(start)) || code.text(start) === 'new')) return allocated(view, start, range.to);
  let end = pathEnd(code, { from: start, to: range.to });
  if (end === start) return undefined;
  if (!address && end === start + 1 && code.text(end) === '(' && code.close(end) === range.to - 1) return answeredRoom(view, start, depth);
  let offset: number | undefined = 0;
  if (end < range.to) {
    const sign = code.text(end);
    const value = sign === '+' || sign === '-' ? constantValue(code, { from: end + 1, to: range.to }, view.file.constants()) : undefined;
    if (value === undefined || address) return undefined;
    offset = sign === '-' ? -value : value;
  } else if (address) {
    if (code.text(end - 1) !== ']') return undefined;
    const open = code.open(end - 1);
    offset = constantValue(code, { from: open + 1, to: end - 1 }, view.file.constants());
    end = open;
  } else if (code.text(end - 1) === ']') return undefined;
  const path = written(code, { from: start, to: end });
  const whole = ofPlace(view, path, at, depth);
  if (whole === undefined || whole === nowhere || offset === undefined) return whole === nowhere && offset === 0 ? nowhere : undefined;
  return moved(view, path, whole, offset);
}

/** `buffer = take(buffer)`: what a function of this file answers with at its only end. */
function answeredRoom(view: FunctionView, start: number, depth: number): Room | undefined {
  const called = depth < mostDepth && view.code.text(start) !== view.name ? definedHere(view.file, view.code.text(start)) : undefined;
  const [end, ...others] = called?.code.find('return', called.body) ?? [];
  if (called === undefined || end === undefined || others.length > 0 || called.code.text(end + 2) !== ';') return undefined;
  return ofPointer(called, called.code.text(end + 1), end, depth + 1);
}

/** C11 6.5.6 p8: the offset counts elements of what the pointer points at. */
function moved(view: FunctionView, path: string, whole: Room, offset: number): Room | undefined {
  if (offset === 0) return whole;
  const type = (view.arraySize(path)?.declared ?? view.declared().get(path))?.type ?? '';
  const one = whole.unit === '' ? sizeOfType(type) : whole.unit === type ? 1 : undefined;
  if (one === undefined) return undefined;
  const place = whole.into / one - whole.before + offset;
  return { amount: Math.max(0, whole.amount - offset * one), unit: whole.unit, before: Math.max(0, -place), into: Math.max(0, place) * one };
}

function ofPlace(view: FunctionView, path: string, at: number, depth: number): Room | undefined {
  const size = view.arraySize(path);
  if (size !== undefined) return { amount: size.bytes ?? size.count, unit: size.bytes === undefined ? size.declared.type : '', before: 0, into: 0 };
  return depth < mostDepth ? ofPointer(view, path, at, depth + 1) : undefined;
}

/** The least room that the pointer may have before `at`; undefined where it moves, its address is taken, or some setting is not understood. */
function ofPointer(view: FunctionView, name: string, at: number, depth: number): Room | undefined {
  if (--steps < 0) return undefined;
  const { code, body } = view;
  const declared = view.declared().get(name);
  if (declared === undefined) return kept(view, name, (setter, range, spot) => roomOf(setter, range, spot, depth));
  if (declared.isStatic || declared.pointers !== 1 || (declared.sizes.length > 0 && !declared.isParameter)) return undefined;
  const callers = declared.isParameter ? handed(view, name) : undefined;
  // A function that anybody may call, and that sets its parameter nowhere by reference.
  if (declared.isParameter && callers === undefined && code.text(declared.at - 1) !== '&') return undefined;
  let rooms: (Room | undefined)[] = declared.isParameter ? (callers?.map(({ from, given, at: call }) => roomOf(from, given, call, depth)) ?? [undefined]) : [];
  let settings = 0;
  if (declared.initial !== undefined && !isNull(code, declared.initial)) rooms.push(roomOf(view, declared.initial, declared.at, depth));
  for (let spot = body.from; spot < body.to; spot++) {
    if (code.text(spot) !== name || !code.isName(spot) || /^(\.|->)$/u.test(code.text(spot - 1))) continue;
    const next = code.text(spot + 1);
    if (/^(\+\+|--|\+=|-=)$/u.test(next) || /^(\+\+|--)$/u.test(code.text(spot - 1)) || (code.text(spot - 1) === '&' && !code.isName(spot - 2) && next !== '[')) return undefined;
    const called = spot < at && spot !== declared.at ? referredBy(view, spot) : undefined;
    if (called !== undefined) {
      if (!isConditional(view, spot, at)) rooms = [];
      rooms.push(ofPlace(called.view, called.name, called.view.body.to, depth));
    }
    if (next !== '=' || spot >= at || spot === declared.at) continue;
    const range = { from: spot + 2, to: semicolonFrom(code, spot + 2, body.to) };
    // Within its own setting it is what it was before.
    if (range.to > at) continue;
    if (++settings > mostSettings) return undefined;
    if (!isConditional(view, spot, at)) rooms = [];
    if (!isNull(code, range)) rooms.push(roomOf(view, range, spot, depth));
  }
  const known = rooms.filter((room) => room !== nowhere);
  if (known.length === 0) return rooms[0] ?? (declared.initial !== undefined || settings > 0 ? nowhere : undefined);
  const [first, ...rest] = known;
  if (first === undefined || rest.some((room) => room === undefined || room.unit !== first.unit)) return undefined;
  return rest.reduce((least: Room, room) => (room === undefined ? least : { amount: Math.min(least.amount, room.amount), unit: least.unit, before: Math.max(least.before, room.before), into: Math.max(least.into, room.into) }), first);
}

function isNull(code: Code, { from, to }: Range): boolean {
  return /^(NULL|0|nullptr)$/u.test(code.text(to - 1)) && (to === from + 1 || code.text(to - 2) === ')');
}

/** A block that holds the setting is closed again before the place, or the setting is the whole body of a condition. */
export function isConditional({ code, body }: FunctionView, at: number, before: number): boolean {
  for (let back = at - 1; back >= body.from && !/^[;{}]$/u.test(code.text(back)); back--) if (/^(if|else|case|default|for|while|\?)$/u.test(code.text(back))) return true;
  let depth = 0;
  for (let on = at; on < before; on++) {
    if (code.text(on) === '{') depth++;
    else if (code.text(on) === '}' && --depth < 0) return true;
  }
  return false;
}

/** `malloc(100 * sizeof(T))`, `calloc(n, size)`, `new T[100]`. */
function allocated(view: FunctionView, at: number, to: number): Room | undefined {
  const { code } = view;
  if (code.text(at) === 'new') {
    const bracket = at + 2;
    if (code.text(bracket) !== '[' || code.close(bracket) !== to - 1) return undefined;
    const count = constantValue(code, { from: bracket + 1, to: to - 1 }, view.file.constants());
    const one = sizeOfType(code.text(at + 1));
    return count === undefined ? undefined : { amount: count * (one ?? 1), unit: one === undefined ? code.text(at + 1) : '', before: 0, into: 0 };
  }
  const call = code.text(at + 1) === '(' ? callAt(code, at) : undefined;
  if (call === undefined || call.close !== to - 1) return undefined;
  const [first, second] = splitAtCommas(code, { from: call.open + 1, to: call.close }).map((range) => sizedOf(view, range));
  if (first === undefined || !/calloc/iu.test(call.name)) return first;
  if (second === undefined || (first.unit !== '' && second.unit !== '')) return undefined;
  return { amount: first.amount * second.amount, unit: first.unit || second.unit, before: 0, into: 0 };
}
