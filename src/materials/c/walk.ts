/** Walks the tokens of a C or C++ file outside bodies and finds function definitions. It guesses locally and looks up no name. */
import { TokenKind, tokenText, type Lexed } from '../../scan/lexed.ts';
import { openArms, passDirective, type Arms } from './arms.ts';
import { hasType, headReach, isMark, isName, listsNames, Mark, nameBeforeAngles, nameText, roleOf, type Candidate } from './head.ts';
import { passAngles, passBraces, passParentheses, passSquare } from './pass.ts';
import { Role } from './roles.ts';
import type { CFunction, CView } from './view.ts';

/** The walk's state. Tokens are indices or -1. */
export interface Walk extends Arms {
  /** A closing brace in the first column ends whatever stands open. */
  readonly byColumn: boolean;
  readonly functions: CFunction[];
  /** Scopes that are walked into: the class name, or empty for namespaces and linkage blocks. */
  readonly scopes: string[];
  depth: number;
  parentheses: number;
  torn: boolean;
  plusplusSeen: boolean;
  first: number;
  last: number;
  keyword: number;
  assigned: boolean;
  /** Past `->` or past the colon of a class head: no function name can follow. */
  headed: boolean;
  /** The `)` of the last pair of parentheses. */
  lastClose: number;
  /** Past the colon of a constructor: member initialisers follow. */
  initialising: boolean;
  candidate: Candidate | undefined;
  old: Candidate | undefined;
  oldFirst: number;
}

export function walk(lexed: Lexed, byColumn: boolean): CView {
  const w: Walk = {
    ...openArms(lexed), byColumn, functions: [], scopes: [], depth: 0, parentheses: 0, torn: false, plusplusSeen: false,
    first: -1, last: -1, keyword: -1, lastClose: -1, assigned: false, headed: false, initialising: false, candidate: undefined, old: undefined, oldFirst: -1,
  };
  for (let at = 0; at < lexed.count; ) {
    const kind = lexed.kind[at];
    if (kind === TokenKind.directive) at = passDirective(w, at, shapeOf(w));
    else if (kind === TokenKind.comment || kind === TokenKind.directiveEnd) at += 1;
    else if (kind === TokenKind.punctuator) at = punctuator(w, at);
    else if (kind === TokenKind.identifier) at = name(w, at);
    else at = step(w, at);
  }
  const marks = w.plusplusSeen ? ['c++'] : w.guarded ? ['c'] : [];
  return { functions: w.functions, includes: [...w.includes].sort(), marks, balanced: w.depth === 0 && !w.torn };
}

/** Two positions with equal shapes can follow one another without tearing brackets or a declaration apart. */
export function shapeOf(w: Walk): number {
  return (w.depth * 64 + Math.min(w.parentheses, 31)) * 2 + (w.first >= 0 ? 1 : 0);
}

function step(w: Walk, at: number): number {
  if (w.first < 0) w.first = at;
  w.last = at;
  return at + 1;
}

function restart(w: Walk): void {
  w.first = w.last = w.keyword = -1;
  w.assigned = w.headed = w.initialising = false;
  w.candidate = undefined;
}

function name(w: Walk, at: number): number {
  const { lexed } = w;
  const role = roleOf(lexed, at);
  switch (role) {
    case Role.aggregate:
    case Role.enum:
    case Role.namespace:
    case Role.extern:
      if (w.keyword < 0 || (role !== Role.extern && roleOf(lexed, w.keyword) === Role.extern)) w.keyword = at;
      if (role === Role.namespace || (role === Role.aggregate && isClass(lexed, at))) markPlusplus(w);
      return step(w, at);
    case Role.template: {
      if (!isMark(lexed, at + 1, Mark.less)) return step(w, at);
      markPlusplus(w);
      step(w, at);
      return passAngles(w, at + 1);
    }
    case Role.operator:
      return w.assigned ? step(w, at) : operator(w, at);
    case Role.access:
      if (isMark(lexed, at + 1, Mark.colon)) markPlusplus(w);
      return step(w, at);
    default:
      return step(w, at);
  }
}

/** `class` is also a name in C: only a following name and what a class head goes on with make it the keyword. */
function isClass(lexed: Lexed, at: number): boolean {
  if (tokenText(lexed, at) !== 'class' || !isName(lexed, at + 1)) return false;
  return isName(lexed, at + 2) || [Mark.braceOpen, Mark.colon, Mark.semicolon].some((mark) => isMark(lexed, at + 2, mark));
}

function markPlusplus(w: Walk): void {
  if (w.plusplus === 0) w.plusplusSeen = true;
}

/** The symbol behind `operator` belongs to the name: it is neither an assignment nor a parameter list. */
function operator(w: Walk, at: number): number {
  const { lexed } = w;
  step(w, at);
  let p = at + 1;
  if (isMark(lexed, p, Mark.open) && isMark(lexed, p + 1, Mark.close)) p += 2;
  while (p < at + 8 && p < lexed.count && !isMark(lexed, p, Mark.open) && !isMark(lexed, p, Mark.semicolon) && lexed.kind[p] !== TokenKind.directive) p += 1;
  if (!isMark(lexed, p, Mark.open) || w.candidate !== undefined) return p;
  const next = passParentheses(w, p);
  w.candidate = { name: at, open: p, close: next - 1, made: false, inside: false };
  w.last = next - 1;
  return next;
}

function punctuator(w: Walk, at: number): number {
  switch (w.lexed.code[at]) {
    case Mark.open:
      return group(w, at);
    case Mark.braceOpen:
      return brace(w, at);
    case Mark.braceClose:
      return leave(w, at);
    case Mark.semicolon:
      keepOldStyle(w);
      restart(w);
      return at + 1;
    case Mark.assign:
      w.assigned = true;
      return step(w, at);
    case Mark.bracketOpen:
      step(w, at);
      return passSquare(w, at);
    case Mark.colon:
      return colon(w, at);
    case Mark.arrow:
      if (w.candidate !== undefined) w.headed = true;
      return step(w, at);
    case Mark.scope:
      markPlusplus(w);
      return step(w, at);
    default:
      return step(w, at);
  }
}

function colon(w: Walk, at: number): number {
  if (w.candidate !== undefined && !w.assigned) w.initialising = true;
  else if (w.keyword >= 0) w.headed = true;
  else if (w.scopes.length > 0) {
    restart(w);
    return at + 1;
  }
  return step(w, at);
}

/** At `)` `;` with declarations before a body still to come: `f(a, b) int a; char b; {`. */
function keepOldStyle(w: Walk): void {
  const { candidate } = w;
  if (candidate === undefined || w.assigned || w.last <= candidate.close || !listsNames(w.lexed, candidate)) return;
  w.old = candidate;
  w.oldFirst = w.first;
}

function group(w: Walk, at: number): number {
  const { lexed, candidate } = w;
  const before = w.last;
  if (w.first < 0) w.first = at;
  const next = passParentheses(w, at);
  const earlierClose = w.lastClose;
  w.last = w.lastClose = next - 1;
  if (w.assigned || w.headed || w.initialising) return next;
  const found = { open: at, close: next - 1, made: false, inside: false };
  if (candidate !== undefined && candidate.close === before && before === at - 1) {
    if (!candidate.inside) w.candidate = { ...found, name: candidate.name, made: true };
  } else if (isMark(lexed, before, Mark.greater) || isMark(lexed, before, Mark.twoGreater)) {
    const name = nameBeforeAngles(lexed, before, w.first);
    if (candidate === undefined && name >= 0) w.candidate = { ...found, name };
  } else if (isMark(lexed, at + 1, Mark.star) || roleOf(lexed, before) === Role.type) {
    if (candidate === undefined) w.candidate = insideOf(lexed, at, next - 1);
  } else if (roleOf(lexed, before) === Role.name && (candidate === undefined || supersedes(w, candidate, earlierClose, before))) {
    w.candidate = { ...found, name: before };
  }
  return next;
}

/** `int (*name(int))(char)` and `int (name)(int)`: the declarator stands inside parentheses. */
function insideOf(lexed: Lexed, open: number, close: number): Candidate | undefined {
  for (let at = open + 1; at < close; at += 1) {
    if (roleOf(lexed, at) !== Role.name) continue;
    if (isMark(lexed, at + 1, Mark.open)) return { name: at, open: at + 1, close, made: false, inside: true };
    if (at === open + 1 && at + 1 === close && isMark(lexed, close + 1, Mark.open)) return { name: at, open: close + 1, close: close + 1, made: false, inside: true };
    return undefined;
  }
  return undefined;
}

/**
 * Whether a later name with parentheses is the function and the earlier one a macro before it. Directly behind a pair,
 * as in `int f(void) __acquires(lock)`, it is an attribute, unless what stood before has no type and so was no function.
 */
function supersedes(w: Walk, earlier: Candidate, earlierClose: number, later: number): boolean {
  const { lexed } = w;
  const reach = Math.min(later, earlierClose + headReach);
  for (let at = Math.max(earlierClose, earlier.close) + 1; at < reach; at += 1) if (roleOf(lexed, at) !== Role.qualifier) return true;
  return !hasType(lexed, w.first, earlier.name) || (isCapital(lexed, earlier.name) && !isCapital(lexed, later));
}

/** Names without a lower case letter are macros', and so are those with an underscore in front. */
function isCapital(lexed: Lexed, at: number): boolean {
  return /^(?:_|[^a-z]*$)/.test(tokenText(lexed, at).slice(0, 64));
}

function brace(w: Walk, at: number): number {
  const { lexed, candidate } = w;
  const role = roleOf(lexed, w.keyword);
  const old = w.first < 0 ? w.old : undefined;
  w.old = undefined;
  if (old !== undefined) return body(w, old, w.oldFirst, at);
  if (w.assigned) return initialiser(w, at);
  if (w.initialising && (isName(lexed, w.last) || isMark(lexed, w.last, Mark.greater))) return initialiser(w, at);
  if (candidate !== undefined && (w.keyword < 0 || w.keyword < candidate.name - 1 || role === Role.extern) && candidate.close < at) return body(w, candidate, w.first, at);
  if (role === Role.namespace || (role === Role.extern && lexed.kind[w.last] === TokenKind.string)) return enter(w, at, '');
  if (role === Role.aggregate) return enter(w, at, className(w));
  const next = passBraces(w, at);
  restart(w);
  return next;
}

function initialiser(w: Walk, at: number): number {
  const next = passBraces(w, at);
  w.last = next - 1;
  return next;
}

function body(w: Walk, candidate: Candidate, first: number, at: number): number {
  const { lexed } = w;
  const name = nameText(lexed, candidate, first, w.scopes.slice(-8).filter((scope) => scope !== ''));
  const next = passBraces(w, at, first);
  const closed = isMark(lexed, next - 1, Mark.braceClose) && w.depth === w.scopes.length;
  const close = closed ? next - 1 : lexed.count;
  const lastLine = lexed.line[Math.min(next, lexed.count) - 1] ?? 0;
  w.functions.push({ name, nameToken: candidate.name, open: at, close, firstLine: lexed.line[candidate.name] ?? 0, lastLine });
  restart(w);
  return next;
}

function enter(w: Walk, at: number, scope: string): number {
  w.scopes.push(scope);
  w.depth += 1;
  restart(w);
  return at + 1;
}

function leave(w: Walk, at: number): number {
  if (w.scopes.pop() === undefined) w.torn = true;
  else w.depth -= 1;
  w.old = undefined;
  restart(w);
  return at + 1;
}

/** The last plain name of a class head before its bases. */
function className(w: Walk): string {
  const { lexed } = w;
  let name = '';
  for (let at = w.keyword + 1; at <= w.last && at < w.keyword + 64 && !isMark(lexed, at, Mark.colon) && !isMark(lexed, at, Mark.less); at += 1) {
    if (roleOf(lexed, at) === Role.name && !isMark(lexed, at + 1, Mark.open)) name = tokenText(lexed, at);
  }
  return name;
}
