/** Tells for each unsafe site what stands around it, as digests: its function and what its module keeps to itself. It judges no change. */
import type { Lexed } from '../../scan/lexed.ts';
import { closings, digestOf } from './digest.ts';
import { keyed } from './hatches.ts';
import { privateItems, type Budget } from './private-items.ts';
import type { Site, Span, Structure } from './site.ts';

export interface Surroundings {
  readonly key: string;
  readonly functionHash: string;
  readonly moduleHash: string;
}

/** Each token may be digested about thrice; of what nests deeper the rest is not told. */
const budgetPerToken = 3;

/** Tokens between an attribute and the function or static it stands before: other attributes, `pub`, `extern "C"`. */
const attributeReach = 60;

/** In the order of the sites. A file whose brackets do not match has no surroundings that could be told. */
export function surroundings(lexed: Lexed, structure: Structure): Surroundings[] {
  const sites = keyed(lexed, structure.sites);
  if (structure.trouble !== '') return sites.map(({ key }) => ({ key, functionHash: '', moduleHash: '' }));
  const spans = [...structure.spans].sort((a, b) => a.first - b.first || b.last - a.last);
  const functions = spans.filter((span) => span.kind !== 'mod');
  const close = closings(lexed);
  const budget: Budget = { left: lexed.count * budgetPerToken + 1000 };
  const modules = spans.filter((span) => span.kind === 'mod');
  const moduleDigests = new Map<Span | undefined, string>();
  const moduleDigest = (span: Span | undefined): string => {
    const known = moduleDigests.get(span);
    if (known !== undefined) return known;
    const made = privateItems(lexed, close, span === undefined ? 0 : span.open + 1, span === undefined ? lexed.count - 1 : span.last - 1, budget);
    moduleDigests.set(span, made);
    return made;
  };
  const functionDigests = new Map<Span, string>();
  const functionDigest = (span: Span): string => {
    const known = functionDigests.get(span);
    if (known !== undefined) return known;
    budget.left -= span.last - span.first + 1;
    const made = budget.left < 0 ? '' : digestOf(lexed, span.first, span.last);
    functionDigests.set(span, made);
    return made;
  };
  const functionAt = innermost(functions);
  const moduleAt = innermost(modules);
  return sites.map(({ site, key }) => {
    const around = functionAt(site.first);
    const meant = isAttribute(site) ? (functionAfter(functions, site) ?? around) : around;
    return { key, functionHash: meant === undefined ? '' : functionDigest(meant), moduleHash: moduleDigest(moduleAt(site.first)) };
  });
}

function isAttribute({ form }: Site): boolean {
  return form === 'no-mangle' || form === 'export-name' || form === 'link-section';
}

/** The function or static that an attribute stands before, known by its path. */
function functionAfter(functions: readonly Span[], site: Site): Span | undefined {
  let low = 0;
  let high = functions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((functions[middle]?.first ?? 0) <= site.last) low = middle + 1;
    else high = middle;
  }
  const next = functions[low];
  return next !== undefined && next.first - site.last < attributeReach && next.path === site.item ? next : undefined;
}

/** Answers, for places that only grow, the innermost of the nested spans around them. */
function innermost(spans: readonly Span[]): (token: number) => Span | undefined {
  const open: Span[] = [];
  let next = 0;
  return (token) => {
    for (let span = spans[next]; span !== undefined && span.first <= token; span = spans[++next]) {
      while ((open.at(-1)?.last ?? Infinity) < span.first) open.pop();
      open.push(span);
    }
    while ((open.at(-1)?.last ?? Infinity) < token) open.pop();
    return open.at(-1);
  };
}
