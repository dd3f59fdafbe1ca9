/** Finds reads and writes of `static mut` items and reads of union fields, by the names that the file itself declares. */
import { TokenKind, tokenText, type Lexed } from '../../scan/lexed.ts';
import type { StaticMut, Structure } from './site.ts';
import { closing, isIdentifier, isMark, isWord } from './tokens.ts';
import { mark, word } from './words.ts';

/** What a second walk looks for inside unsafe code. */
export interface Operations {
  readonly statics: ReadonlyMap<string, readonly StaticMut[]>;
  readonly fields: ReadonlySet<string>;
}

/** What there is to look for; undefined when the file declares neither or holds no unsafe code. */
export function operationsOf(lexed: Lexed, structure: Structure): Operations | undefined {
  if (structure.sites.length === 0 || (structure.statics.length === 0 && !structure.hasUnion)) return undefined;
  const statics = new Map<string, StaticMut[]>();
  for (const one of structure.statics) {
    const same = statics.get(one.name);
    if (same === undefined) statics.set(one.name, [one]);
    else same.push(one);
  }
  return { statics, fields: structure.hasUnion ? unionFields(lexed) : new Set() };
}

/** Field names that only unions of this file have: a field that a struct has too could be either. */
function unionFields(lexed: Lexed): ReadonlySet<string> {
  const ofUnions = new Set<string>();
  const ofStructs = new Set<string>();
  for (let token = 0; token < lexed.count; token++) {
    const union = isWord(lexed, token, word.union);
    if ((!union && !isWord(lexed, token, word.struct)) || !isIdentifier(lexed, token + 1)) continue;
    const open = bodyOf(lexed, token + 2);
    if (open < 0) continue;
    const close = closing(lexed, open);
    collectFields(lexed, open, close, union ? ofUnions : ofStructs);
    token = close;
  }
  for (const name of ofStructs) ofUnions.delete(name);
  return ofUnions;
}

/** Generics and bounds before a body; nothing written by hand is longer. */
const longestBounds = 200;

function bodyOf(lexed: Lexed, first: number): number {
  for (let token = first; token < Math.min(lexed.count, first + longestBounds); token++) {
    if (isMark(lexed, token, mark.openBrace)) return token;
    if (isMark(lexed, token, mark.semicolon) || isMark(lexed, token, mark.openParen)) return -1;
  }
  return -1;
}

function collectFields(lexed: Lexed, open: number, close: number, into: Set<string>): void {
  for (let token = open + 1; token < close; token++) {
    if (!isMark(lexed, token + 1, mark.colon) || lexed.kind[token] !== TokenKind.identifier) continue;
    into.add(tokenText(lexed, token));
    // On to the comma that ends the field, over the brackets of its type.
    for (token += 2; token < close && !isMark(lexed, token, mark.comma); token++) {
      if (isMark(lexed, token, mark.openParen) || isMark(lexed, token, mark.openBracket)) token = closing(lexed, token);
    }
  }
}

/** Whether the identifier at `token`, met in unsafe code, is such an operation. */
export function operationAt(lexed: Lexed, token: number, operations: Operations): 'static-mut-use' | 'union-read' | undefined {
  const name = tokenText(lexed, token);
  if (isMark(lexed, token - 1, mark.dot)) {
    // Writing a field of a union is safe (Rust Reference, unions); only reading it is not.
    const read = !isMark(lexed, token + 1, mark.openParen) && !isMark(lexed, token + 1, mark.equals);
    return read && operations.fields.has(name) ? 'union-read' : undefined;
  }
  const declared = operations.statics.get(name);
  if (declared === undefined || isMark(lexed, token + 1, mark.colon) || addressOnly(lexed, token)) return undefined;
  return declared.some((one) => reaches(one, token)) ? 'static-mut-use' : undefined;
}

function reaches({ declared, frame }: StaticMut, token: number): boolean {
  if (token === declared) return false;
  const local = frame.kind === 'fn' || frame.kind === 'block' || frame.kind === 'group';
  return !local || (token > frame.open && token < frame.close);
}

/** `&raw mut X`, `addr_of!(X)`: the address is taken, nothing is read or written. */
function addressOnly(lexed: Lexed, token: number): boolean {
  if (isMark(lexed, token - 1, mark.openParen) && isMark(lexed, token - 2, mark.bang)) {
    return token > 2 && tokenText(lexed, token - 3).startsWith('addr_of');
  }
  return token > 1 && isIdentifier(lexed, token - 1) && tokenText(lexed, token - 2) === 'raw';
}
