/** C22: loops that only wait for hardware, or walk to a character, with nothing else that ends them. Whether a watchdog would end it is not known. */
import type { Fact } from '../../core/fact.ts';
import type { Contexts } from './contexts.ts';
import { type Graph, wayTo } from './graph.ts';
import { stated } from './stated.ts';

export function waitsOf(graph: Graph, { inInterrupt, afterStart }: Contexts): readonly Fact[] {
  return graph.nodes.flatMap((node) => node.waits.map((wait) => {
    const inside = inInterrupt.has(node);
    const where = inside ? `, in an interrupt (${wayTo(node, inInterrupt).slice(-6).join(' → ')})` : afterStart.has(node) ? ', reached from the main loop or a task' : '';
    if (/^while \(\*\w+ != '/u.test(wait.construct)) {
      return stated(node, wait.line, { rule: 'C22', cwe: [835, 125], construct: wait.construct, confidence: 'medium', detail: 'walks on until it meets a character that need not come, and looks for no other end' });
    }
    return stated(node, wait.line, {
      rule: 'C22', cwe: [835], construct: wait.construct, confidence: inside ? 'high' : afterStart.has(node) ? 'medium' : 'low',
      detail: `waits until something outside changes, with no count, clock or other end${where}`,
    });
  }));
}
