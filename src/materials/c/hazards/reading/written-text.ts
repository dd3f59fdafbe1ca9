/** Whether a local text was written by the program itself, from literals alone. It follows no callee. */
import { boundedAppends, boundedCopies, formatted, numberReaders, scans, unboundedCopies } from '../tables/strings.ts';
import type { FunctionView } from './function-view.ts';
import { hasLiteral, longestLiteral } from './literal.ts';
import { usesOf } from './uses.ts';

/** Calls that only look at a text. */
const reads: ReadonlySet<string> = new Set([...scans.keys(), ...numberReaders, 'strtol', 'strtoul', 'strtoll', 'strtoull', 'wcstol', 'wcstoul', 'strlen', 'wcslen', 'strcmp', 'free', 'puts']);

/** A local array, or a pointer to one, into which nothing but literals is copied: `strcpy(text, "ready")`. */
export function holdsOnlyLiterals(view: FunctionView, name: string): boolean {
  const { code } = view;
  const names = namesOf(view, name);
  let filled = 0;
  for (const each of names) {
    const declared = view.declared().get(each);
    if (declared === undefined || declared.isStatic || declared.isParameter) return false;
    if (declared.initial !== undefined) {
      const first = code.text(declared.initial.from);
      if (hasLiteral(code, declared.initial)) filled++;
      else if (!/^(0|NULL|nullptr)$/u.test(first) && !names.has(first)) return false;
    }
    for (const at of usesOf(code, view.body, each)) {
      const does = at === declared.at || isNamed(view, at, names) ? 'nothing' : doneBy(view, at);
      if (does === 'unknown') return false;
      if (does === 'fills') filled++;
    }
  }
  return filled > 0;
}

/** The name and the local array that it is set to point at. */
function namesOf(view: FunctionView, name: string): ReadonlySet<string> {
  const { code } = view;
  const names = new Set([name]);
  const initial = view.declared().get(name)?.initial;
  const spots = [...(initial === undefined ? [] : [initial.from]), ...usesOf(code, view.body, name).filter((at) => code.text(at + 1) === '=').map((at) => at + 2)];
  for (const at of spots) {
    const other = /^[;,]$/u.test(code.text(at + 1)) ? view.declared().get(code.text(at)) : undefined;
    if (other !== undefined && other.sizes.length > 0 && !other.isParameter) names.add(other.name);
  }
  return names;
}

/** `line = text`, either side. */
function isNamed({ code }: FunctionView, at: number, names: ReadonlySet<string>): boolean {
  if (code.text(at + 1) === '=') return names.has(code.text(at + 2)) && /^[;,]$/u.test(code.text(at + 3));
  return code.text(at - 1) === '=' && names.has(code.text(at - 2)) && /^[;,]$/u.test(code.text(at + 1));
}

function doneBy(view: FunctionView, at: number): 'fills' | 'nothing' | 'unknown' {
  const { code } = view;
  const call = view.calls().findLast(({ open, close }) => open < at && at < close);
  if (call === undefined) return 'unknown';
  const bounded = boundedCopies.has(call.name) || boundedAppends.has(call.name);
  const copy = unboundedCopies.get(call.name) ?? (bounded ? { to: 0, from: 1 } : undefined);
  if (copy !== undefined && call.arguments[copy.to]?.from === at) {
    const source = call.arguments[copy.from];
    return source !== undefined && longestLiteral(code, source) !== undefined ? 'fills' : 'unknown';
  }
  return copy !== undefined || reads.has(call.name) || formatted.has(call.name) ? 'nothing' : 'unknown';
}
