/** What each watched Rust word opens or is: an item, a site, a name. One case a word; it looks only at the tokens beside it. */
import { tokenText } from '../../scan/lexed.ts';
import { addSite, nameAt, pathWithin, pushFrame, settleAttributes, startHeader, startValue, type Walk } from './state.ts';
import { isIdentifier, isMark, isOpener, isString, isWord } from './tokens.ts';
import { onUnsafe, pastAbi } from './unsafe.ts';
import { readUse } from './uses.ts';
import { mark, word } from './words.ts';

/** Handles the watched word at `token` and answers where to go on. */
export function onWord(w: Walk, token: number, number: number): number {
  switch (number) {
    case word.unsafe: return onUnsafe(w, token);
    case word.fn: return onFn(w, token);
    case word.extern: return onExtern(w, token);
    case word.static: case word.const: return onValue(w, token);
    case word.impl: return onImpl(w, token);
    case word.trait: case word.mod: return onNamed(w, token, number);
    case word.use: return onUse(w, token);
    case word.safe: return onSafe(w, token);
    case word.union: return onUnion(w, token);
    case word.macro_rules: case word.macro: return onMacro(w, token, number);
    case word.asm: case word.global_asm: case word.naked_asm: case word.llvm_asm: return onInvocation(w, token, 'asm');
    case word.quote: case word.quote_spanned: case word.parse_quote: return onInvocation(w, token, 'quote');
    case word.include: return onInclude(w, token);
    default: return token + 1;
  }
}

export function isName(w: Walk, token: number): boolean {
  return isIdentifier(w.lexed, token) || isMark(w.lexed, token, mark.dollar);
}

/** `fn name`; a function pointer type has no name. */
function onFn(w: Walk, token: number): number {
  if (!isName(w, token + 1)) return token + 1;
  startHeader(w, 'fn', nameAt(w.lexed, token + 1), token);
  return token + 2;
}

/** `extern crate x`, or a block of foreign items in the spelling before edition 2024; `extern "C" fn` is no site. */
function onExtern(w: Walk, token: number): number {
  if (isWord(w.lexed, token + 1, word.crate)) {
    if (isIdentifier(w.lexed, token + 2)) w.names.add(`extern crate ${tokenText(w.lexed, token + 2)}`);
    return token + 3;
  }
  const open = pastAbi(w.lexed, token + 1);
  if (!isMark(w.lexed, open, mark.openBrace)) return open;
  startHeader(w, 'extern', '', token, addSite(w, 'extern-block', token, ''));
  return open;
}

function onValue(w: Walk, token: number): number {
  const { lexed } = w;
  const mutable = isWord(lexed, token, word.static) && isWord(lexed, token + 1, word.mut);
  const name = token + (mutable ? 2 : 1);
  const parameter = isMark(lexed, token - 1, mark.less) || isMark(lexed, token - 1, mark.comma) || isMark(lexed, token - 1, mark.star);
  if (w.header !== undefined || parameter || !isName(w, name)) return token + 1;
  const written = nameAt(lexed, name);
  if (!isMark(lexed, name + (written.startsWith('$') ? 2 : 1), mark.colon)) return token + 1;
  if (mutable) w.statics.push({ name: written, declared: name, frame: w.top });
  startValue(w, written, token);
  return name + 1;
}

/** Before an `impl` that is an item; anywhere else the word is part of a type. */
const beforeItem: ReadonlySet<number> = new Set([
  mark.semicolon, mark.openBrace, mark.closeBrace, mark.closeBracket, mark.star, mark.closeParen,
]);

function onImpl(w: Walk, token: number): number {
  const { lexed } = w;
  const before = token - 1;
  const item = before < 0 || isWord(lexed, before, word.const)
    ? true
    : isIdentifier(lexed, before) ? tokenText(lexed, before) === 'default' : beforeItem.has(lexed.code[before] ?? 0);
  if (item && w.header === undefined) startHeader(w, 'impl', '', token);
  return token + 1;
}

/** `trait Name`, `mod name { … }`, and `mod name;`, which names another file. */
function onNamed(w: Walk, token: number, number: number): number {
  if (!isName(w, token + 1)) return token + 1;
  const name = nameAt(w.lexed, token + 1);
  if (number === word.mod && isMark(w.lexed, token + 2, mark.semicolon)) w.names.add(`mod ${name}`);
  startHeader(w, number === word.mod ? 'mod' : 'trait', name, token);
  return token + 2;
}

/** A `use` declaration; `use<'a>` in a type captures lifetimes and names nothing. */
function onUse(w: Walk, token: number): number {
  if (!isMark(w.lexed, token + 1, mark.less) && !w.top.fromMacro) readUse(w.lexed, token + 1, w.names);
  return token + 1;
}

/** `safe fn` and `safe static` vouch for foreign code that no compiler has seen (edition 2024, RFC 3484). */
function onSafe(w: Walk, token: number): number {
  if (w.top.kind !== 'extern') return token + 1;
  const fn = isWord(w.lexed, token + 1, word.fn);
  if (!fn && !isWord(w.lexed, token + 1, word.static)) return token + 1;
  const name = nameAt(w.lexed, token + 2);
  const site = addSite(w, 'extern-safe-fn', token, name);
  site.documented ||= w.top.documented;
  if (fn) startHeader(w, 'fn', name, token, site);
  else startValue(w, name, token, site);
  return token + 3;
}

/** The word is a keyword only before a name and a body. */
function onUnion(w: Walk, token: number): number {
  const next = token + 2;
  if (isIdentifier(w.lexed, token + 1) && (isMark(w.lexed, next, mark.openBrace) || isMark(w.lexed, next, mark.less))) w.hasUnion = true;
  return token + 1;
}

/** Macro definitions: what their arms hold comes out wherever they are called. */
function onMacro(w: Walk, token: number, number: number): number {
  const { lexed } = w;
  const rules = number === word.macro_rules;
  if (rules && !isMark(lexed, token + 1, mark.bang)) return token + 1;
  const at = token + (rules ? 2 : 1);
  if (!isName(w, at)) return token + 1;
  const name = `${nameAt(lexed, at)}!`;
  const open = at + (isMark(lexed, at, mark.dollar) ? 2 : 1);
  if (!rules && isMark(lexed, open, mark.openParen)) {
    startHeader(w, 'arm', name, token);
    return open;
  }
  if (!isOpener(lexed.code[open] ?? 0) || isString(lexed, open)) return open;
  const test = settleAttributes(w, name) || w.top.test;
  pushFrame(w, 'macro', open, { path: pathWithin(w.top, name), test, fromMacro: true, unsafe: false, documented: false });
  w.openers.push(lexed.code[open] ?? 0);
  return open + 1;
}

/** `asm!(…)` is a site; what `quote!` holds is written into the code of whoever uses the macro. */
function onInvocation(w: Walk, token: number, sort: 'asm' | 'quote'): number {
  const { lexed } = w;
  const open = token + 2;
  const code = lexed.code[open] ?? 0;
  if (!isMark(lexed, token + 1, mark.bang) || !isMark(lexed, open, code) || !isOpener(code)) return token + 1;
  if (sort === 'quote') pushFrame(w, 'group', open, { fromMacro: true });
  else {
    const site = addSite(w, 'inline-asm', token, '');
    site.documented ||= w.top.documented;
    pushFrame(w, 'group', open, { site });
  }
  w.openers.push(code);
  return open + 1;
}

/** `include!("x.rs")` names a file as `use` does; a computed name stays unknown. */
function onInclude(w: Walk, token: number): number {
  const { lexed } = w;
  if (isMark(lexed, token + 1, mark.bang) && isString(lexed, token + 3)) w.names.add(`include ${tokenText(lexed, token + 3)}`);
  return token + 1;
}
