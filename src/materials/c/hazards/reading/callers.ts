/** Who calls a function that only its own file can call, and with what. A function whose name goes anywhere else tells nothing. */
import { Directive, spells, TokenKind } from '../../../../scan/lexed.ts';
import { Mark, type Structure } from '../../structure.ts';
import { wordNumber } from '../../words.ts';
import { type Call, callAt } from './calls.ts';
import { interned, type Range } from './code.ts';
import type { FunctionSpan } from '../../spans.ts';
import { constantValue } from './constants.ts';
import { type FileView, type FunctionView, functionView } from './function-view.ts';
import { isMacroName } from './literal.ts';
import { withoutCasts } from './place.ts';
import { semicolonFrom } from './uses.ts';

/** A call of the function, in the function that makes it. */
export interface Caller {
  readonly view: FunctionView;
  readonly call: Call;
}

/** More calls than these are not followed. */
const mostCallers = 40;

const known = new WeakMap<FunctionView, readonly Caller[] | undefined>();

/**
 * All calls of a static function, in every arm of the file; undefined where it is not static, is not called at all, is called in an
 * arm that this walk does not take, or has its address taken.
 */
export function callersOf(view: FunctionView): readonly Caller[] | undefined {
  if (!known.has(view)) known.set(view, found(view));
  return known.get(view);
}

function found(view: FunctionView): readonly Caller[] | undefined {
  const { file, name, code } = view;
  const { structure } = file;
  const own = code.whole.from;
  if (!isStatic(structure, own)) return undefined;
  const spots = spotsOf(structure, name);
  if (spots === undefined) return undefined;
  const callers: Caller[] = [];
  let next = 0;
  let caller: FunctionView | undefined;
  for (const at of spots) {
    if (at === own) continue;
    while ((structure.functions[next]?.bodyClose ?? Infinity) < at) {
      next++;
      caller = undefined;
    }
    const span = structure.functions[next];
    // Outside of bodies it is declared, or stands in a table of functions.
    if (span === undefined || at < span.bodyOpen) {
      if (isDeclared(structure, at)) continue;
      return undefined;
    }
    if (span.name === own) continue;
    caller ??= functionView(file, span);
    const call = caller.code.text(at + 1) === '(' ? callAt(caller.code, at) : undefined;
    if (call === undefined || call.name !== name || callers.length >= mostCallers) return undefined;
    callers.push({ view: caller, call });
  }
  return callers.length === 0 ? undefined : callers;
}

const staticWord = wordNumber('static');

/** `static` among the words before the name. */
function isStatic({ lexed, tokens }: Structure, name: number): boolean {
  for (let at = name - 1; at >= 0 && at > name - 16; at--) {
    const token = tokens[at] ?? 0;
    const mark = lexed.kind[token] === TokenKind.punctuator ? lexed.code[token] : 0;
    if (mark === Mark.semicolon || mark === Mark.braceClose || mark === Mark.braceOpen) return false;
    if (lexed.kind[token] === TokenKind.identifier && lexed.code[token] === staticWord) return true;
  }
  return false;
}

/** Places of the walk with the same name; undefined when another arm has one too, or a macro's text. */
function spotsOf({ lexed, tokens, count }: Structure, name: string): readonly number[] | undefined {
  const { kind, code } = lexed;
  const all: number[] = [];
  let define = false;
  for (let token = 0; token < lexed.count; token++) {
    if (kind[token] === TokenKind.directive) define = code[token] === Directive.define;
    else if (kind[token] === TokenKind.directiveEnd) define = false;
    else if (kind[token] === TokenKind.identifier && spells(lexed, token, name)) {
      if (define) return undefined;
      all.push(token);
    }
  }
  const spots: number[] = [];
  let at = 0;
  for (const token of all) {
    while (at < count && (tokens[at] ?? 0) < token) at++;
    if (tokens[at] !== token) return undefined;
    spots.push(at);
  }
  return spots;
}

/** `static int name(…);` */
function isDeclared({ lexed, tokens, partner }: Structure, at: number): boolean {
  const close = partner[at + 1] ?? -1;
  if (close < at) return false;
  const before = tokens[at - 1] ?? 0;
  return lexed.kind[before] === TokenKind.identifier || (lexed.kind[before] === TokenKind.punctuator && lexed.code[before] === Mark.star);
}

/** What every caller hands over for a parameter, when all of it is constant: a number, a size or a macro's name, with its value where the file tells it. */
export function constantsHanded(view: FunctionView, parameter: string): readonly (number | undefined)[] | undefined {
  const place = [...view.declared().values()].filter(({ isParameter }) => isParameter).findIndex(({ name }) => name === parameter);
  const callers = place < 0 ? undefined : callersOf(view);
  const values: (number | undefined)[] = [];
  for (const { view: from, call } of callers ?? []) {
    const given = call.arguments[place];
    if (given === undefined || !isConstant(from, given)) return undefined;
    values.push(constantValue(from.code, withoutCasts(from.code, given), from.file.constants()));
  }
  return callers === undefined ? undefined : values;
}

/** A number, `sizeof`, a macro's name, and what arithmetic makes of them. */
function isConstant({ code }: FunctionView, given: Range): boolean {
  const range = withoutCasts(code, given);
  for (let at = range.from; at < range.to; at++) {
    if (code.text(at) === 'sizeof') at = code.text(at + 1) === '(' ? code.close(at + 1) : at + 1;
    else if (code.isName(at) && !isMacroName(code, { from: at, to: at + 1 })) return false;
    else if (code.text(at) === '(' && code.isName(at - 1)) return false;
  }
  return range.from < range.to;
}

/** What one call hands over for a parameter. */
export interface Handed {
  readonly from: FunctionView;
  readonly given: Range;
  readonly at: number;
}

/** What every caller of a static function hands over for a parameter; undefined where that is not told, or the function calls itself. */
export function handed(view: FunctionView, parameter: string): readonly Handed[] | undefined {
  const told = givenTo.get(view) ?? new Map<string, readonly Handed[] | undefined>();
  givenTo.set(view, told);
  if (!told.has(parameter)) told.set(parameter, handedTo(view, parameter));
  return told.get(parameter);
}

const givenTo = new WeakMap<FunctionView, Map<string, readonly Handed[] | undefined>>();

function handedTo(view: FunctionView, parameter: string): readonly Handed[] | undefined {
  const place = [...view.declared().values()].filter(({ isParameter }) => isParameter).findIndex(({ name }) => name === parameter);
  const callers = place < 0 || view.code.find(view.name, view.body).length > 0 ? undefined : callersOf(view);
  const all = callers?.flatMap(({ view: from, call }): Handed[] => {
    const given = call.arguments[place];
    return given === undefined ? [] : [{ from, given, at: call.at }];
  });
  return all?.length === callers?.length ? all : undefined;
}

/**
 * What `told` makes of the one setting of a static variable of this file. Undefined where it is set more than once, or its address
 * goes anywhere: before the setting it holds nothing that anybody could use.
 */
export function kept<T>(view: FunctionView, name: string, told: (setter: FunctionView, value: Range, at: number) => T | undefined): T | undefined {
  const { structure } = view.file;
  if (lastSet?.of !== structure) lastSet = { of: structure, setters: new Map() };
  const { setters } = lastSet;
  if (!setters.has(name)) setters.set(name, /^\w+$/u.test(name) ? setterOf(view.file, name) : undefined);
  const setter = setters.get(name);
  if (setter === undefined) return undefined;
  const { view: place, at } = setter;
  return told(place, { from: at + 2, to: semicolonFrom(place.code, at + 2, place.body.to) }, at);
}

interface Setter {
  readonly view: FunctionView;
  readonly at: number;
}

let lastSet: { readonly of: Structure; readonly setters: Map<string, Setter | undefined> } | undefined;

function setterOf(file: FileView, name: string): Setter | undefined {
  const { structure } = file;
  const spots = spotsOf(structure, name);
  if (spots === undefined || spots.length > mostCallers) return undefined;
  let setter: Setter | undefined;
  let isOwn = false;
  for (const at of spots) {
    const span = structure.functions.find(({ name: from, bodyClose }) => from <= at && at <= bodyClose);
    if (span === undefined) {
      if (!isStatic(structure, at) || (markAfter(structure, at) !== Mark.semicolon && markAfter(structure, at) !== Mark.comma)) return undefined;
      isOwn = true;
      continue;
    }
    const place = functionView(file, span);
    const { code } = place;
    if (place.declared().has(name) || /^(\+\+|--|\+=|-=)$/u.test(code.text(at + 1)) || /^(\+\+|--|&)$/u.test(code.text(at - 1))) return undefined;
    if (code.text(at + 1) !== '=') continue;
    if (setter !== undefined) return undefined;
    setter = { view: place, at };
  }
  return isOwn ? setter : undefined;
}

function markAfter({ lexed, tokens }: Structure, at: number): number {
  const token = tokens[at + 1] ?? 0;
  return lexed.kind[token] === TokenKind.punctuator ? (lexed.code[token] ?? 0) : 0;
}

/** The function of this file that is handed the name at a position by reference (C++17 [dcl.ref]), and what it calls it. */
export function referredBy(view: FunctionView, at: number): { readonly view: FunctionView; readonly name: string } | undefined {
  const { code } = view;
  if (!/^[(,]$/u.test(code.text(at - 1)) || !/^[),]$/u.test(code.text(at + 1))) return undefined;
  let [open, place] = [at - 1, 0];
  for (; code.text(open) !== '('; open = code.text(open) === ')' ? code.open(open) - 1 : open - 1) {
    if (open < at - farthestArgument || /^[;{}]$/u.test(code.text(open))) return undefined;
    if (code.text(open) === ',') place++;
  }
  const span = code.isName(open - 1) && !/^(?:\.|->)$/u.test(code.text(open - 2)) ? spanOf(view.file.structure, code.text(open - 1)) : undefined;
  if (span === undefined || !takesReferences(view.file.structure, span)) return undefined;
  const called = functionView(view.file, span);
  const taken = [...called.declared().values()].filter(({ isParameter }) => isParameter)[place];
  return taken !== undefined && called.code.text(taken.at - 1) === '&' ? { view: called, name: taken.name } : undefined;
}

/** Tokens looked back over for the parenthesis of a call. */
const farthestArgument = 40;

function takesReferences({ lexed, tokens }: Structure, { parametersOpen, parametersClose }: FunctionSpan): boolean {
  for (let at = parametersOpen; at < parametersClose; at++) {
    const token = tokens[at] ?? 0;
    if (lexed.kind[token] === TokenKind.punctuator && lexed.code[token] === ampersand) return true;
  }
  return false;
}

const ampersand = 0x26;

let lastSpans: { readonly of: Structure; readonly spans: ReadonlyMap<string, FunctionSpan> } | undefined;

/** The first function of that name; the map is made once for a file. */
function spanOf(structure: Structure, name: string): FunctionSpan | undefined {
  if (lastSpans?.of !== structure) {
    const { lexed, tokens, functions } = structure;
    const spans = new Map<string, FunctionSpan>();
    for (const span of functions) {
      const token = tokens[span.name] ?? 0;
      const text = interned(lexed.bytes, lexed.start[token] ?? 0, lexed.end[token] ?? 0);
      if (!spans.has(text)) spans.set(text, span);
    }
    lastSpans = { of: structure, spans };
  }
  return lastSpans.spans.get(name);
}

/** The body of a function that this file defines, by its name. */
export function definedHere(file: FileView, name: string): FunctionView | undefined {
  const span = spanOf(file.structure, name);
  return span === undefined ? undefined : functionView(file, span);
}
