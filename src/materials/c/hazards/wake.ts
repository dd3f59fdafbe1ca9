/** Tells which rules a function wakes, by one walk over its token numbers; it reads no text. */
import { TokenKind } from '../../../scan/lexed.ts';
import { Mark, type Structure } from '../structure.ts';
import { wordNumber, words } from '../words.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

/** Bit n of an entry: the word wakes rule n. */
const byWord = new Int32Array(words.names.length + 1);
let byArray = 0;
let byCast = 0;
rules.forEach((rule, index) => {
  const bit = 1 << index;
  for (const word of rule.words) byWord[wordNumber(word)] = (byWord[wordNumber(word)] ?? 0) | bit;
  if (rule.shapes.includes('array')) byArray |= bit;
  if (rule.shapes.includes('cast')) byCast |= bit;
});
byWord[0] = 0;

/** Whether any watched word of any rule, or any shape, stands in the file at all is not asked: the walk is as cheap as asking. */
export function wokenBy(file: Structure, from: number, to: number): readonly Rule[] {
  const { kind, code } = file.lexed;
  let woken = 0;
  for (let at = from; at < to; at++) {
    const token = file.tokens[at] ?? 0;
    const sort = kind[token];
    const number = code[token] ?? 0;
    if (sort === TokenKind.identifier) {
      if (number !== 0) woken |= byWord[number] ?? 0;
    } else if (sort === TokenKind.punctuator) {
      if (number === Mark.bracketOpen) {
        // Two names in a row before a bracket declare an array; `return a[…` only looks so.
        if (kind[file.tokens[at - 1] ?? 0] === TokenKind.identifier && isTypeEnd(file, at - 2)) woken |= byArray;
      } else if (number === Mark.parenClose && code[file.tokens[at - 1] ?? 0] === Mark.star) woken |= byCast;
    }
  }
  if (woken === 0) return [];
  return rules.filter((_, index) => (woken & (1 << index)) !== 0);
}

const notTypes: ReadonlySet<number> = new Set(['return', 'else', 'case', 'sizeof', 'goto', 'delete', 'throw'].map(wordNumber));

function isTypeEnd(file: Structure, at: number): boolean {
  const token = file.tokens[at] ?? 0;
  return file.lexed.kind[token] === TokenKind.identifier && !notTypes.has(file.lexed.code[token] ?? 0);
}
