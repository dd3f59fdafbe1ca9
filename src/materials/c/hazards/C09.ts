/** C09: memory asked for by numbers that nothing in the function bounds: from outside, or two that a caller hands over to be multiplied. */
import { wordNumber } from '../words.ts';
import { flowOf } from './flow/walk.ts';
import { parametersOf, takesForeign } from './parameters.ts';
import { isNameAt, markAt, noteInBody, type Raw, wordAt } from './raw.ts';
import { rangeOf } from './reading/calls.ts';
import type { Range } from './reading/code.ts';
import { numberOf } from './reading/constants.ts';
import type { Declared } from './reading/declaration.ts';
import type { FunctionView } from './reading/function-view.ts';
import { calleeOf, semicolonFrom, usesOf } from './reading/uses.ts';
import type { Rule, Sighting } from './rule.ts';
import { Mark } from '../structure.ts';
import { allocations } from './tables/copies.ts';
import { foreignWords } from './tables/foreign.ts';

const rule: Rule = {
  id: 'C09',
  words: [...foreignWords, ...allocations.keys()],
  shapes: ['bytes'],
  also: { words: [...allocations.keys(), 'nothrow', 'new'], shapes: [] },
  suspects: (raw) => takesForeign(raw) || multiplies(raw),
  *look(view) {
    const seen = flowOf(view).filter((one) => one.rule === 'C09');
    yield* seen;
    if (seen.length === 0) yield* productsOfParameters(view);
  },
};

export default rule;

const sizes: ReadonlySet<number> = new Set([...allocations.keys()].map(wordNumber));

/** Two numbers among the parameters, something allocated, and a star between two names. */
function multiplies(raw: Raw): boolean {
  if (noteInBody(raw, (at) => sizes.has(wordAt(raw, at))) < 0 || parametersOf(raw).filter(isNumber).length < 2) return false;
  for (let at = raw.span.bodyOpen; at < raw.span.bodyClose; at++) if (markAt(raw, at) === Mark.star && isNameAt(raw, at - 1) && isNameAt(raw, at + 1)) return true;
  return false;
}

/** By its type; an enumeration or a structure counts nothing. */
function isNumber({ type, pointers, sizes: dimensions, isParameter }: Declared): boolean {
  return isParameter && pointers === 0 && dimensions.length === 0 && /^(?:size_t|std::size_t|unsigned(?: int| long)?|int|long|u?int(?:16|32|64)_t|u(?:16|32)(?:_t)?|UBaseType_t|BaseType_t|UINT(?:N|16|32)|DWORD|uint)$/u.test(type);
}

/** `malloc(count * size)` where both come from the caller, and neither is held against anything but 0 (CERT C MEM35). */
function* productsOfParameters(view: FunctionView): Iterable<Sighting> {
  const numbers = [...view.declared().values()].filter(isNumber).map(({ name }) => name);
  if (numbers.length < 2) return;
  for (const call of view.calls()) {
    const size = call.isMethod ? undefined : call.arguments[allocations.get(call.name) ?? -1];
    const product = size === undefined ? undefined : productIn(view, size, numbers, call.at);
    if (product === undefined || product.some((name) => isWeighed(view, name))) continue;
    yield { at: rangeOf(call), detail: `${call.name} is asked for ${product.join(' * ')}, both of which the caller hands over; nothing bounds the factors, so the result can wrap to a small block`, confidence: 'low', cwe: [190, 131, 680] };
    return;
  }
}

/** Two parameters with a star between them, in the size or in what a local that stands there was set to. */
function productIn(view: FunctionView, range: Range, numbers: readonly string[], before: number, depth = 0): readonly string[] | undefined {
  const { code, body } = view;
  for (let at = range.from; at < range.to; at++) {
    if (code.text(at) === '*' && numbers.includes(code.text(at - 1)) && numbers.includes(code.text(at + 1)) && at > range.from && at + 1 < range.to) return [code.text(at - 1), code.text(at + 1)];
    const local = depth === 0 && code.isName(at) ? view.declared().get(code.text(at)) : undefined;
    if (local === undefined || local.isParameter) continue;
    for (const use of usesOf(code, { from: body.from, to: before }, local.name)) {
      if (code.text(use + 1) !== '=') continue;
      const found = productIn(view, { from: use + 2, to: semicolonFrom(code, use + 2, body.to) }, numbers, use, 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const checking = /overflow|check|valid|verif|limit|range|safe|mul/iu;

/** Compared with something other than 0, divided by or into something, or handed to what checks by its name. */
function isWeighed({ code, body }: FunctionView, name: string): boolean {
  return usesOf(code, body, name).some((at) => {
    if (checking.test(calleeOf(code, at, body.from))) return true;
    const [before, after] = [code.text(at - 1), code.text(at + 1)];
    if (/^[/%]$/u.test(before) || /^[/%]$/u.test(after)) return true;
    const other = /^(?:[<>]=?|[!=]=)$/u.test(after) ? at + 2 : /^(?:[<>]=?|[!=]=)$/u.test(before) ? at - 2 : -1;
    if (other < 0) return false;
    let value = other;
    while (code.text(value) === '(') value = code.close(value) + 1;
    return numberOf(code.text(other)) !== 0 && numberOf(code.text(value)) !== 0;
  });
}
