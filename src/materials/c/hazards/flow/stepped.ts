/** C06's eye: a cursor of a loop moved on by a number from outside that may be 0, or that no condition holds against the end. */
import { type Range, written } from '../reading/code.ts';
import { numberOf } from '../reading/constants.ts';
import { relationAt, usesOf } from '../reading/uses.ts';
import { type Flow, type FollowedLoop, see } from './flow.ts';
import type { Value } from './value.ts';

/** `path` grows by `range`, whose value is `step`; called for additions inside a loop. */
function stepped(flow: Flow, path: string, step: Value, range: Range): void {
  const loop = flow.loops.at(-1);
  if (loop === undefined || path === '' || step.origin === '' || step.handed || step.counts || step.weak) return;
  const name = path.replace(/^\*/u, '');
  const whole = { from: loop.from, to: loop.to };
  if (!(path.startsWith('*') ? isCursorBehind(flow, name) : isCursor(flow, name, whole))) return;
  const asked = usesOf(flow.code, loop.condition, name).some((at) => relationAt(flow.code, at, whole) !== '') || usesOf(flow.code, whole, name).some((at) => /^(<|>|<=|>=)$/u.test(relationAt(flow.code, at, whole)));
  const mayBeZero = !loop.counts && !addsSomething(flow, range) && !isHeld(flow, range, whole, false);
  const isLate = asked && !mayBeZero && !isHeld(flow, range, whole, true) && looksLate(flow, name, loop, range);
  if (asked && !mayBeZero && !isLate) return;
  const expression = written(flow.code, range, 80);
  const harm = isLate ? 'one byte is asked for, and more are read before the end is looked at again' : mayBeZero ? 'a step of 0 never ends' : 'nothing in the loop compares the cursor with the end';
  see(flow, 'C06', { from: range.from - 2, to: range.to }, { detail: `${name} goes on by ${expression}, which comes from ${step.origin}; ${harm}`, confidence: 'medium', cwe: mayBeZero ? [835] : [835, 125] });
}

/** The loop goes on while `p < end`, which is good for one byte, and the step leads on from a second one, or to one that is read at once. */
function looksLate({ code }: Flow, name: string, { condition, to }: FollowedLoop, step: Range): boolean {
  const { from } = condition;
  const isPlain = condition.to - from === 3 && ((code.text(from) === name && /^(<|!=)$/u.test(code.text(from + 1))) || (code.text(from + 2) === name && /^(>|!=)$/u.test(code.text(from + 1))));
  if (!isPlain) return false;
  for (let at = condition.to + 1; at < to; at++) {
    if (at === step.from - 2) at = step.from;
    if (code.text(at) !== name || !code.isName(at) || /^(\.|->)$/u.test(code.text(at - 1))) continue;
    if (relationAt(code, at, { from: condition.to, to }) !== '' || /^(\+\+|--|=|\+=|-=)$/u.test(code.text(at + 1)) || /^(\+\+|--)$/u.test(code.text(at - 1))) return false;
    const ahead = at < step.to ? (numberOf(code.text(at + 1) === '[' ? code.text(at + 2) : code.text(at + 1) === '+' ? code.text(at + 2) : '') ?? 0) > 0 : true;
    if (ahead && (code.text(at + 1) === '[' || code.text(at - 1) === '[')) return true;
  }
  return false;
}

/** It points or counts through something: compared, indexed with, followed, or added to a place. A sum of what is read is none. */
function isCursor({ code, view }: Flow, name: string, loop: Range): boolean {
  if ((view.declared().get(name)?.pointers ?? 0) > 0) return true;
  const before = { from: Math.min(loop.from, view.body.from), to: loop.to };
  return usesOf(code, before, name).some((at) => code.text(at - 1) === '[' || (/^[+]$/u.test(code.text(at - 1)) && code.isName(at - 2)) || (code.text(at + 1) === '+' && code.text(at - 1) === '[') || (at >= loop.from && /^(<|<=)$/u.test(relationAt(code, at, loop))));
}

/** `*name`, where name points at a number: a cursor when something is indexed or led on by it, else a value that is put together. */
function isCursorBehind({ code, view }: Flow, name: string): boolean {
  if ((view.declared().get(name)?.pointers ?? 0) > 1) return true;
  return usesOf(code, view.body, name).some((at) => code.text(at - 1) === '*' && (/^[[+]$/u.test(code.text(at - 2)) || /^(?:<|<=)$/u.test(code.text(at + 1))));
}

/** A number above 0 or a `sizeof` is added, so the step is never 0. */
function addsSomething({ code }: Flow, given: Range): boolean {
  const range = code.text(given.from) === '(' && code.close(given.from) === given.to - 1 ? { from: given.from + 1, to: given.to - 1 } : given;
  for (let at = range.from, depth = 0; at < range.to; at++) {
    const text = code.text(at);
    if (text === '[' || text === '(') depth++;
    else if (text === ']' || text === ')') depth--;
    if (depth > 0) continue;
    const beside = code.text(at - 1) === '+' || code.text(at + 1) === '+' || (text === 'sizeof' && at === range.from);
    if (beside && (text === 'sizeof' || (numberOf(text) ?? 0) > 0 || /^[A-Z][A-Z0-9_]+$/u.test(text))) return true;
  }
  return false;
}

/** What the step is made of is compared somewhere in the loop: with 0, or with a least length; with `beyond`, with something other than 0. */
function isHeld({ code }: Flow, range: Range, loop: Range, beyond: boolean): boolean {
  const places = new Set<string>();
  for (let at = range.from; at < range.to; at++) {
    if (code.text(at) === '[' || (code.text(at) === '(' && code.isName(at - 1))) at = code.close(at);
    if (!code.isName(at) || /^(\.|->)$/u.test(code.text(at - 1))) continue;
    places.add(code.text(at + 1) === '[' ? written(code, { from: at, to: code.close(at + 1) + 1 }) : code.text(at));
  }
  places.add(written(code, range));
  const isMet = (place: string, at: number): boolean => {
    const end = at + (place.match(/\w+|->|\S/gu) ?? []).length;
    if (beyond && /^[<>=!]=?$/u.test(code.text(end)) && numberOf(code.text(end + 1)) === 0) return false;
    return relationAt(code, at, loop) !== '' || code.text(at - 1) === '!';
  };
  return [...places].some((place) => usesOf(code, loop, place).some((at) => (at < range.from || at >= range.to) && isMet(place, at)));
}

/** `at += n`, and `at = at + n`, whose step is what is added. */
export function moved(flow: Flow, path: string, operator: string, range: Range, right: Value): void {
  if (operator === '+=') stepped(flow, path, right, range);
  else if (operator === '=' && flow.code.text(range.from) === path && flow.code.text(range.from + 1) === '+') stepped(flow, path, right, { from: range.from + 2, to: range.to });
}
