/** Works out constant expressions from what one file says: numbers, its own macros and enumerators, `sizeof` of plain types. */
import { Directive, latin1, type Lexed, TokenKind } from '../../../../scan/lexed.ts';
import { Mark, type Structure } from '../../structure.ts';
import { wordNumber } from '../../words.ts';
import { type Code, interned, type Range } from './code.ts';

export type Constants = ReadonlyMap<string, number>;

const enumWord = wordNumber('enum');

/** More macros and enumerators than this are a register map, not limits of buffers. */
const mostConstants = 20_000;

let last: { readonly file: Structure; readonly constants: Constants } | undefined;

/**
 * `#define NAME 64` (also in parentheses), `enum { NAME = 64 }` and `const int NAME = 64;` outside of functions; a name given two
 * values, or another value than that by `#undef` or in words, is no constant. Asking again costs nothing.
 */
export function constantsOf(file: Structure): Constants {
  if (last?.file === file) return last.constants;
  const found = new Map<string, number>();
  const doubtful = new Set<string>();
  const put = (name: string, value: number): void => {
    const old = found.get(name);
    if (old !== undefined && old !== value) doubtful.add(name);
    if (found.size < mostConstants) found.set(name, value);
  };
  definitions(file, put, doubtful);
  enumerators(file, put);
  constantVariables(file, put);
  for (const name of doubtful) found.delete(name);
  last = { file, constants: found };
  return found;
}

type Put = (name: string, value: number) => void;

function definitions({ lexed, events, eventCount }: Structure, put: Put, doubtful: Set<string>): void {
  const { kind, code } = lexed;
  for (let event = 0; event < eventCount; event++) {
    const token = events[event] ?? 0;
    if (kind[token] !== TokenKind.directive) continue;
    if (code[token] === Directive.undef) doubtful.add(nameAt(lexed, token + 1));
    if (code[token] !== Directive.define) continue;
    const number = numberDefined(lexed, token + 2);
    if (number === undefined) doubtful.add(nameAt(lexed, token + 1));
    else put(nameAt(lexed, token + 1), number);
  }
}

/** The number that is all of a macro, but for parentheses around it. */
function numberDefined(lexed: Lexed, from: number): number | undefined {
  let value = from;
  while (isMark(lexed, value, Mark.parenOpen)) value++;
  let end = value + 1;
  while (isMark(lexed, end, Mark.parenClose)) end++;
  return lexed.kind[value] === TokenKind.number && lexed.kind[end] === TokenKind.directiveEnd ? numberAt(lexed, value) : undefined;
}

export function macrosOf({ lexed, events, eventCount }: Structure): ReadonlySet<string> {
  const names = new Set<string>();
  for (let event = 0; event < eventCount; event++) {
    const token = events[event] ?? 0;
    if (lexed.kind[token] === TokenKind.directive && lexed.code[token] === Directive.define) names.add(nameAt(lexed, token + 1));
  }
  return names;
}

function enumerators(file: Structure, put: Put): void {
  const { lexed, tokens, partner, noted, notedCount } = file;
  const is = (at: number, mark: number): boolean => isMark(lexed, tokens[at] ?? 0, mark);
  let behind = 0;
  for (let note = 0; note < notedCount; note++) {
    const at = noted[note] ?? 0;
    if (at < behind || lexed.code[tokens[at] ?? 0] !== enumWord || lexed.kind[tokens[at] ?? 0] !== TokenKind.identifier) continue;
    let open = at + 1;
    while (open < at + 5 && !is(open, Mark.braceOpen)) open++;
    const close = partner[open] ?? -1;
    if (close < open) continue;
    let next: number | undefined = 0;
    for (let i = open + 1; i < close; i++) {
      const name = tokens[i] ?? 0;
      if (is(i + 1, Mark.assign)) {
        const given = numberAt(lexed, tokens[i + 2] ?? 0);
        next = given !== undefined && (is(i + 3, Mark.comma) || is(i + 3, Mark.braceClose)) ? given : undefined;
      }
      if (next !== undefined) put(nameAt(lexed, name), next++);
      while (i < close && !is(i, Mark.comma)) i = Math.max(i, is(i, Mark.parenOpen) ? (partner[i] ?? i) : i) + 1;
    }
    behind = close + 1;
  }
}

/** `static const uint8_t NAME = 64;` of the file itself; of two arms with two numbers neither counts. */
function constantVariables({ lexed, tokens, count, functions }: Structure, put: Put): void {
  let next = 0;
  for (let at = 2; at < count; at++) {
    const span = functions[next];
    if (span !== undefined && at >= span.parametersOpen) {
      at = Math.max(at, span.bodyClose);
      next++;
      continue;
    }
    const token = tokens[at] ?? 0;
    if (!isMark(lexed, token, Mark.assign) || lexed.kind[tokens[at + 1] ?? 0] !== TokenKind.number || !isMark(lexed, tokens[at + 2] ?? 0, Mark.semicolon)) continue;
    const value = numberAt(lexed, tokens[at + 1] ?? 0);
    let isConst = false;
    for (let back = at - 2; back >= 0 && back > at - 7 && lexed.kind[tokens[back] ?? 0] === TokenKind.identifier; back--) if (/^(?:const|constexpr)$/u.test(nameAt(lexed, tokens[back] ?? 0))) isConst = true;
    if (isConst && value !== undefined) put(nameAt(lexed, tokens[at - 1] ?? 0), value);
  }
}

function isMark(lexed: Lexed, token: number, mark: number): boolean {
  return lexed.kind[token] === TokenKind.punctuator && lexed.code[token] === mark;
}

function nameAt(lexed: Lexed, token: number): string {
  return interned(lexed.bytes, lexed.start[token] ?? 0, lexed.end[token] ?? 0);
}

/** The value of an integer literal that is a token; plain decimal numbers, which most are, without their text. */
function numberAt(lexed: Lexed, token: number): number | undefined {
  if (lexed.kind[token] !== TokenKind.number) return undefined;
  const start = lexed.start[token] ?? 0;
  const end = lexed.end[token] ?? 0;
  const { bytes } = lexed;
  // A leading zero makes it octal, hexadecimal or binary; ten digits are exact in any case.
  if (end - start > 10 || (bytes[start] === 0x30 && end - start > 1)) return numberOf(latin1(bytes, start, end));
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return numberOf(latin1(bytes, start, end));
    value = value * 10 + digit;
  }
  return value;
}

/** An integer literal of C, or undefined for anything else. */
export function numberOf(text: string): number | undefined {
  if (text.length === 1) return text >= '0' && text <= '9' ? text.charCodeAt(0) - 0x30 : undefined;
  const found = /^(0[xX][\da-fA-F']+|0[bB][01']+|\d[\d']*)[uUlLzZ]*$/u.exec(text)?.[1]?.replaceAll("'", '');
  if (found === undefined) return undefined;
  return /^0\d/u.test(found) ? Number.parseInt(found, 8) : Number(found);
}

const plainSizes: ReadonlyMap<string, number> = new Map([
  ['char', 1], ['unsigned char', 1], ['signed char', 1], ['uint8_t', 1], ['int8_t', 1], ['u8_t', 1], ['u8', 1], ['u_char', 1], ['byte', 1],
  ['BYTE', 1], ['UINT8', 1], ['uint8', 1], ['bool', 1], ['_Bool', 1], ['guint8', 1], ['CHAR8', 1], ['short', 2], ['unsigned short', 2],
  ['uint16_t', 2], ['int16_t', 2], ['u16_t', 2], ['u16', 2], ['UINT16', 2], ['WORD', 2], ['int', 4], ['unsigned', 4], ['unsigned int', 4],
  ['uint32_t', 4], ['int32_t', 4], ['u32_t', 4], ['u32', 4], ['UINT32', 4], ['DWORD', 4], ['float', 4], ['double', 8], ['uint64_t', 8],
  ['int64_t', 8], ['u64', 8], ['UINT64', 8], ['long long', 8], ['wchar_t', 4], ['unsigned long long', 8],
]);

const lastWords: ReadonlySet<string> = new Set([...plainSizes.keys()].map((type) => type.slice(type.lastIndexOf(' ') + 1)));

/** Whether a type whose size is told may end in this word. */
export function endsPlainType(word: string): boolean {
  return lastWords.has(word);
}

/** Bytes of a type on every usual target; `int` counts four, `long` and pointers are not told. */
export function sizeOfType(type: string): number | undefined {
  return plainSizes.get(type);
}

/** The value of a constant expression of `+ - * / << ( )`, or undefined when anything in it is not known. */
export function constantValue(code: Code, range: Range, constants: Constants): number | undefined {
  const reader = { at: range.from };
  const value = sum(code, range.to, constants, reader, 0);
  return reader.at === range.to ? value : undefined;
}

interface Position {
  at: number;
}

function sum(code: Code, to: number, constants: Constants, r: Position, depth: number): number | undefined {
  let value = product(code, to, constants, r, depth);
  while (r.at < to && /^(\+|-|<<)$/u.test(code.text(r.at))) {
    const sign = code.text(r.at++);
    const right = product(code, to, constants, r, depth);
    if (value === undefined || right === undefined) return undefined;
    value = sign === '+' ? value + right : sign === '-' ? value - right : value * 2 ** right;
  }
  return value;
}

function product(code: Code, to: number, constants: Constants, r: Position, depth: number): number | undefined {
  let value = factor(code, to, constants, r, depth);
  while (r.at < to && (code.text(r.at) === '*' || code.text(r.at) === '/')) {
    const sign = code.text(r.at++);
    const right = factor(code, to, constants, r, depth);
    if (value === undefined || right === undefined || (sign === '/' && right === 0)) return undefined;
    value = sign === '*' ? value * right : Math.trunc(value / right);
  }
  return value;
}

function factor(code: Code, to: number, constants: Constants, r: Position, depth: number): number | undefined {
  const text = code.text(r.at);
  if (r.at >= to || depth > 40) return undefined;
  if (text === '-') {
    r.at++;
    const value = factor(code, to, constants, r, depth + 1);
    return value === undefined ? undefined : -value;
  }
  if (text === '(') {
    const close = code.close(r.at++);
    const value = sum(code, Math.min(close, to), constants, r, depth + 1);
    if (r.at !== close) return undefined;
    r.at++;
    return value;
  }
  if (text === 'sizeof' && code.text(r.at + 1) === '(') {
    const close = code.close(r.at + 1);
    const words: string[] = [];
    for (let at = r.at + 2; at < close; at++) words.push(code.text(at));
    r.at = close + 1;
    return sizeOfType(words.join(' '));
  }
  r.at++;
  return code.kind(r.at - 1) === TokenKind.number ? numberOf(text) : constants.get(text);
}
