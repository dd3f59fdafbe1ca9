/** C10: stack memory whose amount is not fixed or is large; sizes that only another file knows are taken as constants. */
import { TokenKind, tokenText } from '../../../scan/lexed.ts';
import { Mark, type Structure } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { isMacroAt, isNameAt, kindAt, lengthAt, markAt, noteInBody, type Raw, wordAt } from './raw.ts';
import { type Declared, isStorage } from './reading/declaration.ts';
import { rangeOf } from './reading/calls.ts';
import type { Range } from './reading/code.ts';
import { isMacroName } from './reading/literal.ts';
import { constantsOf, constantValue, endsPlainType, numberOf, sizeOfType } from './reading/constants.ts';
import { type FunctionView, takesCommandLine } from './reading/function-view.ts';
import { sizedOf } from './reading/room.ts';
import type { Rule, Sighting } from './rule.ts';

const allocating: ReadonlySet<string> = new Set(['alloca', '__builtin_alloca', '_alloca', '_malloca', 'ALLOCA']);

/** Bytes of one local array from which on it is worth a look: the whole stack of many an RTOS task. */
export const largeLocal = 4096;

const rule: Rule = {
  id: 'C10',
  words: allocating,
  shapes: ['array'],
  suspects: hasDoubtfulArray,
  *look(view) {
    for (const call of view.calls()) {
      if (!allocating.has(call.name) || call.isMethod) continue;
      const size = call.arguments[0] === undefined ? undefined : sizedOf(view, call.arguments[0]);
      // A name in capitals that another file defines is a fixed amount, as in the size of an array.
      if (size === undefined && call.arguments[0] !== undefined && isMacroName(view.code, call.arguments[0])) continue;
      const how = size?.unit === '' ? `${size.amount} bytes of stack memory each time it is reached` : 'stack memory by an amount computed at run time';
      yield { at: rangeOf(call), detail: `${call.name} takes ${how}`, confidence: 'high', cwe: [770, 789] };
    }
    if (takesCommandLine(view)) return;
    for (const declared of view.declared().values()) {
      const seen = declared.isParameter || declared.isStatic ? undefined : sized(view, declared);
      if (seen !== undefined) yield seen;
    }
  },
};

export default rule;

/** An array whose size is neither a short number nor a macro; a macro of this file may still be large. */
function hasDoubtfulArray(raw: Raw): boolean {
  return noteInBody(raw, (at) => {
    if (numbers.has(wordAt(raw, at))) return true;
    if (markAt(raw, at) !== Mark.bracketOpen || !isNameAt(raw, at - 1)) return false;
    const before = markAt(raw, at - 2);
    if ((!isNameAt(raw, at - 2) && before !== Mark.star && before !== Mark.comma) || !mayDeclare(raw, at)) return false;
    if (markAt(raw, at + 1) === Mark.bracketClose) return false;
    const single = markAt(raw, at + 2) === Mark.bracketClose && markAt(raw, at + 3) !== Mark.bracketOpen;
    // Three digits of anything but large structures stay below the limit; those are the price of not reading every array.
    if (single && kindAt(raw, at + 1) === TokenKind.number && lengthAt(raw, at + 1) <= 3) return false;
    if (single && isMacroAt(raw, at + 1)) return isLargeMacro(raw, at + 1);
    return !(single && kindAt(raw, at + 1) === TokenKind.number ? isBearable(raw, at, before) : isUntold(raw, at));
  }) >= 0;
}

/** How far back the beginning of a declaration is looked for. */
const headReach = 200;

/** Whether names and stars before a bracket can begin a declaration: operands, and arguments of calls, cannot. */
function mayDeclare(raw: Raw, open: number): boolean {
  let at = open - 2;
  for (; isNameAt(raw, at) || markAt(raw, at) === Mark.star; at--) if (operators.has(wordAt(raw, at))) return false;
  if (markAt(raw, at) === Mark.comma) {
    // Back to where the list begins, over what is in brackets.
    const reach = at - headReach;
    for (at--; markAt(raw, at) !== Mark.parenOpen && !beginners.has(markAt(raw, at)); at--) {
      if (at < reach) return true;
      const partner = raw.file.partner[at] ?? -1;
      if (partner >= 0 && partner < at) at = partner;
    }
  }
  const mark = markAt(raw, at);
  if (mark !== Mark.parenOpen) return beginners.has(mark) || mark === 0 || mark === Mark.parenClose || mark === Mark.greater || mark === scope;
  return wordAt(raw, at - 1) === loop || (isNameAt(raw, at - 1) && isNameAt(raw, at - 2));
}

const operators: ReadonlySet<number> = new Set(['return', 'case', 'sizeof', 'goto', 'delete', 'throw'].map(wordNumber));
const beginners: ReadonlySet<number> = new Set([Mark.semicolon, Mark.braceOpen, Mark.braceClose, Mark.colon]);
const loop = wordNumber('for');
const scope = 0x3a3a;

/** The number of elements is told, but nothing that large: pointers and what is no plain type have no size here. */
function isBearable(raw: Raw, open: number, before: number): boolean {
  if (before === Mark.star) return true;
  if (before === Mark.comma) return false;
  const type = textAt(raw, open - 2);
  if (isStorage(type)) return false;
  if (!endsPlainType(type)) return true;
  return sizeOfType(type) === 1 && lengthAt(raw, open + 1) === 4 && (numberOf(textAt(raw, open + 1)) ?? Infinity) <= largeLocal;
}

/** Nothing in the sizes varies, as far as their spelling tells, and something in them is defined in another file. */
function isUntold(raw: Raw, first: number): boolean {
  const { file } = raw;
  let untold = false;
  let open = first;
  for (let close = file.partner[open] ?? -1; markAt(raw, open) === Mark.bracketOpen && close > open; open = close + 1, close = file.partner[open] ?? -1) {
    for (let at = open + 1; at < close; at++) {
      if (!isNameAt(raw, at)) continue;
      const name = textAt(raw, at);
      if (name === 'sizeof' && markAt(raw, at + 1) === Mark.parenOpen) {
        at = Math.max(at, file.partner[at + 1] ?? -1);
        if (!endsPlainType(textAt(raw, at - 1))) untold = true;
        continue;
      }
      if (!/^[A-Z][A-Z0-9_]*$/u.test(name)) return false;
      if (markAt(raw, at + 1) === Mark.parenOpen) at = Math.max(at, file.partner[at + 1] ?? -1);
      if (!constantsOf(file).has(name)) untold = true;
    }
  }
  return untold;
}

function textAt({ file }: Raw, at: number): string {
  return tokenText(file.lexed, file.tokens[at] ?? 0);
}

/** Files define few macros that are large numbers; their names are found once a file. */
const largeMacros = new WeakMap<Structure, ReadonlySet<string>>();

function isLargeMacro({ file }: Raw, at: number): boolean {
  let names = largeMacros.get(file);
  if (names === undefined) {
    names = new Set([...constantsOf(file)].filter(([, value]) => value > largeLocal / 8).map(([name]) => name));
    largeMacros.set(file, names);
  }
  return names.size > 0 && names.has(tokenText(file.lexed, file.tokens[at] ?? 0));
}

const numbers: ReadonlySet<number> = new Set([...allocating].map(wordNumber));

/** C11 6.7.6.2 p4: a size that is no constant expression makes an array of variable length. */
function sized(view: FunctionView, declared: Declared): Sighting | undefined {
  const [first] = declared.sizes;
  const last = declared.sizes.at(-1);
  if (first === undefined || last === undefined || first.from >= first.to) return undefined;
  const at = { from: declared.at, to: last.to + 1 };
  const varying = declared.sizes.map((size) => variable(view, size)).find((name) => name !== '');
  if (varying !== undefined) {
    return { at, detail: `the size of array ${declared.name} is taken from ${varying} at run time`, confidence: 'high', cwe: [770, 789] };
  }
  const bytes = view.arraySize(declared.name)?.bytes;
  if (bytes === undefined || bytes <= largeLocal) return undefined;
  return { at, detail: `array ${declared.name} takes ${bytes} bytes of stack; more than ${largeLocal} is called large`, confidence: 'high', cwe: [770] };
}

/** The parameter, changing local or call that the size depends on, or nothing. */
function variable(view: FunctionView, size: Range): string {
  const { code } = view;
  const constants = view.file.constants();
  if (constantValue(code, size, constants) !== undefined) return '';
  for (let at = size.from; at < size.to; at++) {
    const name = code.text(at);
    // A macro in capitals works on names at compile time as a rule: ARRAY_SIZE(names).
    if (/^(sizeof|alignof|_Alignof|offsetof|decltype|__builtin_offsetof|[A-Z][A-Z0-9_]*)$/u.test(name)) {
      at = code.text(at + 1) === '(' ? code.close(at + 1) : name === name.toUpperCase() ? at : at + 1;
      continue;
    }
    if (!code.isName(at) || /^(\.|->|::)$/u.test(code.text(at - 1))) continue;
    if (code.text(at + 1) === '(' && /^[a-z_]\w*$/u.test(name)) return /(^|_)(max|min|size|align|roundup|round_up|div|ceil)\w*$/u.test(name) ? '' : `${name}()`;
    if (code.text(at + 1) === '::') continue;
    const declared = view.declared().get(name);
    if (declared === undefined || (declared.isConst && declared.pointers === 0 && isFixed(view, declared))) continue;
    return name;
  }
  return '';
}

/** `const int n = 8` is a constant by intent, and by the rules of C++. */
function isFixed(view: FunctionView, declared: Declared): boolean {
  return declared.initial !== undefined && !declared.isParameter && variableFree(view, declared.initial);
}

function variableFree(view: FunctionView, initial: Range): boolean {
  const { code } = view;
  for (let at = initial.from; at < initial.to; at++) {
    const name = code.text(at);
    if (code.text(at + 1) === '(' && code.isName(at) && name !== 'sizeof') return false;
    const declared = view.declared().get(name);
    if (declared !== undefined && !declared.isConst && code.text(at - 1) !== '(') return false;
  }
  return true;
}
