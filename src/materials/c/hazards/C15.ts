/** C15: one element too far: a loop that runs to its size, the size itself as an index, a check that lets the size pass. */
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { copiesBeyond, pointersBefore, reaching } from './beyond.ts';
import { markAt, noteInBody, type Raw, wordAt } from './raw.ts';
import { type Code, codeOf, type Range, written } from './reading/code.ts';
import { constantValue, sizeOfType } from './reading/constants.ts';
import type { FunctionView } from './reading/function-view.ts';
import { knownValue } from './reading/known.ts';
import { leavesBefore, loopOver, lowestIn, statementEnd } from './reading/loop.ts';
import { pathEnd } from './reading/place.ts';
import { isAllocator, roomAt } from './reading/room.ts';
import { startOf } from './reading/uses.ts';
import type { Rule, Sighting } from './rule.ts';
import { allocations } from './tables/copies.ts';

const [lessEqual, greater] = [0x3d3c, 0x3e];
const moving: ReadonlySet<number> = new Set(reaching.map(wordNumber));
const allocators: readonly string[] = [...allocations.keys(), 'calloc', 'pvPortCalloc', 'k_calloc'].filter(isAllocator);
const giving: ReadonlySet<number> = new Set(allocators.map(wordNumber));

const rule: Rule = {
  id: 'C15',
  words: [...reaching, ...allocators],
  shapes: ['index'],
  suspects: (raw) => mayReachSize(raw),
  *look(view) {
    const { code, body } = view;
    const told = new Set<string>();
    for (let at = body.from; at < body.to; at++) {
      if (code.mark(at) !== Mark.bracketOpen || !(code.isName(at - 1) || code.mark(at - 1) === Mark.bracketClose)) continue;
      const seen = element(view, at);
      const key = seen === undefined ? '' : `${seen.detail}`;
      // Of a name that two blocks declare, nothing is known, and its declarations are not told from its uses.
      if (seen === undefined || told.has(key) || view.declared().get(code.text(at - 1))?.type === '' || isSizedOtherwise(view, code.text(at - 1))) continue;
      told.add(key);
      yield seen;
    }
    yield* dereferenced(view);
    yield* copiesBeyond(view);
    yield* pointersBefore(view);
  },
};

export default rule;

/** In another arm of a conditional the array has another size: which of them the code here goes with is not known. */
function isSizedOtherwise({ declared, file }: FunctionView, name: string): boolean {
  return !declared().has(name) && file.sizedTwice().has(name);
}

/** `<=` or `>` somewhere, an index, or a call that moves so many bytes. */
function mayReachSize(raw: Raw): boolean {
  for (let at = raw.span.bodyOpen; at < raw.span.bodyClose; at++) {
    const mark = markAt(raw, at);
    if (mark === lessEqual || mark === greater) return true;
  }
  return noteInBody(raw, (at) => markAt(raw, at) === Mark.bracketOpen || moving.has(wordAt(raw, at)) || giving.has(wordAt(raw, at))) >= 0;
}

/** An element that is touched, however that is written: `a[n]`, `*(a + n)`, `(a + n)->m`. */
interface Touch {
  /** The array, or the pointer, by its name. */
  readonly path: string;
  readonly place: Range;
  readonly index: Range;
  readonly at: Range;
}

interface Extent {
  readonly count: number;
  /** Elements before the place that are there too. */
  readonly into: number;
}

function element(view: FunctionView, open: number): Sighting | undefined {
  const { code, body } = view;
  const isSecond = code.text(open - 1) === ']';
  const from = startOf(code, isSecond ? code.open(open - 1) - 1 : open - 1);
  const place = { from, to: open };
  const path = written(code, place);
  const size = isSecond ? secondOf(view, from, open) : (view.arraySize(path) ?? symbolic(view, path) ?? behindPointer(view, place, open));
  // A last member of one element stands for as many as were allocated (the way before C99 6.7.2.1 p18).
  if (size === undefined || (size.count <= 1 && path.includes('>')) || code.text(open - 2) === '*' || isDeclarator(view, from)) return undefined;
  const index = { from: open + 1, to: code.close(open) };
  const end = pathEnd(code, { from, to: body.to });
  // The address one past the end may be taken (C11 6.5.6 p8); `sizeof` looks at nothing.
  if (code.text(from - 1) === '&' && end === index.to + 1) return undefined;
  if (/^(sizeof|\()$/u.test(code.text(from - 1)) && (code.text(from - 1) === 'sizeof' || code.text(from - 2) === 'sizeof')) return undefined;
  return touched(view, { path, place, index, at: { from, to: index.to + 1 } }, { into: 0, ...size });
}

/** The row of an array of two dimensions, by the name of the array. */
function secondOf(view: FunctionView, from: number, open: number): { readonly count: number } | undefined {
  const { code, file } = view;
  if (code.open(open - 1) !== from + 1 || !code.isName(from)) return undefined;
  const declared = view.arraySize(code.text(from))?.declared;
  const second = declared?.sizes[1];
  if (declared === undefined || second === undefined || declared.pointers > 0) return undefined;
  const count = constantValue(codeOf(file.structure, second), second, file.constants());
  return count === undefined || count <= 0 ? undefined : { count };
}

function touched(view: FunctionView, { path, place, index, at }: Touch, { count, into }: Extent): Sighting | undefined {
  const { code } = view;
  const value = indexValue(view, index, path, count);
  const cwe = [193, 787, 125];
  if (value !== undefined && value < -into) return { at, detail: `element ${value} of ${path}, before its beginning`, confidence: 'high', cwe: below };
  if (value !== undefined) return value < count ? undefined : { at, detail: `element ${value} of ${path}, which has ${shown(view, path, count)}`, confidence: 'high', cwe };
  const name = code.isName(index.from) && index.to === index.from + 1 ? code.text(index.from) : undefined;
  if (name === undefined) return undefined;
  const low = lowestIn(view, name, place.to);
  if (low !== undefined && low.lowest < -into && !leavesBefore(view, low.body, name, place.from)) return { at: low.head, detail: `${name} is ${low.lowest} in this loop, before the beginning of ${path}`, confidence: 'high', cwe: below };
  const loop = loopOver(view, name, place.to);
  if (loop !== undefined) {
    const most = sizeOf(view, loop.limit, path, count) ?? (loop.limit.to === loop.limit.from + 1 ? knownValue(view, loop.limit, loop.limit.from) : undefined);
    if (most === undefined || most < count + (loop.isStrict ? 1 : 0) || leavesBefore(view, loop.body, name, place.to)) return undefined;
    if (loop.isStrict) return { at: loop.head, detail: `${name} runs to ${most - 1}, and ${path} has ${shown(view, path, count)} elements`, confidence: 'high', cwe: [787, 125] };
    return { at: loop.head, detail: `${name} runs to ${written(code, loop.limit, 60)} itself, and ${path} has ${shown(view, path, count)} elements`, confidence: 'high', cwe };
  }
  const passed = checkedAt(view, name, path, count, place.to);
  if (passed === undefined) return wrapped(view, name, path, count);
  return { at, detail: `${passed} lets ${name} be ${shown(view, path, count)}, and the last element of ${path} is ${shown(view, path, count, 1)}`, confidence: 'high', cwe };
}

const below = [786, 124, 127];

/** A local pointer that the function set to an array or an allocation of known size: whole elements of what it points at. */
function behindPointer(view: FunctionView, path: Range, at: number): Extent | undefined {
  const declared = path.to === path.from + 1 ? view.declared().get(view.code.text(path.from)) : undefined;
  if (declared === undefined || declared.type === '') return undefined;
  if (!declared.isParameter) return extentOf(view, declared.type, path, at);
  const known = handedOver.get(view) ?? new Map<string, Extent | undefined>();
  handedOver.set(view, known);
  // What the callers hand over is the same everywhere as long as nothing sets it anew.
  if (!known.has(declared.name)) known.set(declared.name, view.code.find(declared.name, view.body).some((use) => view.code.mark(use + 1) === Mark.assign) ? undefined : extentOf(view, declared.type, path, at));
  return known.get(declared.name);
}

const handedOver = new WeakMap<FunctionView, Map<string, Extent | undefined>>();

function extentOf(view: FunctionView, type: string, path: Range, at: number): Extent | undefined {
  const room = roomAt(view, path, at);
  const one = room === undefined || room.before > 0 ? undefined : room.unit === '' ? sizeOfType(type) : room.unit === type ? 1 : undefined;
  return room === undefined || one === undefined || room.amount < one ? undefined : { count: Math.floor(room.amount / one), into: Math.floor(room.into / one) };
}

/** An array whose size is a name of another file: only that name itself is known to be as large. */
function symbolic(view: FunctionView, path: string): { readonly count: number } | undefined {
  return !view.file.arrays().unsized.has(path) || view.declared().has(path) ? undefined : { count: unknownCount };
}

const unknownCount = 2 ** 40;

/** A size in words: its number, or the name that stands for it. */
function shown(view: FunctionView, path: string, count: number, less = 0): string {
  if (count < unknownCount) return String(count - less);
  const name = view.file.arrays().unsized.get(path) ?? '';
  return less === 0 ? name : `${name} - ${less}`;
}

/** It is where the array is declared: a type stands before it, or another declarator. */
function isDeclarator({ code, declared }: FunctionView, from: number): boolean {
  if (declared().get(code.text(from))?.at === from) return true;
  return code.isName(from - 1) && !/^(return|else|case|do|sizeof|goto|throw|not)$/u.test(code.text(from - 1));
}

/** `*(array + 8)`, `(samples - 1)->red`: the same elements in other words. */
function* dereferenced(view: FunctionView): Iterable<Sighting> {
  const { code, body } = view;
  for (let at = body.from; at < body.to; at++) {
    if (code.mark(at) !== Mark.parenOpen || !code.isName(at + 1) || !isSign(code.mark(at + 2))) continue;
    const close = code.close(at);
    const isStar = code.text(at - 1) === '*' && (!code.isName(at - 2) || code.text(at - 2) === 'return') && !/^[)\]]$/u.test(code.text(at - 2));
    if (!isStar && (code.text(close + 1) !== '->' || code.isName(at - 1))) continue;
    const place = { from: at + 1, to: at + 2 };
    const path = code.text(at + 1);
    const size = view.arraySize(path) ?? behindPointer(view, place, at);
    // What is taken away begins with its sign.
    const index = { from: code.mark(at + 2) === minus ? at + 2 : at + 3, to: close };
    const seen = size === undefined ? undefined : touched(view, { path, place, index, at: { from: isStar ? at - 1 : at, to: close + 1 } }, { into: 0, ...size });
    if (seen !== undefined) yield seen;
  }
}

const [plus, minus] = [0x2b, 0x2d];
const isSign = (mark: number): boolean => mark === plus || mark === minus;

/** A constant, or the size of the array itself. */
function indexValue(view: FunctionView, index: Range, path: string, count: number): number | undefined {
  return knownValue(view, index, index.from) ?? sizeOf(view, index, path, count);
}

/** What an expression is worth when it speaks of the size of the array: a constant, `sizeof a`, `sizeof a / sizeof a[0]`, `ARRAY_SIZE(a)`. */
function sizeOf(view: FunctionView, range: Range, path: string, count: number): number | undefined {
  const said = written(view.code, range);
  if (said === view.file.arrays().unsized.get(path)) return count;
  const value = constantValue(view.code, range, view.file.constants());
  if (value !== undefined) return value;
  const text = said.replaceAll(' ', '').replace(/^\((?:u?int(?:8|16|32)?(?:_t)?|size_t|unsigned)\)/u, '');
  // Every form below names the array, and few indexes do.
  if (!text.includes(path)) return undefined;
  const own = path.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  const size = view.arraySize(path);
  if (new RegExp(`^\\(?sizeof\\(?${own}\\)?\\)?$`, 'u').test(text)) return size?.bytes === undefined ? undefined : size.bytes === count ? count : undefined;
  return new RegExp(`^\\(?sizeof\\(?${own}\\)?/sizeof\\(?(?:${own}\\[0\\]|\\*${own})\\)?\\)?$|^(?:ARRAY_SIZE|ARRAY_LEN|COUNTOF|NELEMS|countof|DIM|N_ELEMENTS|LWIP_ARRAYSIZE|_countof|std::size)\\(${own}\\)$|^${own}\\.size\\(\\)$`, 'u').test(text) ? count : undefined;
}

/** `if (++n > SIZE) n = 0;` on a variable that lives on: it becomes the size, and is used the next time. */
function wrapped(view: FunctionView, name: string, path: string, count: number): Sighting | undefined {
  const { code, body } = view;
  if (view.declared().has(name)) return undefined;
  for (let i = body.from; i < body.to; i++) {
    if (code.text(i) !== '++' || code.text(i + 1) !== name || code.text(i + 2) !== '>') continue;
    const head = conditionOf(code, i, body.from);
    if (head === undefined || code.text(head.close + 1) !== name || code.text(head.close + 2) !== '=') continue;
    if (sizeOf(view, { from: i + 3, to: head.close }, path, count) !== count) continue;
    return { at: { from: i, to: head.close }, detail: `++${name} > ${shown(view, path, count)} lets ${name} be ${shown(view, path, count)}, and the last element of ${path} is ${shown(view, path, count, 1)}`, confidence: 'high', cwe: [193, 787, 125] };
  }
  return undefined;
}

/** `if (n > SIZE) return;` or `if (n <= SIZE)` as the nearest look at the index before the element. */
function checkedAt(view: FunctionView, name: string, path: string, count: number, at: number): string | undefined {
  const { code, body } = view;
  for (let i = at - 2; i > body.from; i--) {
    if (code.text(i) !== name) continue;
    const operator = code.text(i + 1);
    // `if (n > SIZE) n = 0;` mends what is larger, and lets the size itself pass.
    if (operator === '=' && code.text(i - 1) === ')' && code.text(code.open(i - 1) - 1) === 'if') continue;
    if (/^(=|\+=|-=|\+\+|--|%=|&=)$/u.test(operator) || /^(\+\+|--|&)$/u.test(code.text(i - 1))) return undefined;
    if (!/^(<|>|<=|>=|==|!=)$/u.test(operator)) {
      if (/^(<|>|<=|>=|==|!=)$/u.test(code.text(i - 1))) return undefined;
      continue;
    }
    if (operator !== '>' && operator !== '<=') return undefined;
    let to = i + 2;
    while (to < at && !/^(&&|\|\||\)|\?|;)$/u.test(code.text(to))) to = code.text(to) === '(' ? code.close(to) + 1 : to + 1;
    const limit = { from: i + 2, to };
    const head = conditionOf(code, i, body.from);
    if (head === undefined || sizeOf(view, limit, path, count) !== count) return undefined;
    const inside = at > head.close && at < bodyEnd(code, head.close, body.to);
    // `>` refuses what is larger and goes on behind; `<=` takes what is not, inside.
    if (operator === '>' ? inside || !(leaves(code, head.close) || code.text(head.close + 1) === name) : !inside) return undefined;
    return written(code, { from: i, to });
  }
  return undefined;
}

function conditionOf(code: Code, at: number, from: number): { readonly close: number } | undefined {
  for (let back = at; back > from && back > at - 60; back--) {
    if (/^[;{}]$/u.test(code.text(back))) return undefined;
    if (code.text(back) === '(' && code.text(back - 1) === 'if' && code.close(back) > at) return { close: code.close(back) };
  }
  return undefined;
}

function bodyEnd(code: Code, close: number, to: number): number {
  return code.text(close + 1) === '{' ? code.close(close + 1) : statementEnd(code, close + 1, to);
}

/** The body of the condition ends the way: `return`, `break`, `continue`, `goto`. */
function leaves(code: Code, close: number): boolean {
  const end = code.text(close + 1) === '{' ? code.close(close + 1) : close + 3;
  for (let at = close + 1; at < end; at++) if (/^(return|break|continue|goto)$/u.test(code.text(at))) return true;
  return false;
}
