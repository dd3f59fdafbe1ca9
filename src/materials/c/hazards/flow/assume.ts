/** Applies what a condition says to the state: a comparison with something trusted, in the right direction, bounds a foreign value. */
import { type Code, type Range, splitAtCommas, written } from '../reading/code.ts';
import { receivers } from '../tables/copies.ts';
import { readingName } from '../tables/foreign.ts';
import { scans } from '../tables/strings.ts';
import { evaluate } from './evaluate.ts';
import { type Flow, see } from './flow.ts';
import { trusted, type Value } from './value.ts';

/** `loop`: the condition keeps a loop going, so what is compared with a foreign value counts up to it. */
export function assume(flow: Flow, range: Range, truth: boolean, loop: boolean): void {
  if (flow.depth > 60 || range.from >= range.to) return;
  flow.depth++;
  // Both sides of && and || are believed, although only one may have been looked at: a bound was thought of here.
  for (const part of splitLogical(flow.code, range)) atom(flow, part, truth, loop);
  flow.depth--;
}

/** Parts between `&&` and `||` of the outermost level. */
function splitLogical(code: Code, range: Range): Range[] {
  const parts: Range[] = [];
  let from = range.from;
  for (let at = range.from; at < range.to; at++) {
    const text = code.text(at);
    if (text === '(' || text === '[' || text === '{') at = code.close(at);
    else if (text === '&&' || text === '||' || text === 'and' || text === 'or' || text === ',') {
      parts.push({ from, to: at });
      from = at + 1;
    }
  }
  parts.push({ from, to: range.to });
  return parts;
}

function atom(flow: Flow, given: Range, given_truth: boolean, loop: boolean): void {
  const { code } = flow;
  let { from, to } = given;
  let truth = given_truth;
  for (;;) {
    if (code.text(from) === '!' && from < to) {
      truth = !truth;
      from++;
    } else if (code.text(from) === '(' && code.close(from) === to - 1) {
      from++;
      to--;
      if (splitLogical(code, { from, to }).length > 1) {
        assume(flow, { from, to }, truth, loop);
        return;
      }
    } else break;
  }
  const operator = relation(code, { from, to });
  if (operator >= 0) {
    compare(flow, { from, to: operator }, code.text(operator), { from: operator + 1, to }, truth, loop);
    return;
  }
  predicate(flow, { from, to }, truth, loop);
}

const relations = new Set(['<', '>', '<=', '>=', '==', '!=']);

/** Position of the comparison at the outermost level, or -1. */
function relation(code: Code, range: Range): number {
  for (let at = range.from; at < range.to; at++) {
    const text = code.text(at);
    if (text === '(' || text === '[' || text === '{') at = code.close(at);
    else if (relations.has(text)) return at;
    else if (text === '?' || text === '=') return -1;
  }
  return -1;
}

/** `likely(n < m)` is its condition; `valid(n)` is believed to bound what it is handed. */
function predicate(flow: Flow, range: Range, truth: boolean, loop: boolean): void {
  const { code } = flow;
  if (!code.isName(range.from) || code.text(range.from + 1) !== '(' || code.close(range.from + 1) !== range.to - 1) return;
  const name = code.text(range.from);
  if (/^(mem|str)n?(cmp|len|chr|icmp|casecmp)|^(bcmp|isdigit|isalpha|isspace|isxdigit|isprint|read|recv|fread|write|send)$/u.test(name)) return;
  for (const argument of splitAtCommas(code, { from: range.from + 2, to: range.to - 1 })) {
    if (relation(code, argument) >= 0 || splitLogical(code, argument).length > 1) assume(flow, argument, truth, loop);
    else boundAll(flow, argument);
  }
}

/** A helper or macro that checks is believed to bound whatever foreign it is handed. */
export function boundAll(flow: Flow, range: Range): void {
  for (const [path, value] of readsOf(flow, range).reads) if (value.origin !== '') bound(flow, path, value);
}

interface Side {
  readonly value: Value;
  readonly reads: ReadonlyMap<string, Value>;
}

function readsOf(flow: Flow, range: Range): Side {
  const { reads, path, state } = flow;
  flow.reads = new Map();
  flow.quiet++;
  const value = evaluate(flow, range);
  const side = { value, reads: flow.reads };
  flow.quiet--;
  flow.reads = reads;
  flow.path = path;
  flow.state = state;
  return side;
}

const turned: ReadonlyMap<string, string> = new Map([['<', '>'], ['>', '<'], ['<=', '>='], ['>=', '<='], ['==', '=='], ['!=', '!=']]);

/** A side that is itself foreign bounds nothing, unless it divides: `w > MAX / h` is how products are guarded. */
function compare(flow: Flow, left: Range, operator: string, right: Range, truth: boolean, loop: boolean): void {
  // `sscanf(line, "%u", &n) != 1` weighs what the call answers, not what it stored.
  if ([left, right].some((side) => isFilling(flow, side))) return;
  const a = readsOf(flow, left);
  const b = readsOf(flow, right);
  if (a.reads.size === 0 && b.reads.size === 0) return;
  const divided = has(flow.code, left, '/') || has(flow.code, right, '/');
  const aFree = b.value.origin === '' || b.value.handed || divided;
  const bFree = a.value.origin === '' || a.value.handed || divided;
  if (aFree) limit(flow, left, a, operator, truth, isZero(flow, right), mostOf(b.value, operator, truth));
  if (bFree) limit(flow, right, b, turned.get(operator) ?? operator, truth, isZero(flow, left), mostOf(a.value, turned.get(operator) ?? operator, truth));
  if (loop && truth) {
    if (b.value.origin !== '' && a.reads.size === 0) {
      count(flow, left, b.value);
      runsAsOftenAs(flow, right, b.value);
    }
    else if (a.value.origin !== '' && b.reads.size === 0 && (operator === '>' || operator === '>=')) count(flow, right, a.value);
  }
}

/** The whole side is a call that stores what it reads in its arguments. */
function isFilling({ code }: Flow, { from, to }: Range): boolean {
  return code.isName(from) && code.text(from + 1) === '(' && code.close(from + 1) === to - 1 && (scans.has(code.text(from)) || receivers.has(code.text(from)) || readingName.test(code.text(from)));
}

/** The foreign side is on the left of `operator`. Zero on the other side says nothing of how large it is. */
function limit(flow: Flow, range: Range, side: Side, operator: string, truth: boolean, againstZero: boolean, most: number): void {
  const equal = operator === '==' || operator === '!=';
  const upper = equal ? (operator === '==') === truth : (operator === '<' || operator === '<=') === truth;
  if (againstZero && !equal && !upper) return;
  for (const [path, value] of side.reads) {
    // `left - n < 4` bounds n from below or above as the signs fall; whoever wrote it weighed n against something.
    const alone = range.to === range.from + 1 && flow.code.text(range.from) === path;
    if (upper || (!equal && isSubtracted(flow.code, range))) bound(flow, path, value, alone && upper ? most : Infinity);
  }
}

/** The largest value that the comparison leaves to its left side, where the right side is known. */
function mostOf(other: Value, operator: string, truth: boolean): number {
  if (other.origin !== '' || other.max === Infinity) return Infinity;
  const strict = truth ? operator === '<' : operator === '>=';
  return strict ? other.max - 1 : other.max;
}

function isZero(flow: Flow, range: Range): boolean {
  return range.to === range.from + 1 && /^(0[uUlL]*|NULL|nullptr)$/u.test(flow.code.text(range.from));
}

function has(code: Code, range: Range, text: string): boolean {
  for (let at = range.from; at < range.to; at++) if (code.text(at) === text) return true;
  return false;
}

function isSubtracted(code: Code, range: Range): boolean {
  for (let at = range.from + 1; at < range.to; at++) if (code.text(at) === '-') return true;
  return false;
}

/** Counting up to a foreign number: `i` in `i < n`. */
function count(flow: Flow, range: Range, limitValue: Value): void {
  const { code } = flow;
  if (range.to !== range.from + 1 || !code.isName(range.from)) return;
  const name = code.text(range.from);
  const declared = flow.view.declared().get(name);
  if (declared !== undefined && declared.pointers > 0) return;
  if (flow.state.get(name)?.origin) return;
  flow.state.set(name, { ...limitValue, max: limitValue.max - 1, points: '', counts: true, wraps: false });
}

function bound(flow: Flow, path: string, before: Value, most = Infinity): void {
  const held = most < Infinity && !before.weak && !before.counts ? { max: Math.min(most, before.max), was: before.origin } : {};
  const after: Value = before.points === '' ? { ...trusted, ...held } : { ...trusted, points: before.points, unit: before.unit, ...held };
  flow.state.set(path, after);
  // `whole = HEAD + ntohs(n)` held against the room there is: so is `ntohs(n)`, where it stands again.
  if (before.max >= 0xffff && before.points === '' && isOfParameter(flow, before.origin)) flow.state.set(before.origin, trusted);
  const base = /^\*?(\w+)(?:\[|$)/u.exec(path)?.[1];
  if (before.points !== '' && base !== undefined) flow.peeked.add(base);
  flow.undo?.push({ path, before, after });
}

/** `ntohs(n)` of a number that was handed over: what is spelled so again is the same, as a read through a pointer that moves on is not. */
function isOfParameter({ view }: Flow, origin: string): boolean {
  const name = /^\w+\((\w+)\)$/u.exec(origin)?.[1];
  const declared = name === undefined ? undefined : view.declared().get(name);
  return declared?.isParameter === true && declared.pointers === 0;
}

/** Takes back what only held inside a logical expression; a place written in the meantime keeps its new value. */
export function restore(flow: Flow, undo: NonNullable<Flow['undo']>): void {
  for (const { path, before, after } of undo.toReversed()) if (flow.state.get(path) === after) flow.state.set(path, before);
}

/** More rounds than this are not what a frame or a record of a device asks for. */
const modest = 0xffff;

/** C06: a loop that runs as often as the data say, and that nothing else can end; a number of unknown width may be small. The loop is the one about to be followed. */
function runsAsOftenAs(flow: Flow, limitRange: Range, value: Value): void {
  const { code, head } = flow;
  if (head === undefined || !head.counts || value.handed || value.counts || value.max <= modest || value.max === Infinity) return;
  for (let at = head.condition.from; at < head.to; at++) {
    if (/^(break|return|goto|throw|exit)$/u.test(code.text(at)) || (at < head.condition.to && /^(&&|and)$/u.test(code.text(at)))) return;
  }
  const limit = written(code, limitRange, 80);
  see(flow, 'C06', { from: head.condition.from, to: head.condition.to }, { detail: `the loop runs until ${limit}, which comes from ${value.origin}; nothing bounds how often that is`, confidence: value.weak ? 'low' : 'medium', cwe: [606, 834], besides: value.origin });
}
