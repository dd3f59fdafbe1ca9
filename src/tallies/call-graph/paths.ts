/** Numbers from outside that reach a length or an index through calls. What a function returns is not followed, nor what it writes through pointers. */
import type { Fact } from '../../core/fact.ts';
import { hazard } from '../../facts/hazard.ts';
import type { Observed } from '../../core/tally.ts';
import { addressOf } from '../../core/place.ts';
import type { SummedSink } from '../../facts/function-summary.ts';
import type { Edge, Graph, Node } from './graph.ts';
import { stated } from './stated.ts';

const weaknesses: Readonly<Record<string, readonly number[]>> = { C03: [787, 125, 130, 805], C04: [129, 787, 125] };
const mostCalls = 6;

export function pathsOf(graph: Graph, observed: Observed): readonly Fact[] {
  const told = new Set(observed.facts(hazard).map(({ value, place }) => `${value.rule} ${addressOf(place)} ${place.line ?? 0}`));
  const found = new Map<string, Fact>();
  for (const node of graph.nodes) {
    if (!node.mayHandOn || !node.calls.some(({ given }) => given.some((one) => one.startsWith('t')))) continue;
    const checked = checkedElsewhere(node, graph);
    for (const edge of graph.edges(node)) {
      edge.call.given.forEach((given, place) => {
        const [, bits = '0', name = ''] = /^t(\d+):(.*)$/u.exec(given) ?? [];
        if (bits === '0' || checked.has(name)) return;
        for (const { way, sink } of sinksFrom(edge, place, graph)) {
          const last = way.at(-1) ?? edge.to;
          if (fits(sink, Number(bits))) continue;
          const key = `${sink.rule} ${last.address} ${sink.line}`;
          if (told.has(key) || found.has(key)) continue;
          const names = [node.name, ...way.map((step) => step.name)];
          found.set(key, stated(last, sink.line, {
            rule: sink.rule, cwe: [...(weaknesses[sink.rule] ?? [])], construct: sink.construct, confidence: 'medium',
            detail: `a number of ${bits} bits from outside (${name}) comes here by ${names.join(' → ')}, and nothing on the way compares it${sink.limit > 0 ? ` with the ${sink.limit} elements there` : ''}`,
          }));
        }
      });
    }
  }
  return [...found.values()];
}

/** An index of eight bits into an array of unknown size is most often a table made for it. */
function fits({ rule, limit }: SummedSink, bits: number): boolean {
  const largest = 2 ** bits - 1;
  if (limit === 0) return bits <= 8;
  return rule === 'C04' ? largest < limit : largest <= limit;
}

/** Foreign locals that the same function also hands to another one which compares them. */
function checkedElsewhere(node: Node, graph: Graph): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { call, to } of graph.edges(node)) {
    call.given.forEach((given, place) => {
      const name = /^[tu]\d+:(.*)$/u.exec(given)?.[1];
      if (name !== undefined && to.checked.includes(place)) names.add(name);
    });
  }
  return names;
}

function sinksFrom(edge: Edge, place: number, graph: Graph): readonly { readonly way: readonly Node[]; readonly sink: SummedSink }[] {
  const found: { readonly way: readonly Node[]; readonly sink: SummedSink }[] = [];
  const queue: { readonly way: readonly Node[]; readonly place: number }[] = [{ way: [edge.to], place }];
  const seen = new Set<string>();
  for (const { way, place: parameter } of queue) {
    const node = way.at(-1);
    if (node === undefined || node.checked.includes(parameter)) continue;
    const key = `${node.address} ${node.name} ${parameter}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const sink of node.sinks) if (sink.parameter === parameter) found.push({ way, sink });
    if (way.length >= mostCalls) continue;
    const edges = graph.edges(node);
    // Handed to a function that compares it, the number counts as checked for all that follows.
    if (edges.some(({ call, to }) => call.given.some((given, at) => given === `p${parameter}` && to.checked.includes(at)))) continue;
    for (const { call, to } of edges) call.given.forEach((given, at) => { if (given === `p${parameter}`) queue.push({ way: [...way, to], place: at }); });
  }
  return found;
}
