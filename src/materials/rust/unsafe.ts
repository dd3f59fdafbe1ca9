/** Tells what the word `unsafe` does where it stands. A function pointer type is not a site; a foreign function belongs to its block. */
import { addSite, nameAt, pushFrame, startHeader, type Walk } from './state.ts';
import { remarkedWithin } from './remarks.ts';
import { isIdentifier, isMark, isString, isWord } from './tokens.ts';
import { tokenText, type Lexed } from '../../scan/lexed.ts';
import { mark, word } from './words.ts';

export function onUnsafe(w: Walk, token: number): number {
  const { lexed } = w;
  const next = token + 1;
  if (isMark(lexed, next, mark.openBrace)) return onBlock(w, token);
  if (isWord(lexed, next, word.impl)) {
    startHeader(w, 'impl', '', next, addSite(w, 'impl', token, ''));
    return next + 1;
  }
  if (isWord(lexed, next, word.extern) || isWord(lexed, next, word.fn)) return onFunction(w, token);
  const trait = isIdentifier(lexed, next) && tokenText(lexed, next) === 'auto' ? next + 1 : next;
  if (isWord(lexed, trait, word.trait)) {
    const name = nameAt(lexed, trait + 1);
    startHeader(w, 'trait', name, trait, addSite(w, 'trait', token, name));
    return trait + 2;
  }
  if (w.top.kind === 'extern') return next;
  if (isMark(lexed, next, mark.dollar)) {
    addSite(w, 'macro-body', token, '', { last: next + 1 });
    return next;
  }
  addSite(w, 'other', token, '');
  return next;
}

function onBlock(w: Walk, token: number): number {
  const open = token + 1;
  const site = addSite(w, 'block', token, '');
  site.documented ||= remarkedWithin(w.lexed, open, open);
  pushFrame(w, 'block', open, { unsafe: true, documented: site.documented, site, test: site.test });
  w.openers.push(mark.openBrace);
  return open + 1;
}

/** `unsafe fn x`, `unsafe extern "C" fn x`, `unsafe extern "C" { … }`; without a name it is a type. */
function onFunction(w: Walk, token: number): number {
  const { lexed } = w;
  let at = token + 1;
  if (isWord(lexed, at, word.extern)) at = pastAbi(lexed, at + 1);
  if (isMark(lexed, at, mark.openBrace)) {
    startHeader(w, 'extern', '', token, addSite(w, 'extern-block', token, ''));
    return at;
  }
  if (!isWord(lexed, at, word.fn)) {
    addSite(w, 'other', token, '');
    return at;
  }
  if (!isIdentifier(lexed, at + 1) && !isMark(lexed, at + 1, mark.dollar)) return at + 1;
  const name = nameAt(lexed, at + 1);
  // Inside a block of foreign items the block is the site: every foreign function is unsafe to call anyway.
  const foreign = w.top.kind === 'extern' && w.top.around === w.openers.length - 1;
  startHeader(w, 'fn', name, token, foreign ? undefined : addSite(w, 'fn', token, name));
  return at + 2;
}

/** Past the name of a calling convention, which a macro may leave to its caller: `extern $abi fn`. */
export function pastAbi(lexed: Lexed, at: number): number {
  if (isString(lexed, at)) return at + 1;
  return isMark(lexed, at, mark.dollar) && isIdentifier(lexed, at + 1) ? at + 2 : at;
}
