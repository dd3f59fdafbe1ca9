/** The eyes of C03 for lengths that belong to another place: the pointer has moved on, and nobody counted how far. Pointers through other functions are not followed. */
import { isForeign, isHandedLength, parametersOf } from './parameters.ts';
import { markAt, noteInBody, type Raw, wordAt } from './raw.ts';
import { rangeOf } from './reading/calls.ts';
import { type Code, type Range, written } from './reading/code.ts';
import { constantValue, sizeOfType } from './reading/constants.ts';
import type { Declared } from './reading/declaration.ts';
import type { FunctionView } from './reading/function-view.ts';
import { pathEnd, withoutCasts } from './reading/place.ts';
import type { Statement } from './reading/statements.ts';
import { relationAt, semicolonFrom, usesOf } from './reading/uses.ts';
import type { Rule, Sighting } from './rule.ts';
import { copies } from './tables/copies.ts';
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';

const plusAssign = 0x3d2b;
const looping = wordNumber('while');
const copying: ReadonlySet<number> = new Set([...copies.keys()].map(wordNumber));

const rule: Rule = {
  id: 'C03',
  words: copies.keys(),
  shapes: ['cast', 'bytes'],
  suspects: (raw) => (noteInBody(raw, (at) => copying.has(wordAt(raw, at))) >= 0 && steps(raw)) || (casts(raw) && parametersOf(raw).some(isHandedLength) && parametersOf(raw).some(isForeign)),
  *look(view) {
    yield* walkedOff(view);
    yield* restWithWholeLength(view);
  },
};

export default rule;

/** `= (T *)name;` */
function casts(raw: Raw): boolean {
  return noteInBody(raw, (at) => markAt(raw, at) === Mark.parenClose && markAt(raw, at - 1) === Mark.star && markAt(raw, at + 2) === Mark.semicolon) >= 0;
}

/** `while (*from` and `+=`. */
function steps(raw: Raw): boolean {
  let asks = false;
  for (let at = raw.span.bodyOpen; at < raw.span.bodyClose; at++) {
    if (wordAt(raw, at) === looping && markAt(raw, at + 1) === Mark.parenOpen) asks ||= markAt(raw, at + 2) === Mark.star || markAt(raw, at + 3) === Mark.star;
    else if (asks && markAt(raw, at) === plusAssign) return true;
  }
  return false;
}

/** `while (*from != 0) { memcpy(to, from + 1, *from); to += *from; … }` with `to` in an array, and never held against its end. */
function* walkedOff(view: FunctionView): Iterable<Sighting> {
  const { code, body } = view;
  for (const loop of loopsOf(view.statements())) {
    const from = contentAsked(code, loop.condition);
    if (from === '') continue;
    for (const call of view.calls()) {
      const role = call.isMethod || call.at < loop.at || call.at > loop.end ? undefined : copies.get(call.name);
      const to = role === undefined ? undefined : call.arguments[role.to];
      const length = role === undefined ? undefined : call.arguments[role.length];
      if (to === undefined || length === undefined || !readsThrough(code, length, from)) continue;
      const name = code.text(withoutCasts(code, to).from);
      const array = arrayBehind(view, name, call.at);
      if (array === '') continue;
      const uses = usesOf(code, body, name);
      const step = uses.find((at) => at > loop.at && at < loop.end && code.text(at + 1) === '+=' && readsThrough(code, { from: at + 2, to: semicolonFrom(code, at + 2, body.to) }, from));
      // Held against anything, or the array itself measured anywhere: somebody counted.
      if (step === undefined || uses.some((at) => relationAt(code, at, body) !== '' || code.text(at + 1) === '-')) continue;
      yield { at: rangeOf(call), detail: `${call.name} writes where ${name} has got to in ${array}, which moves on by lengths out of the bytes themselves; nothing compares how far, and the loop ends when they say so`, confidence: 'medium', cwe: [787, 120, 121] };
    }
  }
}

interface Loop {
  readonly at: number;
  readonly end: number;
  readonly condition: Range;
}

function loopsOf(statements: readonly Statement[]): readonly Loop[] {
  const found: Loop[] = [];
  const visit = (statement: Statement | undefined): void => {
    if (statement === undefined) return;
    if (statement.sort === 'while' && statement.body.sort === 'block') found.push({ at: statement.at, end: lastOf(statement.body), condition: statement.condition });
    if (statement.sort === 'block') statement.body.forEach(visit);
    else if (statement.sort === 'if') {
      for (const arm of statement.arms) visit(arm.body);
      visit(statement.otherwise);
    } else if ('body' in statement) visit(statement.body);
  };
  statements.forEach(visit);
  return found;
}

function lastOf(statement: Statement): number {
  if (statement.sort === 'block') return Math.max(statement.at, ...statement.body.map(lastOf));
  if (statement.sort === 'if') return Math.max(...[...statement.arms.map(({ body }) => body), ...(statement.otherwise === undefined ? [] : [statement.otherwise])].map(lastOf));
  return 'body' in statement ? lastOf(statement.body) : 'value' in statement ? statement.value.to : statement.at;
}

/** The pointer of `*from`, `*from != 0`: all that the condition asks. */
function contentAsked(code: Code, range: Range): string {
  const asked = written(code, range).replaceAll(/[() ]/gu, '');
  return /^\*(\w+)(?:(?:!=|>)(?:0|'\\0'|NUL))?$/u.exec(asked)?.[1] ?? '';
}

function readsThrough(code: Code, { from, to }: Range, name: string): boolean {
  return code.find(name, { from, to }).some((at) => code.text(at - 1) === '*' || (code.text(at + 1) === '[' && code.text(at + 2) === '0'));
}

/** The array that a local pointer was set to before, and to nothing else; empty where there is none. */
function arrayBehind(view: FunctionView, name: string, before: number): string {
  const { code, body } = view;
  const declared = view.declared().get(name);
  if (declared === undefined || declared.isParameter || declared.pointers !== 1) return '';
  const given = [...(declared.initial === undefined ? [] : [declared.initial]), ...usesOf(code, { from: body.from, to: before }, name).filter((at) => code.text(at + 1) === '=' && code.text(at - 1) !== '*').map((at) => ({ from: at + 2, to: semicolonFrom(code, at + 2, body.to) }))]
    .map((range) => written(code, withoutCasts(code, range))).filter((text) => !/^(?:NULL|0|nullptr)$/u.test(text));
  const [array] = given;
  const local = array === undefined || given.length !== 1 ? undefined : view.declared().get(array);
  return array !== undefined && local !== undefined && !local.isParameter && local.sizes.length === 1 && sizeOfType(local.type) === 1 ? array : '';
}

/** `handle(&header->options[4], length)`: from within the message on, as many bytes as the whole has. */
function* restWithWholeLength(view: FunctionView): Iterable<Sighting> {
  const { code, body } = view;
  const parameters = [...view.declared().values()].filter(({ isParameter }) => isParameter);
  const lengths = parameters.filter((each) => isHandedLength(each) && !/payload|data|body/iu.test(each.name));
  const bytes = parameters.filter(isForeign);
  const [length, message] = [lengths[0], bytes[0]];
  if (length === undefined || message === undefined || lengths.length > 1 || bytes.length > 1 || changes(code, body, length.name)) return;
  const heads = overlaid(view, message);
  if (heads.length === 0) return;
  for (const call of view.calls()) {
    const place = call.arguments.findIndex((range) => written(code, withoutCasts(code, range)) === length.name);
    const inner = place < 1 ? undefined : call.arguments[place - 1];
    if (inner === undefined || !isWithin(view, inner, heads) || /printf|print|log|debug|trace|dump/iu.test(call.name)) continue;
    yield { at: rangeOf(call), detail: `${call.name} is handed ${written(code, inner, 60)}, from within ${message.name} on, with ${length.name}, which is how many bytes the whole has: more are read than arrived`, confidence: 'medium', cwe: [125, 126, 805] };
  }
}

function changes(code: Code, body: Range, name: string): boolean {
  return usesOf(code, body, name).some((at) => /^(?:=|\+=|-=|\+\+|--)$/u.test(code.text(at + 1)) || /^(?:\+\+|--|&)$/u.test(code.text(at - 1)));
}

/** Local pointers to a structure that the message is read as, and that nothing writes through. */
function overlaid(view: FunctionView, message: Declared): readonly string[] {
  const { code, body } = view;
  return [...view.declared().values()].filter(({ name, type, pointers, isParameter }) => {
    if (isParameter || pointers !== 1 || sizeOfType(type) !== undefined || type === 'char' || type === 'void') return false;
    const uses = usesOf(code, body, name);
    const set = uses.filter((at) => code.text(at + 1) === '=');
    const isSet = set.length === 1 && set.every((at) => written(code, withoutCasts(code, { from: at + 2, to: semicolonFrom(code, at + 2, body.to) })) === message.name);
    return isSet && !uses.some((at) => code.text(at + 1) === '->' && /^[-+|&]?=$/u.test(code.text(pathEnd(code, { from: at, to: body.to }))));
  }).map(({ name }) => name);
}

/** `&head->field[4]`, `head + 1`. */
function isWithin(view: FunctionView, given: Range, heads: readonly string[]): boolean {
  const { code, file } = view;
  const range = withoutCasts(code, given);
  if (code.text(range.from) === '&') {
    const close = range.to - 1;
    const open = code.text(close) === ']' ? code.open(close) : -1;
    const index = open < 0 ? undefined : constantValue(code, { from: open + 1, to: close }, file.constants());
    return heads.includes(code.text(range.from + 1)) && code.text(range.from + 2) === '->' && index !== undefined && index > 0;
  }
  return heads.includes(code.text(range.from)) && code.text(range.from + 1) === '+' && range.to === range.from + 3 && (constantValue(code, { from: range.from + 2, to: range.to }, file.constants()) ?? 0) > 0;
}

