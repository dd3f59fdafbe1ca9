/** The eyes of C09 for sums: what is added to a number that was looked at, or that a caller hands over, before memory is asked for. */
import { functionName, parametersOf } from './parameters.ts';
import { markAt, type Raw } from './raw.ts';
import { type Call, rangeOf } from './reading/calls.ts';
import { type Code, type Range, written } from './reading/code.ts';
import { constantValue, sizeOfType } from './reading/constants.ts';
import type { Declared } from './reading/declaration.ts';
import type { FunctionView } from './reading/function-view.ts';
import { pathEnd, withoutCasts } from './reading/place.ts';
import { relationAt, semicolonFrom, usesOf } from './reading/uses.ts';
import type { Rule, Sighting } from './rule.ts';
import { allocationMacros, allocations } from './tables/copies.ts';

const rule: Rule = {
  id: 'C09',
  words: [...allocations.keys(), ...allocationMacros],
  shapes: [],
  suspects: (raw) => adds(raw, plus),
  *look(view) {
    for (const call of view.calls()) {
      const size = call.isMethod ? undefined : call.arguments[allocations.get(call.name) ?? (macros.has(call.name) ? call.arguments.length - 1 : -1)];
      const seen = size === undefined ? undefined : (behindProduct(view, call, size) ?? manyHanded(view, call, size) ?? squeezed(view, call, size));
      if (seen !== undefined) yield seen;
    }
  },
};

export default rule;

/** What gives out memory itself need not call anything that a table knows. */
export const givers: Rule = {
  id: 'C09',
  words: ['return'],
  shapes: [],
  suspects: (raw) => namesAllocation(raw) && adds(raw, plusAssign) && parametersOf(raw).some(isSize) && givesOut.test(functionName(raw)),
  look: headsOfBlocks,
};

const [plus, plusAssign] = [0x2b, 0x3d2b];
const macros: ReadonlySet<string> = new Set(allocationMacros);
/** Functions that give out memory, by their names. */
const givesOut = /(?:^|_|[a-z])(?:m|M)?(?:alloc|Alloc|ALLOC)(?:ate)?(?:$|_|[A-Z])/u;

/** `lloc` in the name, compared byte by byte: every function that returns something is asked. */
function namesAllocation({ file, span }: Raw): boolean {
  const { start, end, bytes } = file.lexed;
  const token = file.tokens[span.name] ?? 0;
  for (let at = start[token] ?? 0; at + 3 < (end[token] ?? 0); at++) {
    if (((bytes[at] ?? 0) | 0x20) === 0x6c && ((bytes[at + 1] ?? 0) | 0x20) === 0x6c && ((bytes[at + 2] ?? 0) | 0x20) === 0x6f && ((bytes[at + 3] ?? 0) | 0x20) === 0x63) return true;
  }
  return false;
}

function adds(raw: Raw, mark: number): boolean {
  for (let at = raw.span.bodyOpen; at < raw.span.bodyClose; at++) if (markAt(raw, at) === mark) return true;
  return false;
}

/** A plain unsigned number by the name of a size. */
function isSize({ name, type, pointers, sizes, isParameter }: Declared): boolean {
  return isParameter && pointers === 0 && sizes.length === 0 && /^(?:size_t|std::size_t|unsigned\b.*|uint(?:16|32)_t|u(?:16|32)(?:_t)?|mem_size_t|UINT(?:N|16|32)|rt_size_t)$/u.test(type) && /size|len|bytes|wanted|^n$/iu.test(name);
}

/** `wanted += HEAD;` in what gives out memory, with nothing before it that says how much was wanted at most. */
function* headsOfBlocks(view: FunctionView): Iterable<Sighting> {
  const { code, body } = view;
  for (const declared of view.declared().values()) {
    if (!isSize(declared)) continue;
    const uses = usesOf(code, body, declared.name);
    const grows = uses.find((at) => code.text(at + 1) === '+=' && code.text(at + 3) === ';' && isFixed(view, { from: at + 2, to: at + 3 }));
    if (grows === undefined || uses.some((at) => at < grows && isOrdered(code, at, body))) continue;
    // Some copy of the number as it was could still be asked for.
    if (uses.some((at) => at < grows && code.text(at - 1) === '=' && code.text(at + 1) === ';')) continue;
    const limit = uses.find((at) => at > grows && isOrdered(code, at, body));
    if (limit === undefined) continue;
    yield { at: { from: grows, to: grows + 3 }, detail: `${declared.name} is what a caller asks for and grows by ${code.text(grows + 2)} before anything asks how much it is; the sum can wrap to a small number, which then passes as one that fits`, confidence: 'medium', cwe: [190, 131, 680] };
  }
}

function isFixed({ code, file }: FunctionView, range: Range): boolean {
  return constantValue(code, range, file.constants()) !== undefined || /^(?:[A-Z][A-Z0-9_]+|[a-z]{1,8}[A-Z][A-Z0-9_]+)$/u.test(code.text(range.from)) || code.text(range.from) === 'sizeof';
}

/** Held against something other than 0, by order. */
function isOrdered(code: Code, at: number, body: Range): boolean {
  if (!/^[<>]=?$/u.test(relationAt(code, at, body))) return false;
  if (!/^[<>]=?$/u.test(code.text(at + 1))) return true;
  let other = at + 2;
  while (code.text(other) === '(') other = code.close(other) + 1;
  return !/^0[uUlL]*$/u.test(code.text(other));
}

/** `malloc(sizeof(struct queue) + bytes)`, where the product `bytes` was held against its factors, and the sum against nothing. */
function behindProduct(view: FunctionView, call: Call, size: Range): Sighting | undefined {
  const { code, body } = view;
  const terms = termsOf(code, size);
  if (terms.length < 2) return undefined;
  for (const term of terms) {
    const name = term.to === term.from + 1 ? code.text(term.from) : '';
    const local = view.declared().get(name);
    if (local === undefined || local.isParameter || local.pointers > 0) continue;
    const uses = usesOf(code, { from: body.from, to: call.at }, name);
    const set = uses.filter((at) => code.text(at + 1) === '=');
    const product = set.map((at) => factorsOf(view, { from: at + 2, to: semicolonFrom(code, at + 2, body.to) })).find((factors) => factors !== undefined);
    // Whether the product wraps is the other half's affair; here somebody divided to see that it does not.
    if (product === undefined || set.length !== 1 || !uses.some((at) => code.text(at + 1) === '/') || uses.some((at) => isOrdered(code, at, body))) continue;
    if (product.some((factor) => usesOf(code, { from: body.from, to: call.at }, factor).some((at) => isOrdered(code, at, body)))) continue;
    return { at: rangeOf(call), detail: `${call.name} is asked for ${written(code, size, 80)}; that ${name} did not wrap as the product of ${product.join(' and ')} was asked, that the sum does not wrap was not`, confidence: 'low', cwe: [190, 131, 680] };
  }
  return undefined;
}

/** Two parameters that are multiplied, and nothing else. */
function factorsOf(view: FunctionView, given: Range): readonly string[] | undefined {
  const { code } = view;
  const range = withoutCasts(code, given);
  const [a, b] = [code.text(range.from), code.text(range.from + 2)];
  if (range.to !== range.from + 3 || code.text(range.from + 1) !== '*') return undefined;
  return [a, b].every((name) => view.declared().get(name)?.isParameter === true) ? [a, b] : undefined;
}

/** What is added up, without casts of the parts. */
function termsOf(code: Code, given: Range): readonly Range[] {
  const range = withoutCasts(code, given);
  const terms: Range[] = [];
  let from = range.from;
  for (let at = range.from; at < range.to; at++) {
    const text = code.text(at);
    if (text === '(' || text === '[') at = code.close(at);
    else if (text === '+') {
      terms.push(withoutCasts(code, { from, to: at }));
      from = at + 1;
    } else if (/^(?:[-?:%&|]|<<|>>)$/u.test(text)) return [];
  }
  return [...terms, withoutCasts(code, { from, to: range.to })];
}

/** Three lengths of 32 bits that the caller decides upon, in one sum. */
const many = 3;

function manyHanded(view: FunctionView, call: Call, size: Range): Sighting | undefined {
  const { code } = view;
  const names = [...new Set(termsOf(code, size).flatMap((term) => [term, ...setTo(view, term, call.at).flatMap((range) => termsOf(code, range))]))]
    .map((term) => (term.to === term.from + 1 ? code.text(term.from) : '')).filter((name) => isHanded(view, name, call.at));
  const loose = names.filter((name) => !usesOf(code, { from: view.body.from, to: call.at }, name).some((at) => isOrdered(code, at, view.body)));
  // Of three, one that is bounded still leaves two.
  if (names.length < many || loose.length < many) return undefined;
  return { at: rangeOf(call), detail: `${call.name} is asked for a sum of ${loose.join(', ')}, 32 bits each, all of which the caller decides upon; nothing bounds any of them, so the sum can wrap to a small block`, confidence: 'low', cwe: [190, 131, 680] };
}

/** What a named place was set to in the function before. */
function setTo(view: FunctionView, term: Range, before: number): readonly Range[] {
  const { code, body } = view;
  if (pathEnd(code, term) !== term.to || term.to === term.from) return [];
  const path = written(code, term);
  const length = term.to - term.from;
  return usesOf(code, { from: body.from, to: before }, path).filter((at) => code.text(at + length) === '=').map((at) => ({ from: at + length + 1, to: semicolonFrom(code, at + length + 1, body.to) }));
}

const narrow = /^(?:unsigned|unsigned int|uInt|uint32_t|u32(?:_t)?|UINT32|DWORD|uint)$/u;

/** A parameter of 32 bits, or a local of 32 bits that the length of a text of the caller's is squeezed into. */
function isHanded(view: FunctionView, name: string, before: number): boolean {
  const { code } = view;
  const declared = view.declared().get(name);
  if (declared === undefined || declared.pointers > 0 || declared.sizes.length > 0 || !narrow.test(declared.type)) return false;
  if (declared.isParameter) return true;
  return setTo(view, { from: declared.at, to: declared.at + 1 }, before).some((given) => {
    const range = withoutCasts(code, given);
    return code.text(range.from) === 'strlen' && view.declared().get(code.text(range.from + 2))?.isParameter === true;
  });
}

/** `int size = n * sizeof(A) + m * sizeof(B);`: computed in `size_t`, kept in less, and then asked for. */
function squeezed(view: FunctionView, call: Call, size: Range): Sighting | undefined {
  const { code, body } = view;
  const range = withoutCasts(code, size);
  const declared = range.to === range.from + 1 ? view.declared().get(code.text(range.from)) : undefined;
  if (declared === undefined || declared.isParameter || declared.pointers > 0 || !/^(?:int|short|unsigned short|u?int16_t|int32_t|signed|INT32)$/u.test(declared.type)) return undefined;
  const given = declared.initial ?? setTo(view, range, call.at)[0];
  const products = given === undefined ? [] : termsOf(code, given).filter((term) => isMeasured(view, term));
  const uses = usesOf(code, { from: body.from, to: call.at }, declared.name);
  if (given === undefined || products.length < 2 || uses.some((at) => relationAt(code, at, body) !== '')) return undefined;
  const counts = products.flatMap((term) => countsIn(code, term));
  if (counts.some((count) => usesOf(code, { from: body.from, to: call.at }, count).some((at) => isOrdered(code, at, body)))) return undefined;
  return { at: rangeOf(call), detail: `${declared.name} is a sum of ${written(code, given, 120)}, computed in size_t and kept in ${declared.type}; nothing asks whether it fits, and ${call.name} gets what is left of it`, confidence: 'medium', cwe: [190, 131, 681] };
}

/** `count * sizeof(type)`, of a count that may be large. */
function isMeasured(view: FunctionView, term: Range): boolean {
  const { code } = view;
  return countsIn(code, term).some((count) => (sizeOfType(view.declared().get(count)?.type ?? '') ?? 4) > 2) && code.find('sizeof', term).length > 0;
}

function countsIn(code: Code, { from, to }: Range): readonly string[] {
  const counts: string[] = [];
  for (let at = from; at < to; at++) {
    if (code.text(at) === 'sizeof') at = code.text(at + 1) === '(' ? code.close(at + 1) : at + 1;
    else if (code.isName(at)) {
      const end = pathEnd(code, { from: at, to });
      counts.push(written(code, { from: at, to: end }));
      at = end - 1;
    }
  }
  return counts;
}
