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
function follows(edge: Edge, from: Node, graph: Graph): boolean {
  const { call, to } = edge;
  return call.count === to.parameters && !call.flags.includes('d') && to.name !== to.name.toUpperCase() && !isHandedBack(edge, from, graph);
}

/** Two functions of a file hand work to each other by its kind, each only what the other does not: that way ends where it was to begin. */
function isHandedBack({ call, to }: Edge, from: Node, graph: Graph): boolean {
  const [, sign, kind] = /([=!])(\d+)$/u.exec(call.flags) ?? [];
  if (kind === undefined || to === from || to.file !== from.file) return false;
  const opposite = `${sign === '=' ? '!' : '='}${kind}`;
  const handed = graph.edges(from).filter((edge) => edge.to === to);
  const back = graph.edges(to).filter((edge) => edge.to === from);
  return handed.every((edge) => edge.call.flags.endsWith(`${sign}${kind}`)) && back.length > 0 && back.every((edge) => edge.call.flags.endsWith(opposite));
}

/** Strongly connected groups (Tarjan 1972), without recursion of our own; nodes by their number in the graph. */
function groupsOf(graph: Graph): readonly ReadonlySet<Node>[] {
  const { nodes } = graph;
  const index = new Int32Array(nodes.length).fill(-1);
  const low = new Int32Array(nodes.length);
  const onStack = new Uint8Array(nodes.length);
  const stack: Node[] = [];
  const groups: Set<Node>[] = [];
  let met = 0;
  const enter = (node: Node): { readonly node: Node; readonly edges: readonly Edge[]; next: number } => {
    index[node.id] = low[node.id] = met++;
    stack.push(node);
    onStack[node.id] = 1;
    return { node, edges: graph.edges(node), next: 0 };
  };
  const reach = (from: Node, lowest: number | undefined): void => {
    if ((lowest ?? 0) < (low[from.id] ?? 0)) low[from.id] = lowest ?? 0;
  };
  for (const root of nodes) {
    if (index[root.id] !== -1) continue;
    const work = [enter(root)];
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { node, edges } = top;
      const edge = edges[top.next++];
      if (edge !== undefined) {
        const { to } = edge;
        if (!follows(edge, node, graph)) continue;
        if (index[to.id] === -1) work.push(enter(to));
        else if (onStack[to.id] === 1) reach(node, index[to.id]);
        continue;
      }
      work.pop();
      const above = work.at(-1)?.node;
      if (above !== undefined) reach(above, low[node.id]);
      if (low[node.id] !== index[node.id]) continue;
      const group = new Set<Node>();
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        onStack[member.id] = 0;
        group.add(member);
        if (member === node) break;
      }
      if (group.size > 1 || edges.some((own) => own.to === node && follows(own, node, graph))) groups.push(group);
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
        if (!group.has(edge.to) || met.has(edge.to) || !follows(edge, node, graph)) continue;
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
