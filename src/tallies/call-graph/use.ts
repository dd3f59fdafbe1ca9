/** Counts what subsets restrict, over all C and C++ of a component. */
import type { z } from 'zod';
import type { languageUse } from '../../facts/language-use.ts';
import type { Contexts } from './contexts.ts';
import type { Graph, Node } from './graph.ts';
import { heapCalls } from './interrupt-calls.ts';

export function useOf(graph: Graph, contexts: Contexts, recursion: number, waits: number): z.infer<typeof languageUse.schema> {
  const where: Record<string, string> = {};
  const sum = (construct: string, of: (node: Node) => number): number => graph.nodes.reduce((total, node) => {
    const count = of(node);
    if (count > 0) where[construct] ??= `${node.address} ${node.name}`;
    return total + count;
  }, 0);
  const used = (construct: string, name: string): number => sum(construct, ({ uses }) => uses[name] ?? 0);
  const heaps = graph.nodes.map((node) => node.calls.reduce((total, { callee }) => (heapCalls.has(callee) ? total + 1 : total), 0));
  const heap = (node: Node): number => heaps[node.id] ?? 0;
  let calls = 0;
  let resolved = 0;
  let ambiguous = 0;
  for (const node of graph.nodes) {
    const own = graph.edges(node).length;
    calls += node.calls.length;
    resolved += own;
    if (own < node.calls.length) ambiguous += node.calls.filter(({ callee }) => graph.isAmbiguous(callee) && graph.resolve(callee, node.file) === undefined).length;
  }
  return {
    functions: graph.nodes.length, calls, resolved, ambiguous,
    interrupts: contexts.interrupts.length, tasks: contexts.tasks.length, recursion,
    goto: used('goto', 'goto'), nonlocal_jumps: used('nonlocal_jumps', 'jump'), alloca: used('alloca', 'alloca'), unions: graph.unions,
    pointer_calls: used('pointer_calls', 'pointer'), functions_addressed: graph.addressed,
    heap_calls: sum('heap_calls', heap),
    heap_after_start: sum('heap_after_start', (node) => (contexts.afterStart.has(node) ? heap(node) : node.marks.includes('t') ? node.calls.filter(({ callee, flags }) => heapCalls.has(callee) && (flags.includes('e') || node.name === 'loop')).length : 0)),
    endless_loops: used('endless_loops', 'endless'), unlimited_waits: waits,
    where,
  };
}
