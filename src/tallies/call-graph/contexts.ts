/** What runs in an interrupt and what runs in `main` or a task, as marks, names, vector tables and registrations tell. Priorities are not known. */
import { type Graph, type Node, reached, type Step } from './graph.ts';

export interface Contexts {
  readonly interrupts: readonly Node[];
  readonly tasks: readonly Node[];
  readonly signals: readonly Node[];
  /** Tasks that a registration names, apart from `main`. */
  readonly threads: readonly Node[];
  /** Reached from an interrupt, with the way. */
  readonly inInterrupt: ReadonlyMap<Node, Step | undefined>;
  readonly inSignal: ReadonlyMap<Node, Step | undefined>;
  readonly inTask: ReadonlyMap<Node, Step | undefined>;
  /** Reached from an endless loop of a task or of `main`. */
  readonly afterStart: ReadonlySet<Node>;
}

/** Entries of vector tables that are no work: the reset, faults that stop the device, and fillers. */
const noWork = /reset|fault|memmanage|nmi|default|unhandled|error|^main$|^_?start|stack|trap|abort|undef/iu;
/** A function that asks where it runs chooses its calls by the answer. */
export const asksContext = /in_?isr|inside_?interrupt|in_?irq|in_?interrupt|get_IPSR|IS_IRQ|isr_?context/iu;

export function contextsOf(graph: Graph): Contexts {
  const interrupts = new Set(graph.nodes.filter(({ marks }) => marks.includes('i')));
  const tasks = new Set(graph.nodes.filter(({ marks }) => marks.includes('t')));
  const signals = new Set<Node>();
  const threads = new Set<Node>();
  for (const file of graph.files) {
    for (const { name, how } of file.entries) {
      const node = graph.resolve(name, file);
      if (node === undefined || noWork.test(name)) continue;
      if (how === 'task') threads.add(node);
      (how === 'task' ? tasks : how === 'signal' ? signals : interrupts).add(node);
    }
  }
  for (const node of tasks) interrupts.delete(node);
  const stop = (node: Node): boolean => node.calls.some(({ callee }) => asksContext.test(callee));
  // A task without an endless loop of its own is work that others start again and again.
  const looped = [...tasks].flatMap((task) => {
    const all = task.name === 'loop' || (threads.has(task) && task.uses['endless'] === undefined);
    return graph.edges(task).filter(({ call }) => all || call.flags.includes('e')).map(({ to }) => to);
  });
  return {
    interrupts: [...interrupts], tasks: [...tasks], signals: [...signals], threads: [...threads],
    inInterrupt: reached(graph, interrupts, stop),
    inSignal: reached(graph, signals, stop),
    inTask: reached(graph, tasks.size > 0 ? tasks : uncalled(graph, [interrupts, signals]), (node) => interrupts.has(node)),
    afterStart: new Set(reached(graph, [...looped, ...interrupts]).keys()),
  };
}

/** Without a `main` or a task in sight, what nobody calls is called by the program that the code is made for. */
function uncalled(graph: Graph, apart: readonly ReadonlySet<Node>[]): readonly Node[] {
  const called = new Set(graph.nodes.flatMap((node) => graph.edges(node).map(({ to }) => to)));
  return graph.nodes.filter((node) => !called.has(node) && !node.marks.includes('s') && !apart.some((each) => each.has(node)));
}
