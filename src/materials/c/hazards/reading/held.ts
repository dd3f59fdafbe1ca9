/** How much room a place has and how much text it holds at most, by what this function did to it. It follows no pointer and no loop. */
import { TokenKind } from '../../../../scan/lexed.ts';
import type { Call } from './calls.ts';
import { type Code, type Range, splitAtCommas, written } from './code.ts';
import { constantValue } from './constants.ts';
import type { FunctionView } from './function-view.ts';
import { formatOf, literalOf, longestLiteral } from './literal.ts';
import { pointedAt, withoutCasts } from './place.ts';
import { definedHere, handed, kept, referredBy } from './callers.ts';
import { isAllocator, isConditional, roomAt } from './room.ts';
import { semicolonFrom } from './uses.ts';
import type { Declared } from './declaration.ts';
import { answerOf, expansion } from './expansion.ts';
import { unboundedCopies, unboundedFormats } from '../tables/strings.ts';

/** Copies of copies are followed this far. */
const mostDepth = 8;

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
  if (!known.has(key)) {
    if (depth === 0) steps = mostSteps;
    const held = follow(view, path, before, depth);
    known.set(key, held === nothing ? undefined : held);
  }
  return known.get(key);
}

const told = new WeakMap<FunctionView, Map<string, number | undefined>>();

/** Places that are followed for one answer: hostile code copies back and forth. */
const mostSteps = 60;
let steps = mostSteps;

/** Nothing was written to it yet, so nothing that is read from it is its text. */
const nothing = -1;

/** As `mostHeld`; `nothing` where no way to the place writes to it. `given` is what a parameter holds at the beginning. */
function follow(view: FunctionView, path: string, before: number, depth: number, given?: number): number | undefined {
  if (--steps < 0) return undefined;
  const { code, body } = view;
  const declared = view.declared().get(path);
  const from = Math.max(body.from, before - window);
  const isParameter = declared?.isParameter === true && from === body.from;
  const isNear = declared !== undefined && declared.at >= from && declared.at < before;
  let held = isParameter ? (given ?? ofCallers(view, path, depth)) : !isNear || declared.isStatic ? undefined : begins(view, declared, depth);
  let since = isNear ? declared.at : from;
  let behind = from;
  let ruin: { readonly at: number; readonly held: number | undefined } | undefined;
  for (const at of code.find(path, { from: isNear ? declared.at + 1 : from, to: before })) {
    if (at < behind) continue;
    const write = writeAt(view, path, at, depth);
    if (write === 'nothing') continue;
    // What a pointer is set to may name the pointer itself.
    if (write !== 'unknown' && write.end !== undefined) behind = write.end;
    if (write === 'unknown') {
      ruin = { at, held };
      held = undefined;
    } else if (write.appends) held = held === undefined || held === nothing || write.most === undefined ? undefined : held + write.most;
    else if (isConditional(view, at, before)) {
      // What ruined it is mended where the same block goes on to set its end.
      const old = ruin !== undefined && held === undefined && isOneBlock(view, ruin.at, at) ? ruin.held : held;
      held = old === undefined || write.most === undefined ? undefined : Math.max(old, write.most);
    } else {
      held = write.most;
      since = at;
    }
  }
  return held === undefined || isRepeated(view, path, since, before) ? undefined : held;
}

function begins(view: FunctionView, declared: Declared, depth: number): number | undefined {
  if (declared.initial === undefined) return nothing;
  if (declared.sizes.length > 0) return literalOf(view.code, declared.initial)?.length;
  return declared.pointers === 1 ? ofValue(view, declared.initial, declared.at, depth) : undefined;
}

/** The text behind what a pointer is set to. */
function ofValue(view: FunctionView, value: Range, at: number, depth: number): number | undefined {
  const { code } = view;
  const range = withoutCasts(code, value);
  const literal = literalOf(code, range);
  if (literal !== undefined || depth >= mostDepth) return literal?.length;
  const name = code.text(range.from);
  if (code.isName(range.from) && range.to === range.from + 1) {
    if (name === 'NULL' || name === 'nullptr') return nothing;
    if (view.declared().has(name)) return follow(view, name, at, depth + 1);
    return kept(view, name, (setter, set, spot) => ofValue(setter, set, spot, depth + 1));
  }
  if (name === 'strtok' && code.text(range.from + 1) === '(') return ofToken(view, range.from, depth + 1);
  if (name === 'new' || (code.text(range.from + 1) === '(' && isAllocator(name))) return nothing;
  return code.text(range.from + 1) === '(' && code.close(range.from + 1) === range.to - 1 ? ofAnswer(view, range, at, depth + 1) : undefined;
}

/** A word that strtok cuts out is no longer than the text it lies in: the one that was given last (C11 7.24.5.8). */
function ofToken(view: FunctionView, call: number, depth: number): number | undefined {
  const { code, body } = view;
  const first = code.find('strtok', { from: body.from, to: call + 1 }).filter((at) => code.text(at + 2) !== 'NULL' && code.text(at + 2) !== 'nullptr' && code.text(at + 2) !== '0').at(-1);
  const [text] = first === undefined ? [] : splitAtCommas(code, { from: first + 2, to: code.close(first + 1) });
  return first === undefined || text === undefined ? undefined : mostText(view, text, first, depth);
}

/** What the callers of a static function left in what they hand over: the longest. */
function ofCallers(view: FunctionView, parameter: string, depth: number): number | undefined {
  if (depth >= mostDepth) return undefined;
  const all = handed(view, parameter)?.map(({ from, given, at }) => ofValue(from, given, at, depth + 1)) ?? [undefined];
  return all.reduce((most, one) => (most === undefined || one === undefined ? undefined : Math.max(most, one)));
}

/** `text = fill(text)`: a function of this file that answers with its own parameter, and what it left there. */
function ofAnswer(view: FunctionView, range: Range, at: number, depth: number): number | undefined {
  const called = depth > mostDepth ? undefined : definedHere(view.file, view.code.text(range.from));
  const ends = called === undefined ? [] : called.code.find('return', called.body);
  const [end] = ends;
  if (called === undefined || end === undefined || ends.length > 1) return undefined;
  const name = called.code.text(end + 1);
  const place = [...called.declared().values()].filter(({ isParameter }) => isParameter).findIndex((each) => each.name === name);
  const given = splitAtCommas(view.code, { from: range.from + 2, to: range.to - 1 })[place];
  const holds = given === undefined || called.code.text(end + 2) !== ';' ? undefined : ofValue(view, given, at, depth);
  return holds === undefined ? undefined : follow(called, name, end, depth, holds);
}

/** The second place stands in the same block as the first, with no condition of its own. */
function isOneBlock({ code }: FunctionView, first: number, second: number): boolean {
  let depth = 0;
  for (let at = first; at < second; at++) {
    const text = code.text(at);
    if (text === '{') depth++;
    else if ((text === '}' && --depth < 0) || (depth === 0 && /^(?:if|else|case|default|for|while)$/u.test(text))) return false;
  }
  return depth === 0;
}

/** A loop may bring more each time round: it appends, or what is written behind the place comes before it the next time. */
function isRepeated(view: FunctionView, path: string, from: number, to: number): boolean {
  const { code, body } = view;
  for (let at = from; at < to; at++) {
    const text = code.kind(at) === TokenKind.identifier ? code.text(at) : '';
    if (text === 'goto') return true;
    if (text !== 'for' && text !== 'while' && text !== 'do') continue;
    const head = text === 'do' ? at : code.close(at + 1);
    const end = code.text(head + 1) === '{' ? code.close(head + 1) : semicolonFrom(code, head + 1, body.to);
    if (end > to) return true;
    if (code.find(path, { from: at, to: end }).some((use) => callAround(view, use)?.name !== undefined && unboundedCopies.get(callAround(view, use)?.name ?? '')?.appends === true)) return true;
  }
  return false;
}

type Write = { readonly appends: boolean; readonly most: number | undefined; readonly end?: number } | 'nothing' | 'unknown';

/** What happens to the array where its name stands. */
function writeAt(view: FunctionView, path: string, at: number, depth: number): Write {
  const { code } = view;
  if (code.text(at - 1) === 'sizeof' || code.text(at - 2) === 'sizeof') return 'nothing';
  if (view.declared().get(path)?.pointers === 1) {
    const called = depth < mostDepth ? referredBy(view, at) : undefined;
    if (called !== undefined) return { appends: false, most: follow(called.view, called.name, called.view.body.to, depth + 1, nothing) };
    const spot = setAt(view, at);
    if (spot === 'nothing') return 'nothing';
    if (spot !== undefined) return { appends: false, most: ofValue(view, spot, at, depth), end: spot.to };
  }
  if (code.text(at + 1) === '[') {
    const close = code.close(at + 1);
    if (code.text(close + 1) !== '=') return 'nothing';
    if (!/^(0|L?'\\0'|NULL)$/u.test(code.text(close + 2)) || code.text(close + 3) !== ';') return 'unknown';
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

/** What a pointer is set to where its name stands; `nothing` where it is only declared, or compared with a null pointer. */
function setAt({ code, body }: FunctionView, at: number): Range | 'nothing' | undefined {
  const [before, after] = [code.text(at - 1), code.text(at + 1)];
  if (after === ';' && (before === '*' || before === 'const')) return 'nothing';
  if (after === '=' && (/^[;{}*)]$/u.test(before))) return { from: at + 2, to: semicolonFrom(code, at + 2, body.to) };
  return /^(?:==|!=)$/u.test(after) || before === '!' || (before === '(' && after === ')' && code.text(at - 2) === 'if') ? 'nothing' : undefined;
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
