/** Finds function definitions in bracketed tokens, K&R and C++ members too; it does not look inside bodies. */
import { latin1, TokenKind } from '../../scan/lexed.ts';
import { Mark, type Structure } from './structure.ts';

/** All members are positions in `Structure.tokens`. An unclosed body ends at `count`. */
export interface FunctionSpan {
  readonly name: number;
  readonly parametersOpen: number;
  readonly parametersClose: number;
  readonly bodyOpen: number;
  readonly bodyClose: number;
}

/** No function head is longer; it keeps braces without statements between them from being read again and again. */
const headReach = 2000;

type Bare = Omit<Structure, 'functions'>;

/** Words that stand before a parenthesis without naming a function. */
const notNames = new Set([
  'if', 'while', 'for', 'switch', 'return', 'sizeof', 'catch', 'do', 'else', 'void', 'int', 'char', 'unsigned', 'long', 'short',
  '__attribute__', '__attribute', '__declspec', 'alignas', '_Alignas', 'noexcept', 'throw', 'decltype', 'requires', 'explicit',
  '__asm__', 'asm', '__asm', 'typeof', '__typeof__', 'defined',
]);

export function functionsOf(file: Bare): FunctionSpan[] {
  const { count, partner } = file;
  const functions: FunctionSpan[] = [];
  let segment = 0;
  let statement = 0;
  /** The last bracket passed over: without one a declaration has no parameters. */
  let opened = -1;
  let assigned = false;
  for (let at = 0; at < count; at++) {
    const mark = punctuator(file, at);
    if (mark === 0) continue;
    if (mark === Mark.parenOpen || mark === Mark.bracketOpen) {
      opened = at;
      const close = partner[at] ?? -1;
      if (close > at) at = close;
    } else if (mark === Mark.assign) {
      assigned = true;
    } else if (mark === Mark.semicolon) {
      // Parameter declarations of an old style definition follow its parentheses; keep what came before them.
      if (opened < segment || !startsOldStyle(file, segment, at)) segment = at + 1;
      statement = at + 1;
      assigned = false;
    } else if (mark === Mark.braceClose) {
      segment = statement = at + 1;
      assigned = false;
    } else if (mark === Mark.braceOpen) {
      const close = partner[at] ?? -1;
      const end = close > at ? close : count;
      const head = headOf(file, segment, at, assigned) ?? headOf(file, statement, at, assigned);
      if (head !== undefined) {
        functions.push({ ...head, bodyOpen: at, bodyClose: end });
        at = end;
      } else if (assigned || word(file, statement) === 'enum' || word(file, statement + 1) === 'enum') {
        // An initialiser or a list of enumerators: what follows it still belongs to the declaration.
        opened = at;
        at = end;
        continue;
      }
      segment = statement = at + 1;
      assigned = false;
    }
  }
  return functions;
}

/** The name and the parameters of the function that the tokens before a brace declare, if they do. */
function headOf(file: Bare, from: number, brace: number, assigned: boolean): Omit<FunctionSpan, 'bodyOpen' | 'bodyClose'> | undefined {
  if (assigned && word(file, from) !== 'template') return undefined;
  for (let at = Math.max(from, brace - headReach); at < brace; at++) {
    if (punctuator(file, at) !== Mark.parenOpen) continue;
    const close = file.partner[at] ?? -1;
    if (close < at || close > brace) return undefined;
    const name = at - 1;
    if (name >= from && (isIdentifier(file, name) || followsOperator(file, from, name)) && !notNames.has(word(file, name))) {
      // EXPORT(int) name(...): the first pair belongs to a macro around the return type.
      const again = isIdentifier(file, close + 1) && punctuator(file, close + 2) === Mark.parenOpen;
      const outer = again && close + 2 < brace && isCapital(word(file, name)) && !notNames.has(word(file, close + 1));
      if (!outer) return { name, parametersOpen: at, parametersClose: close };
    }
    at = close;
  }
  return undefined;
}

/** `operator+` and its kind: the name ends in punctuation. */
function followsOperator(file: Bare, from: number, at: number): boolean {
  return (at - 1 >= from && word(file, at - 1) === 'operator') || (at - 2 >= from && word(file, at - 2) === 'operator');
}

/** `name(a, b) int a; …`: a list of bare names, and a declaration right behind it. */
function startsOldStyle(file: Bare, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    if (punctuator(file, at) !== Mark.parenOpen) continue;
    const close = file.partner[at] ?? -1;
    if (close <= at + 1 || close + 1 >= end || !isIdentifier(file, close + 1) || !isIdentifier(file, at - 1)) return false;
    for (let inner = at + 1; inner < close; inner += 2) {
      if (!isIdentifier(file, inner) || word(file, inner) === 'void') return false;
      if (inner + 1 < close && punctuator(file, inner + 1) !== Mark.comma) return false;
    }
    // The whole rest must be declarations: a second pair of parentheses is another declaration altogether.
    for (let rest = close + 1; rest < end && rest < close + 64; rest++) if (punctuator(file, rest) === Mark.parenOpen) return false;
    return end - close < 64;
  }
  return false;
}

function punctuator(file: Bare, at: number): number {
  const token = file.tokens[at] ?? 0;
  return at < file.count && file.lexed.kind[token] === TokenKind.punctuator ? (file.lexed.code[token] ?? 0) : 0;
}

function isIdentifier(file: Bare, at: number): boolean {
  return at >= 0 && at < file.count && file.lexed.kind[file.tokens[at] ?? 0] === TokenKind.identifier;
}

function word(file: Bare, at: number): string {
  if (!isIdentifier(file, at)) return '';
  const token = file.tokens[at] ?? 0;
  return latin1(file.lexed.bytes, file.lexed.start[token] ?? 0, file.lexed.end[token] ?? 0);
}

function isCapital(name: string): boolean {
  return name === name.toUpperCase();
}
