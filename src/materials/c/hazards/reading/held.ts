/** How much room a place has and how much text it holds at most, by what this function did to it. It follows no pointer and no loop. */
import { TokenKind } from '../../../../scan/lexed.ts';
import type { Call } from './calls.ts';
import { type Code, type Range, written } from './code.ts';
import { constantValue } from './constants.ts';
import type { FunctionView } from './function-view.ts';
import { formatOf, literalOf, longestLiteral } from './literal.ts';
import { pointedAt, withoutCasts } from './place.ts';
import { isConditional, roomAt } from './room.ts';
import { answerOf, expansion } from './expansion.ts';
import { unboundedCopies, unboundedFormats } from '../tables/strings.ts';

/** Copies of copies are followed this far. */
const mostDepth = 3;

/** Tokens looked back over, and calls of a function beyond which nothing is followed: hostile code repeats, real code does not. */
const window = 800;
const mostCalls = 200;

/** Bytes of a place: of its array, or of what its pointer was set to before `at`. */
export function capacityOf(view: FunctionView, place: Range, at: number): number | undefined {
  const { capacity } = pointedAt(view, place);
  if (capacity !== undefined) return capacity;
  const room = roomAt(view, place, at);
  return room?.unit === '' && room.before === 0 ? room.amount : undefined;
}

/** The text of a constant of this file, under its name. */
export function namedText(view: FunctionView, { from, to }: Range): string | undefined {
  const name = view.code.text(from);
  return to === from + 1 && !view.declared().has(name) ? view.file.arrays().texts.get(name) : undefined;
}

/** Most characters that the text an argument points at can have, without its zero; undefined when nothing tells. */
export function mostText(view: FunctionView, place: Range, at: number, depth = 0): number | undefined {
  const literal = longestLiteral(view.code, place) ?? namedText(view, place);
  if (literal !== undefined) return literal.length;
  const answer = view.code.text(place.from + 1) === '(' ? answerOf(view.code.text(place.from)) : undefined;
  if (answer !== undefined) return answer;
  const { path, capacity } = pointedAt(view, place);
  const held = path === '' || depth >= mostDepth ? undefined : mostHeld(view, path, at, depth + 1);
  return held ?? (capacity === undefined ? undefined : capacity - 1);
}

/**
 * Most characters that a named array holds before `at`: what its last filling from nothing wrote, and what was appended
 * since. Undefined when anything else may have written to it, or a loop stands between.
 */
export function mostHeld(view: FunctionView, path: string, before: number, depth = 0): number | undefined {
  if (!/^\w+$/u.test(path) || view.calls().length > mostCalls) return undefined;
  const known = told.get(view) ?? new Map<string, number | undefined>();
  told.set(view, known);
  const key = `${path} ${before} ${depth}`;
  if (!known.has(key)) known.set(key, follow(view, path, before, depth));
  return known.get(key);
}

const told = new WeakMap<FunctionView, Map<string, number | undefined>>();

function follow(view: FunctionView, path: string, before: number, depth: number): number | undefined {
  const { code } = view;
  const declared = view.declared().get(path);
  const initial = declared?.initial === undefined || declared.sizes.length === 0 ? undefined : literalOf(code, declared.initial);
  const from = Math.max(view.body.from, before - window);
  const isNear = declared !== undefined && declared.at >= from;
  let held = !isNear || declared.isStatic ? undefined : initial?.length;
  let since = isNear ? declared.at : before;
  for (let at = isNear ? declared.at + 1 : from; at < before; at++) {
    if (code.text(at) !== path || !code.isName(at)) continue;
    const write = writeAt(view, path, at, depth);
    if (write === 'nothing') continue;
    if (write === 'unknown') held = undefined;
    else if (write.appends) held = held === undefined || write.most === undefined ? undefined : held + write.most;
    else if (isConditional(view, at, before)) held = held === undefined || write.most === undefined ? undefined : Math.max(held, write.most);
    else {
      held = write.most;
      since = at;
    }
  }
  return held === undefined || hasLoop(view, since, before) ? undefined : held;
}

type Write = { readonly appends: boolean; readonly most: number | undefined } | 'nothing' | 'unknown';

/** What happens to the array where its name stands. */
function writeAt(view: FunctionView, path: string, at: number, depth: number): Write {
  const { code } = view;
  if (code.text(at - 1) === 'sizeof' || code.text(at - 2) === 'sizeof') return 'nothing';
  if (code.text(at + 1) === '[') {
    const close = code.close(at + 1);
    if (code.text(close + 1) !== '=') return 'nothing';
    if (!/^(0|'\\0'|NULL)$/u.test(code.text(close + 2)) || code.text(close + 3) !== ';') return 'unknown';
    const most = endsAt(view, { from: at + 2, to: close }, at);
    return most === undefined ? 'unknown' : { appends: false, most };
  }
  const call = callAround(view, at);
  // Outside of a call the name may be handed to a pointer.
  if (call === undefined) return code.text(at - 1) === 'return' ? 'nothing' : 'unknown';
  const [to] = call.arguments;
  const isFirst = to !== undefined && written(code, withoutCasts(code, to)) === path;
  if (/^(strlen|printf|puts|printk|strcmp|strncmp|strchr|strstr|atoi|Serial)$/u.test(call.name)) return 'nothing';
  const copy = unboundedCopies.get(call.name);
  const from = copy === undefined ? undefined : call.arguments[copy.from];
  if (copy !== undefined && from !== undefined) {
    if (isFirst) return { appends: copy.appends, most: mostText(view, from, call.at, depth) };
    return 'nothing';
  }
  const digits = isFirst || call.arguments.some((each) => written(code, withoutCasts(code, each)) === path) ? /^(?:\w*_)?u?(ll?|i)toa(?:_s)?$/u.exec(call.name)?.[1] : undefined;
  // As many characters as a number has in base 2, and its sign.
  if (digits !== undefined) return { appends: false, most: digits === 'll' ? 65 : 33 };
  if (isFirst && /^(?:memset|bzero)$/u.test(call.name) && (call.name === 'bzero' || /^(0|'\\0')$/u.test(call.arguments[1] === undefined ? '' : written(code, call.arguments[1])))) return { appends: false, most: 0 };
  const formatAt = unboundedFormats.get(call.name);
  const format = formatAt === undefined ? undefined : call.arguments[formatAt];
  const text = format === undefined ? undefined : (literalOf(code, format) ?? namedText(view, format));
  if (formatAt !== undefined && text !== undefined) {
    if (!isFirst) return 'nothing';
    const most = expansion(view, formatOf(text), call.arguments.slice(formatAt + 1), (value) => mostText(view, value, call.at, depth));
    return { appends: false, most: most < Infinity ? most : undefined };
  }
  return 'unknown';
}

/** Where `name[index] = 0` ends the text at the latest: a constant, or the end of the loop that counted up to here. */
function endsAt(view: FunctionView, index: Range, at: number): number | undefined {
  const { code, body, file } = view;
  const value = constantValue(code, index, file.constants());
  if (value !== undefined) return value;
  const counter = code.text(index.from);
  if (index.to !== index.from + 1 || !code.isName(index.from)) return undefined;
  for (let back = at - 1; back > body.from && back > at - window; back--) {
    if (code.text(back) !== counter) continue;
    const changes = /^(=|\+\+|--|[-+*/%&|^]=|<<=|>>=)$/u;
    const isStep = /^(\+\+)$/u.test(code.text(back + 1)) || /^\+\+$/u.test(code.text(back - 1));
    const isHead = code.text(back - 1) === '(' && code.text(back - 2) === 'for';
    if (isHead) {
      // for (i = 0; i < LIMIT; i++)
      const limit = code.text(back + 1) === '=' && code.text(back + 3) === ';' && code.text(back + 4) === counter && code.text(back + 5) === '<' && code.text(back + 7) === ';' ? constantValue(code, { from: back + 6, to: back + 7 }, file.constants()) : undefined;
      return limit;
    }
    const inHead = isStep && code.text(code.open(enclosingClose(code, back)) - 1) === 'for';
    if (!inHead && (changes.test(code.text(back + 1)) || /^(\+\+|--|&)$/u.test(code.text(back - 1)))) return undefined;
  }
  return undefined;
}

/** The next closing parenthesis behind a position that nothing within its statement opened. */
function enclosingClose(code: Code, at: number): number {
  let next = at + 1;
  while (next < at + 6 && code.text(next) !== ')') next++;
  return next;
}

/** The innermost call with this position among its arguments, as a statement of its own or within another. */
function callAround(view: FunctionView, at: number): Call | undefined {
  return view.calls().findLast((call) => call.open < at && at < call.close);
}

function hasLoop({ code }: FunctionView, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (code.kind(at) === TokenKind.identifier && /^(for|while|do|goto)$/u.test(code.text(at))) return true;
  return false;
}
