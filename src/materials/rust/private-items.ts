/** Digests what a module keeps to itself: its types, state, macros and the functions nobody outside may call. It reads no bodies of public functions and no other file of the module. */
import { tokenText, type Lexed } from '../../scan/lexed.ts';
import { readAttribute } from './attributes.ts';
import { digestOf, short } from './digest.ts';
import { isIdentifier, isMark, isOpener, isString } from './tokens.ts';
import { mark } from './words.ts';

/** Counts tokens that may still be digested: modules within functions within modules must not cost their depth. */
export interface Budget {
  left: number;
}

const modifiers: ReadonlySet<string> = new Set(['unsafe', 'async', 'default', 'safe', 'auto', 'gen']);
/** These end at a semicolon, whatever brackets come before it. */
const statements: ReadonlySet<string> = new Set(['use', 'const', 'static', 'type', 'crate', 'let']);
/** Names of other modules and of their items are not what a module keeps. */
const passedOver: ReadonlySet<string> = new Set(['use', 'mod', 'crate']);

interface Item {
  readonly kind: string;
  readonly isPublic: boolean;
  readonly isTest: boolean;
  readonly first: number;
  readonly head: number;
  readonly last: number;
}

/**
 * The boundary of soundness is the module (OpenSSF Memory Safety SIG), so a change here can void a review of code that was
 * not touched. The digest over tokens `first` to `last`, the inside of a module; empty when the budget
 * does not reach.
 */
export function privateItems(lexed: Lexed, close: Int32Array, first: number, last: number, budget: Budget): string {
  const digests: string[] = [];
  for (const item of itemsOf(lexed, close, first, last)) {
    if (item.isTest || passedOver.has(item.kind)) continue;
    for (const [from, to] of kept(lexed, close, item)) {
      budget.left -= to - from + 1;
      if (budget.left < 0) return '';
      digests.push(digestOf(lexed, from, to));
    }
  }
  // Sorted, so that an item may move.
  return short(digests.sort().join('\n'));
}

function* kept(lexed: Lexed, close: Int32Array, item: Item): Generator<readonly [number, number]> {
  if ((item.kind === 'fn' || item.kind === 'trait') && item.isPublic) return;
  if (item.kind !== 'impl') {
    yield [item.first, item.last];
    return;
  }
  const open = bodyOf(lexed, close, item.head, item.last);
  // What a trait asks for is called from outside, whoever implements it.
  if (open < 0 || namesTrait(lexed, close, item.head, open)) return;
  for (const inner of itemsOf(lexed, close, open + 1, item.last - 1)) {
    if (!inner.isTest && !(inner.kind === 'fn' && inner.isPublic)) yield [inner.first, inner.last];
  }
}

function namesTrait(lexed: Lexed, close: Int32Array, head: number, open: number): boolean {
  for (let token = head; token < open; token++) {
    if (isOpener(lexed.code[token] ?? 0) && isMark(lexed, token, lexed.code[token] ?? 0)) token = close[token] ?? token;
    else if (isIdentifier(lexed, token) && tokenText(lexed, token) === 'for' && !isMark(lexed, token + 1, mark.less)) return true;
  }
  return false;
}

function* itemsOf(lexed: Lexed, close: Int32Array, first: number, last: number): Generator<Item> {
  let token = first;
  while (token <= last) {
    const from = token;
    let isTest = false;
    for (let attribute = readAttribute(lexed, token); attribute !== undefined && isMark(lexed, token, mark.hash); attribute = readAttribute(lexed, token)) {
      isTest ||= attribute.test;
      token = attribute.last + 1;
      if (token > last) return;
    }
    const isPublic = isIdentifier(lexed, token) && tokenText(lexed, token) === 'pub';
    if (isPublic) token += isMark(lexed, token + 1, mark.openParen) ? (close[token + 1] ?? token) - token + 1 : 1;
    const kind = kindAt(lexed, token, last);
    const end = Math.min(last, endOf(lexed, close, token, last, statements.has(kind)));
    yield { kind, isPublic, isTest, first: from, head: token, last: end };
    token = end + 1;
  }
}

/** The keyword of the item; a macro call is known by its name. */
function kindAt(lexed: Lexed, head: number, last: number): string {
  for (let token = head; token <= last; token++) {
    if (!isIdentifier(lexed, token)) return '';
    const text = tokenText(lexed, token);
    if (modifiers.has(text)) continue;
    if (text === 'const' && isIdentifier(lexed, token + 1) && ['fn', 'unsafe', 'extern', 'async'].includes(tokenText(lexed, token + 1))) continue;
    if (text !== 'extern') return text;
    const after = isString(lexed, token + 1) ? token + 2 : token + 1;
    const next = isIdentifier(lexed, after) ? tokenText(lexed, after) : '';
    return next === 'fn' || next === 'crate' ? next : 'extern';
  }
  return '';
}

/** The semicolon or closing brace that ends the item; brackets before it are stepped over. */
function endOf(lexed: Lexed, close: Int32Array, head: number, last: number, isStatement: boolean): number {
  for (let token = head; token <= last; token++) {
    if (isMark(lexed, token, mark.semicolon)) return token;
    const code = lexed.code[token] ?? 0;
    if (!isOpener(code) || !isMark(lexed, token, code)) continue;
    token = close[token] ?? token;
    if (code === mark.openBrace && !isStatement) return token;
  }
  return last;
}

function bodyOf(lexed: Lexed, close: Int32Array, head: number, last: number): number {
  for (let token = head; token <= last; token++) {
    if (isMark(lexed, token, mark.openBrace)) return token;
    if (isMark(lexed, token, mark.openParen) || isMark(lexed, token, mark.openBracket)) token = close[token] ?? token;
  }
  return -1;
}
