/** Reads declarations of variables and parameters: names, types, array sizes; it does not know what a type name stands for. */
import { type Code, type Range, splitAtCommas } from './code.ts';

export interface Declared {
  readonly name: string;
  readonly at: number;
  /** The words of the type without qualifiers, joined by spaces: `unsigned char`, `struct header`. */
  readonly type: string;
  /** Stars in front of the name. An array parameter counts as a star (C11 6.7.6.3 p7) and keeps its `sizes`. */
  readonly pointers: number;
  /** What stands between the brackets, one range a dimension. */
  readonly sizes: readonly Range[];
  readonly initial: Range | undefined;
  readonly isStatic: boolean;
  readonly isConst: boolean;
  readonly isParameter: boolean;
}

const storage = new Set([
  'static', 'const', 'volatile', 'extern', 'register', 'auto', 'inline', 'typedef', 'constexpr', 'restrict', '__restrict', '__restrict__',
  '_Thread_local', 'thread_local', '__thread', 'mutable', '__IO', '__I', '__O', 'CONST', 'IN', '_In_', '_In_opt_', 'OPTIONAL', 'PROGMEM', '__flash', '__xdata', 'typename',
]);
export function isStorage(text: string): boolean {
  return storage.has(text);
}

const builtIn = new Set(['unsigned', 'signed', 'int', 'char', 'short', 'long', 'float', 'double', 'void', 'bool', '_Bool', 'wchar_t', 'size_t']);
const tagged = new Set(['struct', 'union', 'enum', 'class']);
const notTypes = new Set([
  'return', 'else', 'delete', 'new', 'throw', 'goto', 'case', 'sizeof', 'using', 'co_return', 'co_await', 'co_yield', 'if', 'for', 'while',
  'do', 'switch', 'break', 'continue', 'default', 'this', 'asm', '__asm', '__asm__', 'not', 'and', 'or', 'operator', 'public', 'private',
]);

export function isDeclaration(code: Code, range: Range): boolean {
  const { from, to } = range;
  const first = code.text(from);
  if (!code.isName(from) || from + 1 >= to || notTypes.has(first)) return false;
  if (storage.has(first) || tagged.has(first)) return true;
  if (builtIn.has(first)) return code.text(from + 1) !== '(' && code.text(from + 1) !== '{';
  let at = from + 1;
  while (code.text(at) === '::' && code.isName(at + 1)) at += 2;
  if (code.text(at) === '<') at = pastTemplate(code, at, to);
  if (code.isName(at)) return at < to && !notTypes.has(code.text(at));
  if (code.text(at) !== '*' && code.text(at) !== '&') return false;
  while (code.text(at) === '*' || code.text(at) === '&' || storage.has(code.text(at))) at++;
  return code.isName(at) && at < to && (at + 1 === to || /^[=,[:;{]$/u.test(code.text(at + 1)));
}

/** Declarators share their type words but not their stars (C11 6.7.6). Types and externals declare no memory here. */
export function readDeclaration(code: Code, range: Range, isParameter = false): Declared[] {
  const { to } = range;
  const type: string[] = [];
  let isStatic = false;
  let isConst = false;
  let at = range.from;
  while (at < to) {
    const text = code.text(at);
    if (text === 'auto' && deduces(code, at + 1)) type.push(text);
    else if (storage.has(text)) {
      if (text === 'typedef' || text === 'extern') return [];
      isStatic ||= text === 'static' || text === 'thread_local' || text === '__thread' || text === '_Thread_local';
      isConst ||= text === 'const' || text === 'constexpr' || text === 'CONST';
    } else if (tagged.has(text)) {
      type.push(text);
      if (code.isName(at + 1)) type.push(code.text(++at));
      if (code.text(at + 1) === '{') at = code.close(at + 1);
    } else if (text === '__attribute__' || text === 'alignas' || text === '_Alignas' || text === '__declspec') {
      if (code.text(at + 1) === '(') at = code.close(at + 1);
    } else if (text === '::') type.push(text);
    else if (text === '<' && type.length > 0) {
      const past = pastTemplate(code, at, to);
      if (past === at) break;
      at = past - 1;
    }
    else if (builtIn.has(text) || (code.isName(at) && (type.length === 0 || moreType(code, at, to)))) type.push(text);
    else break;
    at++;
  }
  const list = isParameter ? [{ from: at, to }] : splitAtCommas(code, { from: at, to });
  const name = type.join(' ');
  return list.flatMap((each) => readDeclarator(code, each, { type: name, isStatic, isConst, isParameter }) ?? []);
}

/** `auto name = …` takes its type from what it begins with (C++17 [dcl.spec.auto]); in C a type follows. */
function deduces(code: Code, from: number): boolean {
  let at = from;
  while (storage.has(code.text(at)) || /^[*&]$/u.test(code.text(at))) at++;
  return code.isName(at) && /^[=:{]$/u.test(code.text(at + 1));
}

/** A name that is followed by another name is still part of the type, as behind a macro in front of it. */
function moreType(code: Code, at: number, to: number): boolean {
  if (code.text(at - 1) === '::' || code.text(at + 1) === '::') return true;
  let next = at + 1;
  while (code.text(next) === '*') next++;
  return next < to && code.isName(next) && !storage.has(code.text(next)) && !/^(unsigned|signed|int|char)$/u.test(code.text(at + 1) === '*' ? '' : code.text(next));
}

type Base = Pick<Declared, 'type' | 'isStatic' | 'isConst' | 'isParameter'>;

function readDeclarator(code: Code, range: Range, base: Base): Declared | undefined {
  let { from: at } = range;
  const { to } = range;
  let pointers = 0;
  let end = to;
  while (at < to && !code.isName(at)) {
    const text = code.text(at);
    if (text === '*') pointers++;
    if (text === '(') end = Math.min(to, code.close(at));
    if (text === '=' || text === '{' || text === ')') return undefined;
    at++;
  }
  while (at < end && (storage.has(code.text(at)) || code.text(at) === '*')) if (code.text(at++) === '*') pointers++;
  if (at >= end || !code.isName(at)) return undefined;
  const name = code.text(at);
  let next = at + 1;
  const sizes: Range[] = [];
  while (code.text(next) === '[' && next < to) {
    const close = code.close(next);
    sizes.push({ from: next + 1, to: Math.min(close, to) });
    next = close + 1;
  }
  // `LOCK() \n table[n].size = 4;`: a macro in front of a statement is no type.
  if (sizes.length > 0 && /^(?:\.|->|\+\+|--|[-+*/%&|^]=)$/u.test(code.text(next)) && next < to) return undefined;
  if (end !== to) {
    pointers++;
    next = end + 1;
  } else if (code.text(next) === '(' && next < to) return undefined;
  let initial: Range | undefined;
  for (; next < to; next++) {
    if (code.text(next) === '=') {
      initial = { from: next + 1, to };
      break;
    }
    if (code.text(next) === '{') {
      initial = { from: next, to };
      break;
    }
    if (code.text(next) === '(' && end !== to) next = code.close(next);
  }
  const decayed = base.isParameter && sizes.length > 0 ? 1 : 0;
  return { ...base, name, at, pointers: pointers + decayed, sizes, initial };
}

/** Parameters between the parentheses, or, in old style, the declarations behind them. */
export function readParameters(code: Code, open: number, close: number, body: number): Declared[] {
  const given = splitAtCommas(code, { from: open + 1, to: close }).flatMap((each) => readDeclaration(code, each, true));
  const old: Declared[] = [];
  let from = close + 1;
  for (let at = from; at < body; at++) {
    if (code.text(at) !== ';') continue;
    old.push(...readDeclaration(code, { from, to: at }).map((each) => ({ ...each, isParameter: true, pointers: each.pointers + Math.min(1, each.sizes.length) })));
    from = at + 1;
  }
  return old.length > 0 ? old : given;
}

/** Behind the angle brackets of a template; `open` itself when they are comparisons. */
function pastTemplate(code: Code, open: number, to: number): number {
  let depth = 0;
  for (let at = open; at < to && at < open + 60; at++) {
    const text = code.text(at);
    if (text === '<') depth++;
    else if (text === '>') depth--;
    else if (text === '>>') depth -= 2;
    else if (!code.isName(at) && !/^(::|,|\*|&|\d\w*)$/u.test(text)) return open;
    if (depth <= 0) return at + 1;
  }
  return open;
}
