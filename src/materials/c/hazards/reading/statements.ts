/** Splits a function body into statements; expressions and declarations stay unread ranges, labels only names. */
import { TokenKind } from '../../../../scan/lexed.ts';
import type { Code, Range } from './code.ts';
import { isDeclaration } from './declaration.ts';

export type Statement = Block | If | For | Looped | Jump | Named | Case | Simple;

export interface Block {
  readonly sort: 'block';
  readonly at: number;
  readonly body: readonly Statement[];
}

export interface If {
  readonly sort: 'if';
  readonly at: number;
  readonly arms: readonly Arm[];
  readonly otherwise: Statement | undefined;
}

export interface For {
  readonly sort: 'for';
  readonly at: number;
  readonly first: Statement | undefined;
  readonly condition: Range;
  readonly step: Range;
  readonly body: Statement;
}

export interface Looped {
  readonly sort: 'while' | 'do' | 'switch';
  readonly at: number;
  readonly condition: Range;
  readonly body: Statement;
}

export interface Jump {
  readonly sort: 'return' | 'break' | 'continue';
  readonly at: number;
  readonly value: Range;
}

export interface Named {
  readonly sort: 'goto' | 'label';
  readonly at: number;
  readonly name: string;
}

export interface Case {
  readonly sort: 'case';
  readonly at: number;
  /** It is `default`. */
  readonly other: boolean;
}

export interface Simple {
  readonly sort: 'expression' | 'declaration';
  readonly at: number;
  readonly value: Range;
}

export interface Arm {
  readonly condition: Range;
  readonly body: Statement;
}

/** Deeper nesting is left unread as one opaque expression; code written by people stays far below it. */
export const depthLimit = 120;

interface Reader {
  readonly code: Code;
  readonly end: number;
  at: number;
  depth: number;
  readonly tooDeep: () => void;
}

/** `tooDeep` is called when something was left unread. */
export function statementsOf(code: Code, body: Range, tooDeep: () => void): Statement[] {
  return readList({ code, end: body.to, at: body.from, depth: 0, tooDeep });
}

function readList(r: Reader): Statement[] {
  const list: Statement[] = [];
  while (r.at < r.end && r.code.text(r.at) !== '}') {
    const before = r.at;
    const statement = read(r);
    if (statement !== undefined) list.push(statement);
    if (r.at === before) r.at++;
  }
  return list;
}

function read(r: Reader): Statement | undefined {
  const at = r.at;
  const { code } = r;
  const text = code.text(at);
  if (r.depth >= depthLimit) return opaque(r);
  if (text === '{') return readBlock(r);
  if (text === ';') {
    r.at++;
    return undefined;
  }
  if (!code.isName(at)) return readSimple(r);
  switch (text) {
    case 'if': return readIf(r);
    case 'for': return readFor(r);
    case 'while':
    case 'switch': {
      r.at++;
      const condition = readParentheses(r);
      return { sort: text, at, condition, body: readBody(r) };
    }
    case 'do': {
      r.at++;
      const body = readBody(r);
      const condition = code.text(r.at) === 'while' ? (r.at++, readParentheses(r)) : { from: r.at, to: r.at };
      if (code.text(r.at) === ';') r.at++;
      return { sort: 'do', at, condition, body };
    }
    case 'return':
    case 'break':
    case 'continue': {
      r.at++;
      return { sort: text, at, value: readToEnd(r) };
    }
    case 'goto': {
      r.at++;
      const range = readToEnd(r);
      return { sort: 'goto', at, name: range.to === range.from + 1 ? code.text(range.from) : '' };
    }
    case 'case':
    case 'default': {
      while (r.at < r.end && code.text(r.at) !== ':' && code.text(r.at) !== ';' && code.text(r.at) !== '}') r.at = past(r);
      if (code.text(r.at) === ':') r.at++;
      return { sort: 'case', at, other: text === 'default' };
    }
    case 'else':
    case 'try': {
      r.at++; // An `else` whose `if` a macro hides: its statement is read as if it stood alone.
      return read(r);
    }
    case 'catch': {
      r.at++;
      readParentheses(r);
      return readBody(r);
    }
    default:
      if (code.text(at + 1) === ':' && code.text(at + 2) !== ':') {
        r.at += 2;
        return { sort: 'label', at, name: text };
      }
      return readSimple(r);
  }
}

function readBlock(r: Reader): Statement {
  const at = r.at;
  const close = r.code.close(at);
  const inner: Reader = { code: r.code, end: Math.min(close, r.end), at: at + 1, depth: r.depth + 1, tooDeep: r.tooDeep };
  const body = readList(inner);
  r.at = Math.min(close + 1, r.end);
  return { sort: 'block', at, body };
}

function readBody(r: Reader): Statement {
  const at = r.at;
  r.depth++;
  const body = r.at < r.end && r.code.text(r.at) !== '}' ? read(r) : undefined;
  r.depth--;
  return body ?? { sort: 'block', at, body: [] };
}

/** All arms of an else-if chain in one statement, so that long chains do not nest. */
function readIf(r: Reader): Statement {
  const at = r.at;
  const arms: Arm[] = [];
  let otherwise: Statement | undefined;
  for (;;) {
    r.at++;
    if (r.code.text(r.at) === 'constexpr') r.at++;
    const condition = readParentheses(r);
    arms.push({ condition, body: readBody(r) });
    if (r.code.text(r.at) !== 'else' || r.at >= r.end) break;
    r.at++;
    if (r.code.text(r.at) === 'if') continue;
    otherwise = readBody(r);
    break;
  }
  return { sort: 'if', at, arms, otherwise };
}

/** The head may declare; a range-based head has no semicolons and is read as its own first part. */
function readFor(r: Reader): Statement {
  const at = r.at++;
  const inside = readParentheses(r);
  const parts: Range[] = [];
  let from = inside.from;
  for (let i = inside.from; i < inside.to; i++) {
    const text = r.code.text(i);
    if (text === '(' || text === '[' || text === '{') i = r.code.close(i);
    else if (text === ';') {
      parts.push({ from, to: i });
      from = i + 1;
    }
  }
  parts.push({ from, to: inside.to });
  const none = { from: inside.to, to: inside.to };
  const [start = none, condition = none, step = none] = parts;
  const sort = isDeclaration(r.code, start) ? 'declaration' : 'expression';
  const first: Statement | undefined = start.from < start.to ? { sort, at: start.from, value: start } : undefined;
  return { sort: 'for', at, first, condition, step, body: readBody(r) };
}

function readParentheses(r: Reader): Range {
  if (r.code.text(r.at) !== '(') return { from: r.at, to: r.at };
  const from = r.at + 1;
  const to = Math.min(r.code.close(r.at), r.end);
  r.at = Math.min(to + 1, r.end);
  return { from, to };
}

function readSimple(r: Reader): Statement {
  const at = r.at;
  const value = readToEnd(r);
  return { sort: isDeclaration(r.code, value) ? 'declaration' : 'expression', at, value };
}

const openers = new Set(['if', 'for', 'while', 'do', 'switch', 'return', 'goto', 'break', 'continue', 'case', 'default', 'else']);

/** To the semicolon; or to a brace or keyword that can only start another statement, as after a macro without one. */
function readToEnd(r: Reader): Range {
  const from = r.at;
  while (r.at < r.end) {
    const text = r.code.text(r.at);
    if (text === ';') return { from, to: r.at++ };
    if (text === '}') break;
    if (r.at > from) {
      const before = r.code.text(r.at - 1);
      if (text === '{' && before === ')' && !initialises(r.code, from, r.at)) break;
      if (before === ')' && openers.has(text) && r.code.kind(r.at) === TokenKind.identifier) break;
    }
    r.at = past(r);
  }
  return { from, to: Math.min(r.at, r.end) };
}

/** A brace behind a parenthesis belongs to the expression in a compound literal and in a lambda. */
function initialises(code: Code, from: number, brace: number): boolean {
  const before = code.open(brace - 1) - 1;
  return before >= from && /^(=|return|\]|\?|:|&)$/u.test(code.text(before));
}

function past(r: Reader): number {
  const text = r.code.text(r.at);
  return text === '(' || text === '[' || text === '{' ? Math.min(r.code.close(r.at) + 1, r.end) : r.at + 1;
}

/** Skips to the end of the block that is too deep. */
function opaque(r: Reader): Statement {
  const at = r.at;
  r.at = r.end;
  r.tooDeep();
  return { sort: 'expression', at, value: { from: at, to: at } };
}
