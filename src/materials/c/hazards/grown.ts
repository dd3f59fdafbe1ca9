/** The eyes of C03 and C04 for cursors that live on between calls, move with everything that is written, and are held against nothing in their whole file. */
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { argumentAt, isNameAt, markAt, noteInBody, type Raw, wordAt } from './raw.ts';
import { rangeOf } from './reading/calls.ts';
import { type Code, codeOf, type Range, written } from './reading/code.ts';
import type { FunctionView } from './reading/function-view.ts';
import { startOf } from './reading/uses.ts';
import type { Sighting } from './rule.ts';
import { copies } from './tables/copies.ts';
import { isConditional } from './reading/room.ts';

const increment = 0x2b2b;

/** `…[name++] =`, `…[from->name++] =`. */
export function mayGrow(raw: Raw): boolean {
  return noteInBody(raw, (at) => markAt(raw, at) === Mark.bracketOpen && endOfCursor((place) => isNameAt(raw, place), (place) => markAt(raw, place), at) > 0) >= 0;
}

const [dot, arrow] = [0x2e, 0x3e2d];

/** The last name of the cursor in the brackets that open at `open`, when they hold nothing but a cursor that moves on and an element is written; else 0. */
function endOfCursor(isName: (at: number) => boolean, mark: (at: number) => number, open: number): number {
  let at = open + 1;
  if (!isName(at)) return 0;
  while ((mark(at + 1) === dot || mark(at + 1) === arrow) && isName(at + 2)) at += 2;
  return mark(at + 1) === increment && mark(at + 2) === Mark.bracketClose && mark(at + 3) === Mark.assign ? at : 0;
}

export function* grown(view: FunctionView): Iterable<Sighting> {
  const { code, body } = view;
  const told = new Set<string>();
  for (let at = body.from; at < body.to; at++) {
    const end = code.mark(at) === Mark.bracketOpen && code.isName(at - 1) ? endOfCursor(code.isName, code.mark, at) : 0;
    if (end === 0) continue;
    const [root, name] = [code.text(at + 1), code.text(end)];
    const from = startOf(code, at - 1);
    const path = written(code, { from, to: at });
    const size = view.arraySize(path);
    // Filled byte by byte: an array of two or three is filled by as many statements.
    if (size === undefined || size.count < 4 || told.has(`${path} ${name}`) || startsAnew(view, name, at) || !livesOn(view, root, name) || isHeld(view, name)) continue;
    told.add(`${path} ${name}`);
    yield { at: { from, to: end + 3 }, detail: `${name} moves on with every element that is written and lives on between calls; ${path} has ${size.count} elements, and nothing in this file holds ${name} against anything`, confidence: 'medium', cwe: [787, 129] };
  }
}

/** A copy goes to `array + name` or `&array[name]`. */
export function mayAppend(raw: Raw): boolean {
  return noteInBody(raw, (at) => {
    const role = copyRoles.get(wordAt(raw, at));
    const to = role === undefined ? undefined : argumentAt(raw, at + 1, role.to);
    return to !== undefined && to.to - to.from > 2 && (markAt(raw, to.to - 1) === Mark.bracketClose || (isNameAt(raw, to.to - 1) && markAt(raw, to.to - 2) === plus));
  }) >= 0;
}

const plus = 0x2b;
const copyRoles: ReadonlyMap<number, { readonly to: number }> = new Map([...copies].filter(([, role]) => role.to >= 0).map(([name, role]) => [wordNumber(name), role]));

/** Copies behind what earlier calls left there, of any length. */
export function* appended(view: FunctionView): Iterable<Sighting> {
  const { code } = view;
  for (const call of view.calls()) {
    const to = call.isMethod ? undefined : call.arguments[copies.get(call.name)?.to ?? -1];
    const cursor = to === undefined ? undefined : cursorOf(view, to);
    if (cursor === undefined) continue;
    const { path, root, name, count } = cursor;
    const moves = code.find(name, view.body).some((at) => at > call.at && /^(?:\+=|\+\+)$/u.test(code.text(at + 1)));
    if (!moves || startsAnew(view, name, call.at) || !livesOn(view, root, name) || isHeld(view, name)) continue;
    yield { at: rangeOf(call), detail: `${call.name} goes on at ${name}, which moves on and lives on between calls; ${path} has ${count} elements, and nothing in this file holds ${name} against anything`, confidence: 'medium', cwe: [787, 120] };
  }
}

/** `&array[name]`, `array + name`, `from->array + from->name`, with an array of known size. */
function cursorOf(view: FunctionView, { from, to }: Range): { readonly path: string; readonly root: string; readonly name: string; readonly count: number } | undefined {
  const { code } = view;
  const isIndex = code.text(to - 1) === ']';
  const last = isIndex ? to - 2 : to - 1;
  if (!code.isName(last)) return undefined;
  const first = startOf(code, last);
  const sign = isIndex ? '[' : '+';
  if (code.text(first - 1) !== sign) return undefined;
  const begin = code.text(from) === '&' ? from + 1 : from;
  const path = written(code, { from: begin, to: first - 1 });
  const size = view.arraySize(path);
  return size === undefined || size.count < 4 ? undefined : { path, root: code.text(first), name: code.text(last), count: size.count };
}

/** A block around the place gives it a value first: it begins anew, however often the block is gone through. */
function startsAnew(view: FunctionView, name: string, before: number): boolean {
  const { code, body } = view;
  return code.find(name, { from: body.from, to: before }).some((at) => code.mark(at + 1) === Mark.assign && !isConditional(view, at, before) && !otherCase(code, at, before));
}

/** A label of the same `switch` stands between: who comes there need not have come by the first place. */
function otherCase(code: Code, from: number, to: number): boolean {
  let depth = 0;
  for (let at = from; at < to; at++) {
    const mark = code.mark(at);
    if (mark === Mark.braceOpen) depth++;
    else if (mark === Mark.braceClose) depth--;
    else if (depth === 0 && /^(?:case|default)$/u.test(code.text(at))) return true;
  }
  return false;
}

/** A static local, a member of what is handed over, or a variable or member that this file declares outside of its functions. */
function livesOn(view: FunctionView, root: string, name: string): boolean {
  const local = view.declared().get(root);
  if (local !== undefined) return root === name ? local.isStatic && local.pointers === 0 : local.isStatic || (local.isParameter && local.pointers === 1);
  const { structure } = view.file;
  const file = wholeOf(view);
  return file.find(name, file.whole).some((at) => {
    if (structure.functions.some(({ name: from, bodyClose }) => at >= from && at <= bodyClose)) return false;
    let first = at;
    while (first > 0 && !/^[;{}:]$/u.test(file.text(first - 1)) && at - first < 24) first--;
    return first < at && (file.isName(at - 1) || (file.text(at - 1) === ',' && file.isName(first) && file.isName(first + 1))) && file.text(first) !== 'extern' && /^[=;,{]$/u.test(file.text(at + 1));
  });
}

const relations = /^(?:<|>|<=|>=|==|!=|%|&|%=|&=)$/u;

/** Compared, masked or reduced anywhere in the file; held only against 0, or the limit of a loop that reads, it can still grow. */
function isHeld(view: FunctionView, name: string): boolean {
  const file = wholeOf(view);
  return file.find(name, file.whole).some((at) => {
    const [before, after] = [file.text(at - 1), file.text(at + 1)];
    if (/^(\.|->)$/u.test(after)) return false;
    // Handed on by its address, or to something that by its name looks at it.
    if (before === '&' && !file.isName(at - 2) && file.text(at - 2) !== ')') return true;
    if (/^[-+]$/u.test(before) && sumIsCompared(file, at)) return true;
    if (/^[<>=!%&]/u.test(after) && relations.test(after)) return !/^0[xX]?0*[uUlL]*$/u.test(file.text(at + 2));
    if (/^(?:>|>=|==|!=)$/u.test(before)) return !/^0[xX]?0*[uUlL]*$/u.test(file.text(at - 2));
    return sumIsCompared(file, at);
  });
}

/** `pos + n > sizeof line`, `sizeof line - pos`, `(pos + 1) % SIZE`. */
function sumIsCompared(file: Code, at: number): boolean {
  if (!/^[-+)]$/u.test(file.text(at + 1)) && !/^[-+]$/u.test(file.text(at - 1))) return false;
  for (const step of [1, -1]) {
    for (let i = at + step, count = 0; count < 16; i += step, count++) {
      const text = file.text(i);
      if (text === '' || /^[;{}]$/u.test(text)) break;
      if (/^(?:<|>|<=|>=|==|!=|%)$/u.test(text)) return true;
    }
  }
  return false;
}

let last: { readonly of: FunctionView['file']; readonly code: Code } | undefined;

/** The file as one stretch; several functions of one file ask in a row. */
function wholeOf({ file }: FunctionView): Code {
  if (last?.of === file) return last.code;
  last = { of: file, code: codeOf(file.structure, { from: 0, to: file.structure.count }) };
  return last.code;
}
