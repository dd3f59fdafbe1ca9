/** Reads an expression once from left to right and yields what is known of its value; it follows assignments and watches calls and indexes. */
import { TokenKind } from '../../../../scan/lexed.ts';
import { type Range, splitAtCommas, written } from '../reading/code.ts';
import { constantValue, numberOf, sizeOfType } from '../reading/constants.ts';
import { isCast } from '../reading/place.ts';
import { assume, restore } from './assume.ts';
import { assign, isContext } from './assign.ts';
import { called } from './called.ts';
import { castByName, castTo } from './cast.ts';
import { allocatedAs } from './moved.ts';
import type { Flow } from './flow.ts';
import { receiveBuffers } from '../tables/foreign.ts';
import { indexed } from './indexed.ts';
import { bytesOfPlace } from './size.ts';
import { moved } from './stepped.ts';
import { combined, constant, either, foreignBytes, readThrough, trusted, type Value } from './value.ts';

/** Deeper brackets than this are skipped; what stands in them counts as trusted. */
const depthLimit = 80;

export function evaluate(flow: Flow, range: Range): Value {
  const { at, to } = flow;
  flow.at = range.from;
  flow.to = range.to;
  flow.depth++;
  let value = trusted;
  while (flow.at < flow.to) {
    const before = flow.at;
    value = flow.depth > depthLimit || flow.steps <= 0 ? skipped(flow) : assignment(flow);
    if (flow.at < flow.to && (flow.code.text(flow.at) === ',' || flow.at === before)) flow.at++;
  }
  flow.depth--;
  flow.at = at;
  flow.to = to;
  return value;
}

/** What is too deep to be read counts as trusted: the rule says nothing rather than something wrong. */
function skipped(flow: Flow): Value {
  if (flow.steps <= 0) flow.view.doubts.add('it is too long to be followed to its end');
  else if (flow.depth > depthLimit) flow.view.doubts.add(`expressions nested deeper than ${depthLimit} were not read`);
  flow.at = flow.to;
  flow.path = '';
  return trusted;
}

const assignments = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=']);

/** Assignment associates to the right and yields what it stored (C11 6.5.16). */
function assignment(flow: Flow): Value {
  const left = ternary(flow);
  const operator = flow.code.text(flow.at);
  if (flow.at >= flow.to || !assignments.has(operator)) return left;
  const path = flow.path;
  flow.at++;
  flow.allocated = '';
  const from = flow.at;
  const right = nested(flow, assignment);
  if (flow.loops.length > 0) moved(flow, path, operator, { from, to: flow.at }, right);
  const value = operator === '=' ? right : combined(operator.slice(0, -1), left, right);
  assign(flow, path, value);
  flow.path = path;
  return value;
}

/** One level deeper; hostile nesting ends here and not on the stack. */
function nested(flow: Flow, read: (flow: Flow) => Value): Value {
  if (flow.depth > depthLimit) return skipped(flow);
  flow.depth++;
  const value = read(flow);
  flow.depth--;
  return value;
}

/** Each arm is read in a state of its own, so that `n > m ? m : n` is the clamp it is. */
function ternary(flow: Flow): Value {
  const from = flow.at;
  const value = binary(flow, 1);
  if (flow.at >= flow.to || flow.code.text(flow.at) !== '?') return value;
  const condition = { from, to: flow.at };
  flow.at++;
  const before = flow.state;
  flow.state = new Map(before);
  assume(flow, condition, true, false);
  const yes = flow.code.text(flow.at) === ':' ? value : nested(flow, assignment);
  flow.state = new Map(before);
  assume(flow, condition, false, false);
  if (flow.code.text(flow.at) === ':') flow.at++;
  const no = nested(flow, assignment);
  flow.state = before;
  flow.path = '';
  return either(yes, no);
}

const precedence: ReadonlyMap<string, number> = new Map([
  ['||', 1], ['&&', 2], ['|', 3], ['^', 4], ['&', 5], ['==', 6], ['!=', 6], ['<', 7], ['>', 7], ['<=', 7], ['>=', 7], ['<=>', 7],
  ['<<', 8], ['>>', 8], ['+', 9], ['-', 9], ['*', 10], ['/', 10], ['%', 10], ['.*', 11], ['->*', 11],
]);

/** Reads operators by precedence; the result of a comparison is 0 or 1 and nobody's length. */
function binary(flow: Flow, least: number): Value {
  const outer = flow.undo;
  if (least === 1) flow.undo = undefined;
  let operand = flow.at;
  let value = unary(flow);
  for (;;) {
    const operator = flow.code.text(flow.at);
    const rank = flow.at < flow.to ? precedence.get(operator) : undefined;
    if (rank === undefined || rank < least) break;
    if (rank <= 2) {
      // The right side is only reached when the left one is true (or false): that is a guard, for the right side alone.
      flow.undo ??= [];
      assume(flow, { from: operand, to: flow.at }, operator === '&&', false);
      operand = flow.at + 1;
    }
    flow.at++;
    const right = binary(flow, rank + 1);
    value = rank <= 2 || rank === 6 || rank === 7 ? trusted : combined(operator, value, right);
    flow.path = '';
  }
  if (least === 1) {
    restore(flow, flow.undo ?? []);
    flow.undo = outer;
  }
  return value;
}

function unary(flow: Flow): Value {
  const { code } = flow;
  const text = code.text(flow.at);
  flow.steps--;
  if (flow.at >= flow.to || flow.steps <= 0) return skipped(flow);
  if (code.kind(flow.at) === TokenKind.punctuator && text !== '(' && text !== '{' && text !== '[') {
    if (text === ',' || text === ')' || text === ';' || text === ':' || text === '?' || assignments.has(text)) {
      flow.path = '';
      return trusted;
    }
    const from = flow.at++;
    const value = nested(flow, unary);
    const { path } = flow;
    if (text === '++' || text === '--') return value;
    flow.path = text === '*' ? `*${path}` : '';
    if (text === '*') return through(flow, value, from);
    if (text === '&') {
      flow.path = path === '' ? '' : `&${path}`;
      return value.points === '' ? trusted : foreignBytes(value.points, value.unit);
    }
    if (text === '!') return trusted;
    return text === '-' && value.origin !== '' ? { ...value, max: Infinity } : value;
  }
  if (text === 'sizeof' || text === '_Alignof' || text === 'alignof') {
    flow.at++;
    if (code.text(flow.at) === '(') {
      const close = Math.min(code.close(flow.at), flow.to);
      const operand = written(code, { from: flow.at + 1, to: close });
      const size = sizeOfType(operand) ?? bytesOfPlace(flow.view, operand);
      flow.at = close + 1;
      flow.path = '';
      return size === undefined ? trusted : constant(size);
    } else {
      const { state, steps } = flow;
      flow.state = new Map();
      nested(flow, unary);
      const size = bytesOfPlace(flow.view, flow.path);
      flow.state = state;
      flow.steps = steps;
      flow.path = '';
      if (size !== undefined) return constant(size);
    }
    flow.path = '';
    return trusted;
  }
  return postfix(flow, primary(flow));
}

function primary(flow: Flow): Value {
  const { code, at } = flow;
  const text = code.text(at);
  const kind = code.kind(at);
  flow.path = '';
  if (kind === TokenKind.identifier) {
    flow.at++;
    if (text === 'new' && (code.text(flow.at) === '(' || code.isName(flow.at))) return made(flow);
    if (text.endsWith('_cast') && code.text(flow.at) === '<') return castByName(flow);
    flow.path = text;
    return named(flow, text);
  }
  if (kind === TokenKind.number) {
    flow.at++;
    const number = numberOf(text);
    return number === undefined ? trusted : constant(number);
  }
  if (text === '(') {
    const close = Math.min(code.close(at), flow.to);
    if (isCast(code, at) && close + 1 < flow.to) {
      flow.at = close + 1;
      const value = nested(flow, unary);
      const type = written(code, { from: at + 1, to: close });
      return value.points !== '' && type.endsWith('*') && isContext(flow, value, type.replace(/\bconst\b|[*]/gu, '').trim()) ? trusted : castTo(type, value);
    }
    const inside = { from: at + 1, to: close };
    const exact = code.kind(at + 1) === TokenKind.number ? constantValue(code, inside, flow.view.file.constants()) : undefined;
    const inner = code.text(at + 1) === '{' ? trusted : exact !== undefined && exact >= 0 ? constant(exact) : evaluate(flow, inside);
    flow.at = close + 1;
    return inner;
  }
  if (text === '{' || text === '[') {
    const close = Math.min(code.close(at), flow.to);
    if (text === '{') for (const part of splitAtCommas(code, { from: at + 1, to: close })) evaluate(flow, part);
    flow.at = close + 1;
    flow.path = '';
    return trusted;
  }
  flow.at++;
  return trusted;
}

/** `new (std::nothrow) T[n * size]` and `new T[n]` ask for memory as malloc does. */
function made(flow: Flow): Value {
  const { code } = flow;
  const from = flow.at - 1;
  let at = code.text(flow.at) === '(' ? Math.min(code.close(flow.at) + 1, flow.to) : flow.at;
  while (at < flow.to && (code.isName(at) || /^(::|\*)$/u.test(code.text(at)))) at++;
  if (code.text(at) === '[') {
    const size = { from: at + 1, to: Math.min(code.close(at), flow.to) };
    const value = evaluate(flow, size);
    allocatedAs(flow, { from, to: size.to + 1 }, 'new', size, value);
    at = size.to + 1;
  }
  flow.at = at;
  flow.path = '';
  return trusted;
}

/** A plain name: what the state knows, a receive buffer by its name, a constant of this file, or nothing known. */
function named(flow: Flow, path: string): Value {
  const value = flow.state.get(path);
  if (value === undefined) {
    if (receiveBuffers.has(path) && flow.view.declared().get(path) === undefined) return foreignBytes(path);
    const known = flow.view.file.constants().get(path);
    return known === undefined || flow.view.declared().has(path) ? trusted : constant(known);
  }
  if (value.origin !== '') flow.reads?.set(path, value);
  return value;
}

/** Calls, indexes and members behind an operand, extending the place it names. */
function postfix(flow: Flow, first: Value): Value {
  const { code } = flow;
  let value = first;
  while (flow.at < flow.to) {
    const text = code.text(flow.at);
    if (text === '(') {
      value = called(flow, flow.path);
    } else if (text === '[') {
      const { path, at } = flow;
      const close = Math.min(code.close(at), flow.to);
      const inside = { from: at + 1, to: close };
      const index = evaluate(flow, inside);
      indexed(flow, path, value, index, inside);
      flow.path = path === '' ? '' : `${path}[${written(code, inside, 80)}]`;
      value = member(flow, value);
      flow.at = close + 1;
    } else if ((text === '.' || text === '->' || text === '::') && code.isName(flow.at + 1)) {
      const field = code.text(flow.at + 1);
      flow.path = flow.path === '' ? '' : `${flow.path}${text}${field}`;
      flow.at += 2;
      value = (field === 'payload' || receiveBuffers.has(field)) && value.points === '' ? (flow.state.get(flow.path) ?? foreignBytes(flow.path)) : member(flow, value);
    } else if (text === '++' || text === '--') flow.at++;
    else break;
  }
  return value;
}

/** An element or a field: what is known of itself, else what is known of the whole. */
function member(flow: Flow, whole: Value): Value {
  const known = flow.path === '' ? undefined : flow.state.get(flow.path);
  const value = known ?? (whole.points === '' ? trusted : readThrough(whole, flow.path === '' ? 'element' : flow.path));
  if (value.origin !== '' && flow.path !== '') flow.reads?.set(flow.path, value);
  return value;
}

/** `*p`, or `*(p + 2)`, which names no place but has a spelling. */
function through(flow: Flow, pointer: Value, from: number): Value {
  const spelling = written(flow.code, { from, to: flow.at }, 80);
  if (flow.path === '*') flow.path = spelling;
  const value = flow.state.get(flow.path) ?? (pointer.points === '' ? trusted : readThrough(pointer, spelling));
  if (value.origin !== '') flow.reads?.set(flow.path, value);
  return value;
}
