/** C11 further down: heap asked for by what the endless loop of a task calls. A heap that the component brings along is a heap too. */
import type { Fact } from '../../core/fact.ts';
import { addressOf, compareText } from '../../core/place.ts';
import type { Observed } from '../../core/tally.ts';
import { hazard } from '../../facts/hazard.ts';
import type { SummedCall } from '../../facts/function-summary.ts';
import type { Contexts } from './contexts.ts';
import { type Graph, type Node, reached, wayTo } from './graph.ts';
import { stated } from './stated.ts';

const asking: ReadonlySet<string> = new Set(
  ('malloc calloc realloc aligned_alloc strdup strndup pvPortMalloc pvPortCalloc k_malloc k_calloc mem_malloc rt_malloc os_malloc heap_caps_malloc tx_byte_allocate kmalloc kzalloc').split(' '),
);
/** Names that say that the work is done once, and names of what gives out memory itself. */
const once = /(?:^|_)(?:init|setup|start|begin|boot|create|open|new|configure|register|probe|attach)(?:_|$)|(?:Init|Setup|Start|Create|Open|New|Begin)|alloc/iu;
/** A way of more calls than this is seldom one that is ever gone. */
const longestWay = 6;

interface Sight {
  readonly way: readonly string[];
  readonly node: Node;
  readonly call: SummedCall;
}

/** One fact a task, at the call of the heap that is nearest to its loop. */
export function heapInTasksOf(graph: Graph, { tasks }: Contexts, observed: Observed): readonly Fact[] {
  const told = new Set(observed.facts(hazard).filter(({ value }) => value.rule === 'C11').map(({ place }) => `${addressOf(place)} ${place.line ?? 0}`));
  const found = new Map<string, Fact>();
  for (const task of tasks) {
    const [nearest] = sightsOf(graph, again(graph, task), new Set(tasks)).sort((a, b) => a.way.length - b.way.length || compareText(a.node.address, b.node.address) || a.call.line - b.call.line);
    if (nearest === undefined) continue;
    const { node, call, way } = nearest;
    const key = `${node.address} ${call.line}`;
    if (told.has(key) || found.has(key)) continue;
    found.set(key, stated(node, call.line, {
      rule: 'C11', cwe: [770, 401], construct: `${task.name} → ${way.length > 1 ? '… → ' : ''}${call.callee}`, confidence: 'medium',
      detail: `${call.callee} asks for heap, and the loop of ${task.name}, which never ends, comes here by ${[task.name, ...way].join(' → ')}: a heap that is used after start can run out or break into pieces`,
    }));
  }
  return [...found.values()];
}

/** What is called in an endless loop of the task, or in the `loop` of an Arduino; what a thread does before its loop, it does once. */
function again(graph: Graph, task: Node): readonly Node[] {
  return graph.edges(task).filter(({ call }) => task.name === 'loop' || call.flags.includes('e')).map(({ to }) => to);
}

function sightsOf(graph: Graph, roots: readonly Node[], tasks: ReadonlySet<Node>): Sight[] {
  const met = reached(graph, roots.filter(({ name }) => !once.test(name)), (node) => once.test(node.name) || tasks.has(node));
  return [...met.keys()].flatMap((node) => {
    if (once.test(node.name)) return [];
    const way = wayTo(node, met);
    return way.length > longestWay ? [] : node.calls.filter(({ callee }) => asking.has(callee)).map((call): Sight => ({ way, node, call }));
  });
}
