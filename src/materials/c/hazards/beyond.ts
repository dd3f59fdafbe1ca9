/** C15's other half: constant lengths that reach past what is there, and pointers that are set before the beginning of their array. */
import { type Call, rangeOf } from './reading/calls.ts';
import { written } from './reading/code.ts';
import type { FunctionView } from './reading/function-view.ts';
import { withoutCasts } from './reading/place.ts';
import { type Room, roomAt, sizedOf } from './reading/room.ts';
import { usesOf } from './reading/uses.ts';
import type { Sighting } from './rule.ts';
import { copies } from './tables/copies.ts';

/** Text functions stop at a zero; what their sizes mean is the matter of C02. */
const ofText = /^(?:str|wcs|stp)/u;
/** Sizes of the destination that are handed over to be believed: where it stands. */
const believed: ReadonlyMap<string, number> = new Map([['snprintf', 1], ['vsnprintf', 1], ['fgets', 1], ['strlcpy', 2], ['strlcat', 2], ['swprintf', 1]]);

export const reaching: readonly string[] = [...[...copies.keys()].filter((name) => !ofText.test(name)), ...believed.keys()];
const moving: ReadonlySet<string> = new Set(reaching);

export function* copiesBeyond(view: FunctionView): Iterable<Sighting> {
  for (const call of view.calls()) {
    if (!moving.has(call.name) || call.isMethod) continue;
    const seen = beyond(view, call);
    if (seen !== undefined) yield seen;
  }
}

function beyond(view: FunctionView, call: Call): Sighting | undefined {
  const role = copies.get(call.name) ?? { to: 0, from: -1, length: believed.get(call.name) ?? -1 };
  const [size, to, from] = [call.arguments[role.length], call.arguments[role.to], call.arguments[role.from]];
  const length = size === undefined ? undefined : lengthOf(view, call, role);
  if (size === undefined || length === undefined) return undefined;
  const { code } = view;
  const says = written(code, withoutCasts(code, size)).replaceAll(' ', '');
  // Of `sizeof` of the source C17 speaks.
  const source = from === undefined ? '' : written(code, from).replaceAll(' ', '');
  if (says === `sizeof(${source})` || says === `sizeof${source}`) return undefined;
  const room = to === undefined ? undefined : roomAt(view, to, call.at);
  if (to !== undefined && room !== undefined && isMore(length, room)) {
    const does = believed.has(call.name) ? 'may write' : 'writes';
    return { at: rangeOf(call), detail: `${call.name} ${does} ${shown(length)} to ${written(code, to, 60)}, where there is room for ${shown(room)}`, confidence: 'high', cwe: [787, 121, 122] };
  }
  const there = from === undefined ? undefined : roomAt(view, from, call.at);
  if (from !== undefined && there !== undefined && isMore(length, there)) {
    return { at: rangeOf(call), detail: `${call.name} reads ${shown(length)} of ${written(code, from, 60)}, which holds ${shown(there)}`, confidence: 'high', cwe: [126, 125] };
  }
  return undefined;
}

function lengthOf(view: FunctionView, call: Call, { length, times }: { readonly length: number; readonly times?: number }): Room | undefined {
  const [size, factor] = [call.arguments[length], times === undefined ? undefined : call.arguments[times]];
  const one = size === undefined ? undefined : sizedOf(view, size);
  if (one === undefined) return undefined;
  const wide = /^(?:wmem|swprintf|fgetws)/u.test(call.name) ? 4 : 1;
  if (times === undefined) return { ...one, amount: one.amount * wide };
  const many = factor === undefined ? undefined : sizedOf(view, factor);
  return many === undefined || (one.unit !== '' && many.unit !== '') ? undefined : { amount: one.amount * many.amount, unit: one.unit || many.unit, before: 0, into: 0 };
}

function isMore(length: Room, room: Room): boolean {
  return length.unit === room.unit && room.before === 0 && length.amount > room.amount;
}

function shown({ amount, unit }: Room): string {
  return unit === '' ? `${amount} bytes` : `${amount} of ${unit}`;
}

/** `p = array - 8`: there is nothing to point at (C11 6.5.6 p8); a pointer that moves before it is used may mean it. */
export function* pointersBefore(view: FunctionView): Iterable<Sighting> {
  const { code, body } = view;
  for (const declared of view.declared().values()) {
    if (declared.pointers !== 1 || declared.isParameter || declared.isStatic || declared.sizes.length > 0) continue;
    const uses = usesOf(code, body, declared.name);
    if (uses.some((at) => /^(\+\+|--|\+=|-=|\+)$/u.test(code.text(at + 1)) || /^(\+\+|--|&)$/u.test(code.text(at - 1)))) continue;
    for (const at of uses) {
      if (code.text(at + 1) !== '=') continue;
      let end = at + 2;
      while (end < body.to && code.text(end) !== ';' && code.text(end) !== ',') end++;
      const room = roomAt(view, { from: at + 2, to: end }, at);
      const later = uses.filter((use) => use > end);
      if (room === undefined || room.before === 0 || later.length === 0) continue;
      // Counting from 1 is an idiom: the element that is not there is not meant.
      if (room.before === 1 && later.every((use) => code.text(use + 1) === '[' && code.isName(use + 2) && code.text(use + 3) === ']')) continue;
      yield { at: { from: at, to: end }, detail: `${declared.name} points ${room.before} before the beginning of ${code.text(withoutCasts(code, { from: at + 2, to: end }).from)}`, confidence: 'high', cwe: [786, 124, 127] };
    }
  }
}
