/** Arrays whose size a file states outside of functions: its own variables, and members of the structures it defines. */
import { latin1, type Lexed, TokenKind } from '../../../../scan/lexed.ts';
import { Mark, type Structure } from '../../structure.ts';
import { wordNumber } from '../../words.ts';
import { codeOf, type Code, interned, type Range, splitAtCommas, written } from './code.ts';
import { type Constants, constantValue, sizeOfType } from './constants.ts';
import { type Declared, readDeclaration } from './declaration.ts';
import { literalOf } from './literal.ts';

export interface ArraySize {
  /** Elements of the first dimension. */
  readonly count: number;
  /** All bytes, where the size of an element is known. */
  readonly bytes: number | undefined;
  readonly declared: Declared;
}

export interface FileArrays {
  readonly variables: ReadonlyMap<string, ArraySize>;
  /** By member name; a name that stands in two structures with different sizes is not told. */
  readonly members: ReadonlyMap<string, ArraySize>;
  /** Names of the structures in which an array member of this name stands. */
  readonly owners: ReadonlyMap<string, ReadonlySet<string>>;
  /** Variables that begin as a string literal or as a list. */
  readonly initialised: ReadonlySet<string>;
  /** Arrays of this file whose size is a name that this file does not define, with that name. */
  readonly unsized: ReadonlyMap<string, string>;
  /** What constant variables begin, and stay, as: string literals. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Longer stretches between semicolons are tables of data. */
const segmentReach = 200;

export function fileArraysOf(file: Structure, constants: Constants): FileArrays {
  const variables = new Map<string, ArraySize>();
  const members = new Map<string, ArraySize>();
  const clashing = new Set<string>();
  const initialised = new Set<string>();
  const texts = new Map<string, string>();
  const owners = new Map<string, Set<string>>();
  /** Structures whose braces are open, with the members read in them so far. */
  const open: { readonly names: string[]; readonly members: string[] }[] = [];
  const unsized = new Map<string, string>();
  const read = (from: number, to: number, depth: number, bracketed: boolean): void => {
    if (!bracketed || to - from > segmentReach) return;
    if (depth === 0 && (markOf(file, to) === Mark.assign || kindOf(file, to - 1) === TokenKind.string)) initialised.add(nameBefore(file, from, to));
    if (depth === 0 && kindOf(file, to - 1) === TokenKind.string) constantText(file, from, to, texts);
    const code = codeOf(file, { from, to });
    for (const declared of behindStructure(file, code, { from, to }) ?? readDeclaration(code, { from, to })) {
      const size = sizeOfArray(file, code, declared, constants) ?? templateArray(code, declared, constants);
      if (size === undefined) {
        if (depth === 0 && isNamedSize(code, declared)) unsized.set(declared.name, code.text(declared.sizes[0]?.from ?? 0));
        // A member of one name with no size, or one that is not known, in another structure: which one is meant is not followed.
        if (depth > 0 && declared.sizes.length > 0) clashing.add(declared.name);
        continue;
      }
      if (depth > 0) open.at(-1)?.members.push(declared.name);
      if (depth === 0) variables.set(declared.name, size);
      else if ((members.get(declared.name)?.count ?? size.count) !== size.count) clashing.add(declared.name);
      else members.set(declared.name, size);
    }
  };
  let next = 0;
  let from = 0;
  let depth = 0;
  let bracketed = false;
  for (let at = 0; at < file.count; at++) {
    const span = file.functions[next];
    if (span !== undefined && at >= span.parametersOpen) {
      at = Math.max(at, span.bodyClose);
      next++;
    } else {
      const mark = markOf(file, at);
      if (mark === Mark.bracketOpen || mark === Mark.less || kindOf(file, at) === TokenKind.string) bracketed = true;
      if (mark !== Mark.semicolon && mark !== Mark.braceOpen && mark !== Mark.braceClose) continue;
      // `= {` and, in C++, `name[6]{}` and `std::array<int, 6> name{}`.
      const assigns = mark === Mark.braceOpen && markOf(file, at - 1) === Mark.assign;
      const initialises = assigns || (mark === Mark.braceOpen && (markOf(file, at - 1) === Mark.bracketClose || (kindOf(file, at - 1) === TokenKind.identifier && markOf(file, at - 2) === Mark.greater)));
      if (mark === Mark.semicolon || initialises) read(from, assigns ? at - 1 : at, depth, bracketed);
      if (initialises) at = Math.max(at, file.partner[at] ?? -1);
      else if (mark === Mark.braceOpen) {
        depth++;
        open.push({ names: namesOfStructure(file, from, at), members: [] });
      } else if (mark === Mark.braceClose) {
        depth = Math.max(0, depth - 1);
        const closed = open.pop();
        for (const member of closed?.members ?? []) owners.set(member, new Set([...(owners.get(member) ?? []), ...(closed?.names ?? [])]));
      }
    }
    from = at + 1;
    bracketed = false;
  }
  for (const name of clashing) members.delete(name);
  return { variables, members, owners, initialised, texts, unsized };
}

/** What may stand before an element and is no type. */
const notTypes: ReadonlySet<number> = new Set(['return', 'sizeof', 'else', 'case', 'throw', 'do'].map(wordNumber));

/** Names of arrays that two declarations give different sizes, by one look at all tokens, so that arms count which no walk puts together. */
export function sizedTwiceIn(lexed: Lexed): ReadonlySet<string> {
  const { kind, code, count, bytes, start, end } = lexed;
  const markAt = (token: number): number => (kind[token] === TokenKind.punctuator ? (code[token] ?? 0) : 0);
  const textAt = (token: number): string => interned(bytes, start[token] ?? 0, end[token] ?? 0);
  const sizes = new Map<string, string>();
  const twice = new Set<string>();
  for (let token = 1; token + 4 < count; token++) {
    if (kind[token] !== TokenKind.identifier || markAt(token + 1) !== Mark.bracketOpen || markAt(token + 3) !== Mark.bracketClose) continue;
    const behind = markAt(token + 4);
    if (kind[token - 1] !== TokenKind.identifier || notTypes.has(code[token - 1] ?? 0) || (behind !== Mark.semicolon && behind !== Mark.comma && behind !== Mark.assign)) continue;
    const [name, size] = [textAt(token), textAt(token + 2)];
    if ((sizes.get(name) ?? size) !== size) twice.add(name);
    sizes.set(name, size);
  }
  return twice;
}

/** What a structure is called: its tag, and, behind its closing brace, the names that `typedef` gives it. */
function namesOfStructure(file: Structure, from: number, brace: number): string[] {
  const names: string[] = [];
  const put = (at: number): void => void (kindOf(file, at) === TokenKind.identifier && names.push(structureName(nameAt(file, at))));
  for (let at = brace - 1; at >= from && at > brace - 12; at--) put(at);
  const close = file.partner[brace] ?? -1;
  for (let at = close + 1; close > brace && at < close + 24 && at < file.count && markOf(file, at) !== Mark.semicolon; at++) put(at);
  return names;
}

/** `struct _Frame`, `Frame` and `frame_t` name the same structure by every custom there is. */
export function structureName(type: string): string {
  return type.replace(/^(?:const |volatile |struct |union |class )+/u, '').replace(/^_+|_+$/gu, '').replace(/_(?:t|s|st|tag|struct|type)$/iu, '').toLowerCase();
}

function nameAt(file: Structure, at: number): string {
  const token = file.tokens[at] ?? 0;
  return latin1(file.lexed.bytes, file.lexed.start[token] ?? 0, file.lexed.end[token] ?? 0);
}

/** `struct { … } slots[4];`: what stands behind the brace has the structure for its type, which has no name here. */
function behindStructure(file: Structure, code: Code, { from, to }: Range): readonly Declared[] | undefined {
  if (from === 0 || markOf(file, from - 1) !== Mark.braceClose || !code.isName(from) || code.text(from + 1) !== '[') return undefined;
  const close = code.close(from + 1);
  if (close + 1 !== to && code.text(close + 1) !== '=') return undefined;
  return [{ name: code.text(from), at: from, type: '', pointers: 0, sizes: [{ from: from + 2, to: close }], initial: undefined, isStatic: false, isConst: false, isParameter: false }];
}

/** One dimension, and between its brackets a single name. */
function isNamedSize(code: Code, { sizes, isConst }: Declared): boolean {
  const [first] = sizes;
  return sizes.length === 1 && first !== undefined && first.to === first.from + 1 && code.isName(first.from) && !isConst;
}

/** `[]` is as large as its initialiser: the list that starts two tokens after the declarator, when nothing in it is designated. */
function sizeOfArray(file: Structure, code: Code, declared: Declared, constants: Constants): ArraySize | undefined {
  const [first] = declared.sizes;
  if (first === undefined) return undefined;
  const count = first.from < first.to ? constantValue(code, first, constants) : countOfList(file, first.to + 1);
  if (count === undefined || count <= 0) return undefined;
  return { count, bytes: bytesOf(code, declared, count, constants), declared };
}

/** `std::array<uint8_t, 20> name`: the number behind the comma. */
export function templateArray(code: Code, { at, pointers, ...declared }: Declared, constants: Constants): ArraySize | undefined {
  if (code.text(at - 1) !== '>' || pointers > 0) return undefined;
  let open = at - 2;
  while (open > at - 24 && !/^[<;{}]$/u.test(code.text(open))) open--;
  if (code.text(open) !== '<' || code.text(open - 1) !== 'array') return undefined;
  const [element, size] = splitAtCommas(code, { from: open + 1, to: at - 1 });
  const count = size === undefined ? undefined : constantValue(code, size, constants);
  if (element === undefined || count === undefined || count <= 0) return undefined;
  const type = written(code, element);
  const one = sizeOfType(type);
  return { count, bytes: one === undefined ? undefined : one * count, declared: { ...declared, at, pointers, type, sizes: [] } };
}

export function bytesOf(code: Code, declared: Declared, count: number, constants: Constants): number | undefined {
  let bytes = declared.pointers === 0 ? sizeOfType(declared.type) : undefined;
  for (const [index, size] of declared.sizes.entries()) {
    const next = index === 0 ? count : constantValue(code, size, constants);
    bytes = bytes === undefined || next === undefined ? undefined : bytes * next;
  }
  return bytes;
}

/** Elements of `= { a, b }`; lists beyond this length are counted no further. */
const longestList = 20_000;

function countOfList(file: Structure, assign: number): number | undefined {
  const open = assign + 1;
  const close = file.partner[open] ?? -1;
  if (markOf(file, assign) !== Mark.assign || markOf(file, open) !== Mark.braceOpen || close < open || close - open > longestList) return undefined;
  const list: Range = { from: open + 1, to: close };
  const code = codeOf(file, list);
  const parts = splitAtCommas(code, list);
  return parts.some((part) => code.text(part.from) === '[') ? undefined : parts.length;
}

/** `const char name[] = "text";`, also in program memory. */
function constantText(file: Structure, from: number, to: number, texts: Map<string, string>): void {
  let assign = from;
  while (assign < to && markOf(file, assign) !== Mark.assign) assign++;
  const code = codeOf(file, { from, to });
  const text = literalOf(code, { from: assign + 1, to });
  const isConstant = Array.from({ length: Math.min(assign - from, 12) }, (_, index) => code.text(from + index)).some((word) => /^(const|constexpr|PROGMEM)$/u.test(word));
  if (text !== undefined && isConstant) texts.set(nameBefore(file, from, assign), text);
}

/** The name that `=` or its brackets follow. */
function nameBefore(file: Structure, from: number, to: number): string {
  let at = from;
  while (at < to && markOf(file, at) !== Mark.assign) at++;
  // `name[] PROGMEM = …`: what stands right behind brackets is an attribute.
  while (at > from && (kindOf(file, at - 1) !== TokenKind.identifier || markOf(file, at - 2) === Mark.bracketClose)) at = Math.max(from, markOf(file, at - 1) === Mark.bracketClose ? (file.partner[at - 1] ?? from) : at - 1);
  return at > from ? nameAt(file, at - 1) : '';
}

function kindOf(file: Structure, at: number): number {
  return at >= 0 && at < file.count ? (file.lexed.kind[file.tokens[at] ?? 0] ?? 0) : 0;
}

function markOf(file: Structure, at: number): number {
  const token = file.tokens[at] ?? 0;
  return at >= 0 && at < file.count && file.lexed.kind[token] === TokenKind.punctuator ? (file.lexed.code[token] ?? 0) : 0;
}
