/** C21: functions that call themselves, also through others. A depth that is counted and bounded is left alone where a function calls itself. */
import type { Fact } from '../../core/fact.ts';
import type { Edge, Graph, Node } from './graph.ts';
import { stated } from './stated.ts';

/** One fact for each group of functions that reach each other. */
export function cyclesOf(graph: Graph): readonly Fact[] {
  return groupsOf(graph).map((group) => {
    const cycle = shortest(group, graph);
    const [first] = cycle;
    const names = [...cycle.map(({ from }) => from.name), first?.from.name ?? ''];
    const more = group.size > cycle.length ? `; ${group.size} functions reach each other here` : '';
    const detail = cycle.length === 1 ? 'calls itself: the stack it needs depends on what it is given' : `calls itself through ${names.slice(1, -1).join(', ')}: the stack they need depends on what they are given${more}`;
    const [node, line] = first === undefined ? [undefined, 0] : [first.from, first.edge.call.line];
    return node === undefined ? [] : [stated(node, line, { rule: 'C21', cwe: [674], construct: names.join(' → '), detail, confidence: cycle.length === 1 ? 'high' : 'medium' })];
  }).flat();
}

/**
 * A call by which a function may reach itself: with another number of arguments it is another function of the name, and a
 * name in capitals is a macro that was taken for one. With a count of its depth that has a limit it does not go on for ever.
 */
function follows({ call, to }: Edge): boolean {
  return call.count === to.parameters && !call.flags.includes('d') && to.name !== to.name.toUpperCase();
}

/** Strongly connected groups (Tarjan 1972), without recursion of our own. */
function groupsOf(graph: Graph): readonly ReadonlySet<Node>[] {
  const index = new Map<Node, number>();
  const low = new Map<Node, number>();
  const stack: Node[] = [];
  const onStack = new Set<Node>();
  const groups: Set<Node>[] = [];
  for (const root of graph.nodes) {
    if (index.has(root)) continue;
    const work: { readonly node: Node; next: number }[] = [{ node: root, next: 0 }];
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { node } = top;
      if (top.next === 0) {
        index.set(node, index.size);
        low.set(node, index.get(node) ?? 0);
        stack.push(node);
        onStack.add(node);
      }
      const edge = graph.edges(node)[top.next++];
      if (edge !== undefined) {
        const { to } = edge;
        if (!follows(edge)) continue;
        if (!index.has(to)) work.push({ node: to, next: 0 });
        else if (onStack.has(to)) low.set(node, Math.min(low.get(node) ?? 0, index.get(to) ?? 0));
        continue;
      }
      work.pop();
      const above = work.at(-1)?.node;
      if (above !== undefined) low.set(above, Math.min(low.get(above) ?? 0, low.get(node) ?? 0));
      if (low.get(node) !== index.get(node)) continue;
      const group = new Set<Node>();
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        onStack.delete(member);
        group.add(member);
        if (member === node) break;
      }
      if (group.size > 1 || graph.edges(node).some((own) => own.to === node && follows(own))) groups.push(group);
    }
  }
  return groups;
}

interface Link {
  readonly from: Node;
  readonly edge: Edge;
}

/** The shortest way from the group's first function back to itself. */
function shortest(group: ReadonlySet<Node>, graph: Graph): readonly Link[] {
  const members = [...group].sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : a.line - b.line));
  let best: readonly Link[] = [];
  for (const start of members.slice(0, 50)) {
    const met = new Map<Node, Link>();
    const queue = [start];
    for (const node of queue) {
      for (const edge of graph.edges(node)) {
        if (!group.has(edge.to) || met.has(edge.to) || !follows(edge)) continue;
        met.set(edge.to, { from: node, edge });
        if (edge.to !== start) queue.push(edge.to);
      }
    }
    const way: Link[] = [];
    for (let link = met.get(start); link !== undefined; link = link.from === start ? undefined : met.get(link.from)) way.unshift(link);
    if (way.length > 0 && (best.length === 0 || way.length < best.length)) best = way;
  }
  return best;
}
