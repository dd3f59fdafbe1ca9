/** Follows a function once, statement by statement, with one state per way; loops are followed once, jumps end their way. */
import { type Code, type Range, written } from '../reading/code.ts';
import { readDeclaration } from '../reading/declaration.ts';
import type { FunctionView } from '../reading/function-view.ts';
import type { For, If, Looped, Simple, Statement } from '../reading/statements.ts';
import { isForeign, isHandedLength, isMessage } from '../parameters.ts';
import { assign } from './assign.ts';
import { assume } from './assume.ts';
import { evaluate } from './evaluate.ts';
import type { Flow, Seen } from './flow.ts';
import { met, type State } from './state.ts';
import { foreign, foreignBytes, trusted } from './value.ts';

/** Operands read per function; the largest parsers written by people stay far below. */
const mostSteps = 400_000;

const followed = new WeakMap<FunctionView, readonly Seen[]>();

export function flowOf(view: FunctionView): readonly Seen[] {
  const known = followed.get(view);
  if (known !== undefined) return known;
  const flow: Flow = {
    view, code: view.code, state: parametersOf(view), at: 0, to: 0, depth: 0, path: '', reads: undefined, undo: undefined, allocated: '',
    sizes: new Map(), asserted: new Set(), peeked: new Set(), quiet: 0, seen: new Map(), loops: [], head: undefined, steps: mostSteps,
  };
  for (const statement of view.statements()) walk(flow, statement, []);
  const all = [...flow.seen.values()];
  // Whoever looks at where the number asks for memory or moves bytes sees the loop that it rules.
  const seen = all.filter((one) => one.besides === undefined || !all.some((other) => other !== one && other.besides === undefined && other.detail.includes(one.besides ?? '')));
  followed.set(view, seen);
  return seen;
}

/** Packets of lwIP, Zephyr and Linux. */
const packets = /^(?:const )?struct (?:pbuf|net_buf|net_buf_simple|sk_buff)$/u;

/** Byte pointers that a function is handed and does not only write to are taken for foreign. */
function parametersOf(view: FunctionView): State {
  const state: State = new Map();
  const { code, body } = view;
  for (const declared of view.declared().values()) {
    if ((isForeign(declared) && !isOneByte(code, body, declared.name)) || isMessage(declared)) state.set(declared.name, foreignBytes(declared.name, isMessage(declared) ? Infinity : 255));
  }
  // What arrived says itself how long it is; whether its bytes are used as a message is another question.
  for (const { name, type, pointers, isParameter } of view.declared().values()) {
    if (isParameter && pointers === 1 && packets.test(type)) for (const length of ['len', 'tot_len']) state.set(`${name}->${length}`, { ...foreign(`the packet ${name}`, 0xffff), handed: true });
  }
  // A length beside bytes is the caller's word for how many there are.
  if (state.size > 0) for (const each of view.declared().values()) if (isHandedLength(each)) state.set(each.name, { ...foreign(`parameter ${each.name}`, Infinity), handed: true });
  return state;
}

/** `uint8_t *head` that is only ever read and written as `*head` is a number handed over by its address. */
function isOneByte(code: Code, body: Range, name: string): boolean {
  for (let at = body.from; at < body.to; at++) {
    if (code.text(at) === name && (code.text(at - 1) !== '*' || code.text(at + 1) === '++') && !/^(\.|->)$/u.test(code.text(at - 1))) return false;
  }
  return true;
}

/** States in which `break` left, innermost loop or switch last. */
type Breaks = State[][];

/** Returns whether the way goes on behind the statement. */
function walk(flow: Flow, statement: Statement, breaks: Breaks): boolean {
  switch (statement.sort) {
    case 'expression': evaluate(flow, statement.value); return !leaves(flow, statement.value.from);
    case 'declaration': declare(flow, statement); return true;
    case 'block': return walkAll(flow, statement.body, breaks);
    case 'if': return walkIf(flow, statement, breaks);
    case 'for':
      if (statement.first !== undefined) walk(flow, statement.first, breaks);
      return walkLoop(flow, statement, breaks);
    case 'while': return walkLoop(flow, statement, breaks);
    case 'do': {
      const left: State[] = [];
      flow.loops.push({ from: statement.at, to: endOf(flow, statement), condition: statement.condition, counts: false });
      walk(flow, statement.body, [...breaks, left]);
      flow.loops.pop();
      evaluate(flow, statement.condition);
      assume(flow, statement.condition, false, false);
      for (const state of left) flow.state = met(flow.state, state);
      return true;
    }
    case 'switch': return walkSwitch(flow, statement, breaks);
    case 'return': evaluate(flow, statement.value); return false;
    case 'break': breaks.at(-1)?.push(new Map(flow.state)); return false;
    case 'continue': case 'goto': return false;
    case 'label': case 'case': return true;
  }
}

/** What stands behind a jump is not reached, unless a label leads there. */
function walkAll(flow: Flow, list: readonly Statement[], breaks: Breaks): boolean {
  let goesOn = true;
  for (const statement of list) {
    if (!goesOn && statement.sort !== 'label' && statement.sort !== 'case') continue;
    goesOn = walk(flow, statement, breaks);
  }
  return goesOn;
}

const leaving = /^(?:exit|_exit|abort|panic|die|fatal|quick_exit|longjmp|err|errx|Error_Handler|NVIC_SystemReset|__builtin_unreachable|throw|png_error|error)$/iu;

/** Does not come back, by its name: the way ends here as it does behind `return`. */
function leaves(flow: Flow, at: number): boolean {
  return leaving.test(flow.code.text(at)) && (flow.code.text(at + 1) === '(' || flow.code.text(at) === 'throw');
}

function declare(flow: Flow, statement: Simple): void {
  for (const declared of readDeclaration(flow.code, statement.value)) {
    if (declared.initial === undefined) {
      flow.state.delete(declared.name);
      continue;
    }
    flow.allocated = '';
    const value = evaluate(flow, declared.initial);
    assign(flow, declared.name, value);
  }
}

/** Ways that left do not meet again: behind `if (n > m) return;` only the bounded way is left. */
function walkIf(flow: Flow, statement: If, breaks: Breaks): boolean {
  const ends: State[] = [];
  for (const { condition, body } of statement.arms) {
    evaluate(flow, condition);
    const otherwise = new Map(flow.state);
    assume(flow, condition, true, false);
    if (walk(flow, body, breaks)) ends.push(flow.state);
    flow.state = otherwise;
    assume(flow, condition, false, false);
  }
  const goesOn = statement.otherwise === undefined || walk(flow, statement.otherwise, breaks);
  if (goesOn) ends.push(flow.state);
  const [first, ...rest] = ends;
  if (first === undefined) return false;
  flow.state = rest.reduce(met, first);
  return true;
}

/** Once is enough: what a second round could add, a number tainted at the end and used at the start, is rare in parsers. */
function walkLoop(flow: Flow, statement: For | Looped, breaks: Breaks): boolean {
  evaluate(flow, statement.condition);
  const before = new Map(flow.state);
  const counts = statement.sort === 'for' && /\+\+|--/u.test(written(flow.code, statement.step));
  const loop = { from: statement.at, to: endOf(flow, statement), condition: statement.condition, counts };
  flow.head = loop;
  assume(flow, statement.condition, true, true);
  flow.head = undefined;
  const left: State[] = [];
  flow.loops.push(loop);
  walk(flow, statement.body, [...breaks, left]);
  if (statement.sort === 'for') evaluate(flow, statement.step);
  flow.loops.pop();
  flow.state = met(before, flow.state);
  assume(flow, statement.condition, false, false);
  for (const state of left) flow.state = met(flow.state, state);
  return true;
}

/** Behind the body's closing brace, or its semicolon. */
function endOf({ code, view }: Flow, { at, body }: For | Looped): number {
  if (body.sort === 'block' && code.text(body.at) === '{') return code.close(body.at) + 1;
  let end = Math.max(at, body.at);
  while (end < view.body.to && code.text(end) !== ';') end = code.text(end) === '(' || code.text(end) === '{' ? code.close(end) + 1 : end + 1;
  return end;
}

function walkSwitch(flow: Flow, statement: Looped, breaks: Breaks): boolean {
  evaluate(flow, statement.condition);
  const outside = flow.state;
  const inside = new Map(outside);
  const reads = new Map();
  flow.reads = reads;
  evaluate(flow, statement.condition);
  flow.reads = undefined;
  // Behind a case label the value is one of those listed; behind `default` it is any.
  for (const path of reads.keys()) inside.set(path, { ...trusted });
  const left: State[] = [];
  const all = [...breaks, left];
  const list = statement.body.sort === 'block' ? statement.body.body : [statement.body];
  let goesOn = false;
  let listed = false;
  flow.state = new Map(inside);
  for (const each of list) {
    if (each.sort === 'case') {
      const entry = each.other ? outside : inside;
      flow.state = goesOn ? met(flow.state, entry) : new Map(entry);
      listed ||= each.other;
      goesOn = true;
    } else if (goesOn) goesOn = walk(flow, each, all);
  }
  if (goesOn) left.push(flow.state);
  if (!listed) left.push(new Map(outside));
  const [first, ...rest] = left;
  if (first === undefined) return false;
  flow.state = rest.reduce(met, first);
  return true;
}
