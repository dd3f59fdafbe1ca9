/** What a local number is worth where it stands, when the function set it to a constant and did nothing else to it since. */
import { type Range } from './code.ts';
import { definedHere, referredBy } from './callers.ts';
import { constantValue } from './constants.ts';
import type { FunctionView } from './function-view.ts';
import { exactText } from './exact.ts';
import { isConditional } from './room.ts';
import { semicolonFrom, usesOf } from './uses.ts';

/** Copies of copies are followed this far. */
const mostDepth = 3;

/** What is used more often is no constant, and a copied one is not followed that far. */
const [mostUses, manyUses] = [12, 200];

/** A constant expression of numbers, names of the file's constants, and such locals. */
export function knownValue(view: FunctionView, range: Range, at: number, depth = 0): number | undefined {
  const constants = view.file.constants();
  const plain = constantValue(view.code, range, constants) ?? answered(view, range);
  if (plain !== undefined || depth > mostDepth) return plain;
  const names = new Map<string, number>();
  for (let spot = range.from; spot < range.to; spot++) {
    if (!view.code.isName(spot)) continue;
    const name = view.code.text(spot);
    const value = view.declared().has(name) ? ofLocal(view, name, at, depth + 1) : constants.get(name);
    if (value === undefined) return undefined;
    names.set(name, value);
  }
  return names.size === 0 ? undefined : constantValue(view.code, range, names);
}

/** The last setting before the place counts when nothing skips it; a comparison other than with 0 may be the guard. */
function ofLocal(view: FunctionView, name: string, at: number, depth: number): number | undefined {
  const { code, body } = view;
  const declared = view.declared().get(name);
  if (declared === undefined || declared.isParameter || declared.isStatic || declared.pointers > 0 || declared.sizes.length > 0) return undefined;
  let value = declared.initial === undefined ? undefined : knownValue(view, declared.initial, declared.at, depth);
  const uses = usesOf(code, body, name);
  if (uses.length > (depth > 1 ? mostUses : manyUses)) return undefined;
  for (const use of uses) {
    const [before, after] = [code.text(use - 1), code.text(use + 1)];
    if (use === declared.at) continue;
    if (/^(\+\+|--|[-+*/%&|^]=|<<=|>>=)$/u.test(after) || /^(\+\+|--)$/u.test(before) || (before === '&' && !code.isName(use - 2) && code.text(use - 2) !== ')')) return undefined;
    if (after === '=') {
      if (use > at || isConditional(view, use, at)) return undefined;
      value = knownValue(view, { from: use + 2, to: semicolonFrom(code, use + 2, body.to) }, use, depth);
    } else if (use < at && (isGuard(view, use) || referredBy(view, use) !== undefined)) return undefined;
  }
  return value;
}

/** `strlen(text)` of a text made here, or `name()` of a function of this file whose whole body is the `return` of a constant. */
function answered(view: FunctionView, { from, to }: Range): number | undefined {
  const { code } = view;
  if (to - from === 4 && /^(?:strlen|wcslen)$/u.test(code.text(from))) return exactText(view, { from: from + 2, to: to - 1 }, from);
  if (to - from !== 3 || !code.isName(from) || code.text(from + 1) !== '(') return undefined;
  const called = definedHere(view.file, code.text(from));
  if (called === undefined || called.code.text(called.body.from) !== 'return') return undefined;
  const end = semicolonFrom(called.code, called.body.from, called.body.to);
  return end === called.body.to - 1 ? constantValue(called.code, { from: called.body.from + 1, to: end }, view.file.constants()) : undefined;
}

/** Compared with something other than 0, switched on, or handed to something that may look. */
function isGuard({ code }: FunctionView, use: number): boolean {
  const [before, after] = [code.text(use - 1), code.text(use + 1)];
  if (/^(?:[<>]=?|[=!]=|%|\?)$/u.test(after)) return code.text(use + 2) !== '0';
  return /^(?:[<>]=?|[=!]=)$/u.test(before) || (before === '(' && after === ')' && /^(?:if|while|switch)$/u.test(code.text(use - 2)));
}
