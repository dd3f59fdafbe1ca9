/** The eyes of C03 and C09: bytes moved, and memory asked for, by a number that came from outside unbounded. */
import { type Call, rangeOf } from '../reading/calls.ts';
import { type Range, written } from '../reading/code.ts';
import { sizeOfType } from '../reading/constants.ts';
import { isMacroName } from '../reading/literal.ts';
import { pathEnd, pointedAt } from '../reading/place.ts';
import { isCompared } from '../reading/uses.ts';
import type { Copying } from '../tables/copies.ts';
import type { Argument } from './called.ts';
import { type Flow, see } from './flow.ts';
import { dependsOn } from './state.ts';
import { combined, ownLimit, trusted, type Value } from './value.ts';

export function copiedBy(flow: Flow, call: Call, role: Copying, given: readonly Argument[]): void {
  const size = given[role.length];
  if (size === undefined) return;
  const times = role.times === undefined ? undefined : given[role.times];
  const length = times === undefined ? size.value : combined('*', size.value, times.value);
  if (length.origin === '') {
    if (times === undefined) heldTooHigh(flow, call, size, given[role.to]);
    return;
  }
  const expression = written(flow.code, (times?.value.origin ?? '') !== '' && times !== undefined ? times.range : size.range, 80);
  const to = given[role.to];
  const from = given[role.from];
  // Cut out of a few bits: the program knows how long it can get, though this file may not say what it fits into.
  const knows = length.max < 255;
  const overflow = to === undefined ? '' : overflows(flow, to, length, expression, knows);
  const overread = from === undefined ? '' : overreads(flow, from, length, knows);
  if (overflow === '' && overread === '') return;
  if (length.handed && !overflow.includes('holds')) return;
  const isAsserted = flow.asserted.has(expression);
  const guard = isAsserted ? 'only an assertion looks at it' : 'nothing bounds it';
  const counted = length.counts ? `${expression} counts up to a number that comes from` : `${expression} comes from`;
  see(flow, isAsserted ? 'C07' : 'C03', rangeOf(call), {
    detail: `${counted} ${length.origin} and goes to ${call.name} as its length; ${guard}; ${[overflow, overread].filter((part) => part !== '').join('; ')}`,
    confidence: length.weak ? 'low' : overflow.includes('holds') || overread.includes('holds') ? 'high' : 'medium',
    cwe: isAsserted ? [617, 754] : [...(overflow === '' ? [] : [787, 120]), ...(overread === '' ? [] : [125]), 130],
  });
}

/** A bound was set, and it is larger than what the bytes go into: `if (n > sizeof other) return;`. */
function heldTooHigh(flow: Flow, call: Call, { value, range }: Argument, to: Argument | undefined): void {
  if (value.was === '' || to === undefined) return;
  const { path, capacity } = pointedAt(flow.view, to.range);
  if (capacity === undefined || value.max <= capacity) return;
  see(flow, 'C03', rangeOf(call), { detail: `${written(flow.code, range, 80)} comes from ${value.was} and goes to ${call.name} as its length; it is held to ${value.max}, and the destination ${path} holds ${capacity} bytes`, confidence: 'high', cwe: [787, 120] });
}

/** The destination is a known array that is shorter, or its size is not in sight and not made by the same number. */
function overflows(flow: Flow, to: Argument, length: Value, expression: string, knows: boolean): string {
  const { path, capacity } = pointedAt(flow.view, to.range);
  if (capacity !== undefined) return length.max <= capacity ? '' : `the destination ${path} holds ${capacity} bytes`;
  const elements = elementsOf(flow, path, expression);
  if (elements !== undefined) return length.max <= elements * ownLimit ? '' : `the destination ${path} holds ${elements} elements`;
  const behind = filledSoFar(flow, to.range, path);
  if (behind !== undefined) return `the destination ${path} holds ${behind}`;
  if (knows) return '';
  // Of a local array the size is fixed, though another file says what its name stands for.
  const local = length.handed ? namedSize(flow, path) : undefined;
  if (local !== undefined) return `the destination ${path} holds ${local} bytes`;
  const base = /^&?(\w+)/u.exec(to.path === '' ? path : to.path)?.[1] ?? '';
  const allocation = flow.sizes.get(path) ?? flow.sizes.get(base);
  // A destination that was made as large as the length says cannot be overrun by it.
  if (allocation !== undefined && expression.split(/\W+/u).some((name) => /^[a-z_]/iu.test(name) && dependsOn(allocation, name))) return '';
  return 'the size of the destination is not consulted';
}

/** Elements of an array of structures, when the length counts them: `n * sizeof(sample_t)`. How large one is, another file says. */
function elementsOf({ view }: Flow, path: string, expression: string): number | undefined {
  const size = view.arraySize(path);
  if (size === undefined || size.bytes !== undefined || size.declared.sizes.length > 1) return undefined;
  const { type } = size.declared;
  return [`sizeof(${type})`, `sizeof(*${path})`, `sizeof(${path}[0])`, `sizeof *${path}`, `sizeof ${path}[0]`].some((one) => expression.includes(one)) ? size.count : undefined;
}

/** `array + filled`, where nothing in the function compares how much is in there already: in words, how much there is room for at most. */
function filledSoFar({ view, code }: Flow, given: Range, path: string): string | undefined {
  const plus = pathEnd(code, given);
  const size = view.arraySize(path);
  if (size?.bytes === undefined || code.text(plus) !== '+' || pathEnd(code, { from: plus + 1, to: given.to }) !== given.to) return undefined;
  const offset = written(code, { from: plus + 1, to: given.to });
  return isCompared(code, view.body, offset, view.body) ? undefined : `${size.bytes} bytes, and nothing looks at ${offset}, how many are taken`;
}

/** The name that is the size of a local array of characters or bytes. */
function namedSize({ view }: Flow, path: string): string | undefined {
  const declared = view.declared().get(path);
  const [size] = declared?.sizes ?? [];
  if (declared === undefined || declared.isParameter || size === undefined || declared.sizes.length !== 1 || sizeOfType(declared.type) !== 1) return undefined;
  return isMacroName(view.code, size) ? written(view.code, size) : undefined;
}

/** The source is a known array that is shorter, or bytes from outside whose number nobody asked for. */
function overreads(flow: Flow, from: Argument, length: Value, knows: boolean): string {
  const { path, capacity } = pointedAt(flow.view, from.range);
  if (capacity !== undefined) return length.max <= capacity ? '' : `the source ${path} holds ${capacity} bytes`;
  return from.value.points === '' || knows ? '' : 'more may be read than arrived';
}

export function allocatedBy(flow: Flow, call: Call, size: Argument | undefined): Value {
  if (size === undefined) return trusted;
  flow.allocated = written(flow.code, size.range, 120);
  allocatedAs(flow, rangeOf(call), call.name, size.range, size.value);
  return trusted;
}

/** More than this is more than a device has to give away. */
const modest = 0xff_ffff;

/** What the operator typed on a command line asks for memory of its own machine. */
export function allocatedAs(flow: Flow, at: Range, name: string, range: Range, value: Value): void {
  if (value.origin === '' || value.handed) return;
  const asked = `${name} is asked for ${written(flow.code, range, 120)}, which`;
  if (value.wraps && !value.weak) {
    see(flow, 'C09', at, { detail: `${asked} is computed from ${value.origin}; nothing bounds the factors, so the result can wrap to a small block`, confidence: 'medium', cwe: [190, 131, 680] });
  } else if (value.max > modest && value.max < Infinity && !value.counts) {
    see(flow, 'C09', at, { detail: `${asked} comes from ${value.origin}; nothing bounds how much that is`, confidence: value.weak ? 'low' : 'medium', cwe: value.wraps ? [789, 770, 190, 680] : [789, 770] });
  }
}
