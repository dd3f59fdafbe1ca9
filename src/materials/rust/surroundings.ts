/** Tells for each unsafe site what stands around it, as digests: its function and what its module keeps to itself. It judges no change. */
import type { Lexed } from '../../scan/lexed.ts';
import { closings, digestOf, type Inner } from './digest.ts';
import { keyed } from './hatches.ts';
import { privateItems, type Budget } from './private-items.ts';
import type { Site, Span, Structure } from './site.ts';

export interface Surroundings {
  readonly key: string;
  readonly functionHash: string;
  readonly moduleHash: string;
}

/** Each token may be digested about twice more; whoever nests deeper is not told the rest. */
const budgetPerToken = 3;

/** Tokens between an attribute and the function or static it stands before: other attributes, `pub`, `extern "C"`. */
const attributeReach = 60;

/** In the order of the sites. A file whose brackets do not match has no surroundings that could be told. */
export function surroundings(lexed: Lexed, structure: Structure): Surroundings[] {
  const sites = keyed(lexed, structure.sites);
  if (structure.trouble !== '') return sites.map(({ key }) => ({ key, functionHash: '', moduleHash: '' }));
  const spans = [...structure.spans].sort((a, b) => a.first - b.first || b.last - a.last);
  const functions = spans.filter((span) => span.kind !== 'mod');
  const digests = digestsOf(lexed, functions);
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
  const functionAt = innermost(functions);
  const moduleAt = innermost(modules);
  return sites.map(({ site, key }) => {
    const around = functionAt(site.first);
    const meant = isAttribute(site) ? (functionAfter(functions, site) ?? around) : around;
    return { key, functionHash: meant === undefined ? '' : (digests.get(meant) ?? ''), moduleHash: moduleDigest(moduleAt(site.first)) };
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

/** Digests of functions, an inner one standing in the outer one by its digest, so that nesting costs one pass. */
function digestsOf(lexed: Lexed, functions: readonly Span[]): ReadonlyMap<Span, string> {
  const digests = new Map<Span, string>();
  const children = new Map<Span, Inner[]>();
  const open: Span[] = [];
  const finish = (span: Span): void => {
    const digest = digestOf(lexed, span.first, span.last, children.get(span));
    digests.set(span, digest);
    const parent = open.at(-1);
    if (parent === undefined) return;
    const inner = children.get(parent);
    const stand = { first: span.first, last: span.last, digest };
    if (inner === undefined) children.set(parent, [stand]);
    else inner.push(stand);
  };
  for (const span of functions) {
    for (let top = open.at(-1); top !== undefined && top.last < span.first; top = open.at(-1)) {
      open.pop();
      finish(top);
    }
    open.push(span);
  }
  for (let top = open.pop(); top !== undefined; top = open.pop()) finish(top);
  return digests;
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
