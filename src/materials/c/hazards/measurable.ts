/** Whether an index of a function stands on something whose size can be told or asked for; where none does, C04 has nothing to say. */
import { TokenKind } from '../../../scan/lexed.ts';
import { Mark, type Structure } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { isForeign, parametersOf } from './parameters.ts';
import { isNameAt, markAt, type Raw, wordAt } from './raw.ts';
import { interned } from './reading/code.ts';
import { byteTypes } from './tables/bytes.ts';

const notTypes: ReadonlySet<number> = new Set(['return', 'else', 'case', 'sizeof', 'goto', 'delete', 'throw'].map(wordNumber));
const ampersand = 0x26;

/** True where it cannot be told from names alone. */
export function indexesMeasurable(raw: Raw): boolean {
  const { file, span } = raw;
  let known: Set<string> | undefined;
  for (let note = raw.from; note < raw.to; note++) {
    const at = file.noted[note] ?? 0;
    if (at < span.bodyOpen || markAt(raw, at) !== Mark.bracketOpen) continue;
    if (markAt(raw, at - 1) === Mark.parenClose) return true;
    if (!isNameAt(raw, at - 1)) continue;
    known ??= new Set(indexedParameters(raw));
    const name = nameAt(file, at - 1);
    const before = markAt(raw, at - 2);
    if (isNameAt(raw, at - 2) && !notTypes.has(wordAt(raw, at - 2))) known.add(name);
    else if (known.has(name) || fileArrayNames(file).has(name)) return true;
    // A declarator or an operand: taken for both.
    else if (before === Mark.star || before === Mark.comma) known.add(name);
  }
  return false;
}

/** Pointers whose number of elements would be asked for: all but text, and but bytes that stay foreign throughout. */
function indexedParameters(raw: Raw): readonly string[] {
  return parametersOf(raw)
    .filter((each) => each.pointers === 1 && each.type !== 'char' && each.type !== 'void' && !(byteTypes.has(each.type) && isForeign(each) && !isAssigned(raw, each.name)))
    .map(({ name }) => name);
}

function isAssigned(raw: Raw, name: string): boolean {
  for (let at = raw.span.bodyOpen; at < raw.span.bodyClose; at++) {
    if (markAt(raw, at) === Mark.assign && isNameAt(raw, at - 1) && nameAt(raw.file, at - 1) === name) return true;
    if (markAt(raw, at) === ampersand && isNameAt(raw, at + 1) && nameAt(raw.file, at + 1) === name) return true;
  }
  return false;
}

let last: { readonly file: Structure; readonly names: ReadonlySet<string> } | undefined;

/** Names before a bracket outside of functions: every array and member whose size this file states is among them. */
function fileArrayNames(file: Structure): ReadonlySet<string> {
  if (last?.file === file) return last.names;
  const names = new Set<string>();
  let next = 0;
  for (let note = 0; note < file.notedCount; note++) {
    const at = file.noted[note] ?? 0;
    let span = file.functions[next];
    while (span !== undefined && span.bodyClose < at) span = file.functions[++next];
    if (span !== undefined && at >= span.parametersOpen) continue;
    const token = file.tokens[at] ?? 0;
    if (file.lexed.kind[token] !== TokenKind.punctuator || file.lexed.code[token] !== Mark.bracketOpen) continue;
    if (file.lexed.kind[file.tokens[at - 1] ?? 0] === TokenKind.identifier) names.add(nameAt(file, at - 1));
  }
  last = { file, names };
  return names;
}

function nameAt({ lexed, tokens }: Structure, at: number): string {
  const token = tokens[at] ?? 0;
  return interned(lexed.bytes, lexed.start[token] ?? 0, lexed.end[token] ?? 0);
}
