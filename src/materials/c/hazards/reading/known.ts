/** What a local number is worth where it stands, when the function set it to a constant and did nothing else to it since. */
import { type Range } from './code.ts';
import { type Constants, constantValue } from './constants.ts';
import type { FunctionView } from './function-view.ts';
import { isConditional } from './room.ts';
import { semicolonFrom, usesOf } from './uses.ts';

/** A constant expression of numbers, names of the file's constants, and such locals. */
export function knownValue(view: FunctionView, range: Range, at: number): number | undefined {
  const constants = view.file.constants();
  const plain = constantValue(view.code, range, constants);
  if (plain !== undefined) return plain;
  const names = new Map<string, number>();
  for (let spot = range.from; spot < range.to; spot++) {
    if (!view.code.isName(spot)) continue;
    const name = view.code.text(spot);
    const value = view.declared().has(name) ? ofLocal(view, name, at, constants) : constants.get(name);
    if (value === undefined) return undefined;
    names.set(name, value);
  }
  return names.size === 0 ? undefined : constantValue(view.code, range, names);
}

/** The last setting before the place counts when nothing skips it; a comparison other than with 0 may be the guard. */
function ofLocal(view: FunctionView, name: string, at: number, constants: Constants): number | undefined {
  const { code, body } = view;
  const declared = view.declared().get(name);
  if (declared === undefined || declared.isParameter || declared.isStatic || declared.pointers > 0 || declared.sizes.length > 0) return undefined;
  let value = declared.initial === undefined ? undefined : signed(view, declared.initial, constants);
  for (const use of usesOf(code, body, name)) {
    const [before, after] = [code.text(use - 1), code.text(use + 1)];
    if (use === declared.at) continue;
    if (/^(\+\+|--|[-+*/%&|^]=|<<=|>>=)$/u.test(after) || /^(\+\+|--)$/u.test(before) || (before === '&' && !code.isName(use - 2) && code.text(use - 2) !== ')')) return undefined;
    if (after === '=') {
      if (use > at || isConditional(view, use, at)) return undefined;
      value = signed(view, { from: use + 2, to: semicolonFrom(code, use + 2, body.to) }, constants);
    } else if (use < at && isGuard(view, use)) return undefined;
  }
  return value;
}

function signed(view: FunctionView, { from, to }: Range, constants: Constants): number | undefined {
  const isNegative = view.code.text(from) === '-';
  const value = constantValue(view.code, { from: isNegative ? from + 1 : from, to }, constants);
  return value === undefined || !isNegative ? value : -value;
}

/** Compared with something other than 0, switched on, or handed to something that may look. */
function isGuard({ code }: FunctionView, use: number): boolean {
  const [before, after] = [code.text(use - 1), code.text(use + 1)];
  if (/^(?:[<>]=?|[=!]=|%|\?)$/u.test(after)) return code.text(use + 2) !== '0';
  return /^(?:[<>]=?|[=!]=)$/u.test(before) || (before === '(' && after === ')' && /^(?:if|while|switch)$/u.test(code.text(use - 2)));
}
