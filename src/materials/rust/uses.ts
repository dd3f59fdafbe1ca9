/** Spells out the names a `use` declaration brings in. It resolves nothing. */
import { tokenText, type Lexed } from '../../scan/lexed.ts';
import { isIdentifier, isMark, isOpener, isWord } from './tokens.ts';
import { mark, word } from './words.ts';

/** Names of one declaration; a generated list beyond this says nothing more about what a file leans on. */
const mostNames = 500;
const deepestTree = 32;
const longestPath = 400;

/** `use a::{b, c::{self, d as e}};` at the token after `use` adds `a::b`, `a::c::self`, `a::c::d`. */
export function readUse(lexed: Lexed, first: number, names: Set<string>): number {
  const prefixes: string[] = [];
  let path = '';
  let added = 0;
  let token = first;
  const add = (): void => {
    if (path !== '' && !path.endsWith('::') && added++ < mostNames) names.add(path);
  };
  for (; token < lexed.count && path.length < longestPath && !isMark(lexed, token, mark.semicolon); token++) {
    if (isMark(lexed, token, mark.openBrace)) {
      if (prefixes.length >= deepestTree) break;
      prefixes.push(path);
    } else if (isMark(lexed, token, mark.closeBrace)) {
      add();
      if (prefixes.pop() === undefined) break;
      path = '';
    } else if (isMark(lexed, token, mark.comma)) {
      add();
      path = prefixes.at(-1) ?? '';
    } else if (isMark(lexed, token, mark.path)) path += '::';
    else if (isMark(lexed, token, mark.star)) path += '*';
    else if (isWord(lexed, token, word.use)) break;
    else if (isIdentifier(lexed, token)) {
      const name = tokenText(lexed, token);
      if (name === 'as') token++;
      else path += name;
    } else if (isOpener(lexed.code[token] ?? 0) || !isMark(lexed, token, mark.dollar)) break;
  }
  add();
  return token;
}
