/** C08: a format that is no literal; formats handed through a wrapper are left to its callers. */
import { TokenKind } from '../../../scan/lexed.ts';
import { wordNumber } from '../words.ts';
import { argumentAt, kindAt, noteInBody, type Raw, wordAt } from './raw.ts';
import { rangeOf } from './reading/calls.ts';
import { type Code, type Range, written } from './reading/code.ts';
import type { FunctionView } from './reading/function-view.ts';
import { hasLiteral } from './reading/literal.ts';
import { holdsOnlyLiterals } from './reading/written-text.ts';
import { withoutCasts } from './reading/place.ts';
import type { Rule } from './rule.ts';
import { formatted } from './tables/strings.ts';
import { semicolonFrom } from './reading/uses.ts';

const rule: Rule = {
  id: 'C08',
  words: formatted.keys(),
  shapes: [],
  suspects: (raw) => noteInBody(raw, (at) => isOpen(raw, at)) >= 0,
  *look(view) {
    for (const call of view.calls()) {
      const place = formatted.get(call.name);
      if (place === undefined || call.isMethod) continue;
      const format = call.arguments[place];
      if (format === undefined || isSettled(view, format)) continue;
      const alone = call.arguments.length === place + 1 && !call.name.startsWith('v');
      yield {
        at: rangeOf(call),
        detail: `${call.name} takes its format from ${written(view.code, format, 120)}, which is no literal`,
        confidence: alone ? 'high' : 'medium',
        cwe: [134],
      };
    }
  },
};

export default rule;

/** By word number. */
const places: ReadonlyMap<number, number> = new Map([...formatted].map(([name, place]) => [wordNumber(name), place]));

function isOpen(raw: Raw, at: number): boolean {
  const place = places.get(wordAt(raw, at));
  const format = place === undefined ? undefined : argumentAt(raw, at + 1, place);
  return format !== undefined && !hasString(raw, format.from, format.to);
}

function hasString(raw: Raw, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (kindAt(raw, at) === TokenKind.string) return true;
  return false;
}

function isSettled(view: FunctionView, given: Range): boolean {
  const { code } = view;
  const format = withoutCasts(code, given);
  if (format.from >= format.to || hasLiteral(code, format)) return true;
  const name = code.text(format.from);
  if (!code.isName(format.from) || isWrapper(view)) return true;
  // A macro's name in capitals stands for a literal as a rule; nothing here can see it.
  if (/^[A-Z][A-Z0-9_]*$/u.test(lastName(code, format))) return true;
  const single = format.to === format.from + 1;
  const declared = view.declared().get(name);
  if (declared === undefined) return view.file.arrays().initialised.has(name) || view.file.macros().has(name);
  // An element of a local list of literals.
  if (!single) return declared.sizes.length > 0 && declared.initial !== undefined && hasLiteral(code, declared.initial);
  if (declared.isParameter) return false;
  return ((declared.sizes.length === 0 || declared.isConst) && onlyLiterals(view, name, declared.initial)) || holdsOnlyLiterals(view, name);
}

function lastName(code: Code, range: Range): string {
  for (let at = range.from; at < range.to; at++) if (code.text(at) === '(') return code.text(at - 1);
  return code.text(range.to - 1);
}

/** A function that takes `...` or a `va_list` passes on what its caller wrote; the caller is where a literal can be asked for. */
function isWrapper(view: FunctionView): boolean {
  for (const declared of view.declared().values()) if (declared.isParameter && /va_list|__VALIST|VA_LIST/u.test(declared.type)) return true;
  const { code } = view;
  for (let at = code.whole.from; at < view.body.from; at++) if (code.text(at) === '...') return true;
  return false;
}

/** A local that is given literals and nothing else. */
function onlyLiterals(view: FunctionView, name: string, initial: Range | undefined): boolean {
  const { code, body } = view;
  let given = initial === undefined ? 0 : 1;
  if (initial !== undefined && !hasLiteral(code, initial) && code.text(initial.from) !== 'NULL' && code.text(initial.from) !== '0') return false;
  for (let at = body.from; at < body.to; at++) {
    if (code.text(at) !== name || code.text(at + 1) !== '=' || at === initial?.from) continue;
    if (initial !== undefined && at + 2 === initial.from) continue;
    if (!hasLiteral(code, { from: at + 2, to: semicolonFrom(code, at + 2, body.to) })) return false;
    given++;
  }
  return given > 0;
}
