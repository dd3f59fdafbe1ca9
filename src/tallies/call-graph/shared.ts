/** C19: plain variables shared between interrupts and the rest, or between tasks. Elements of arrays and members of structures are not told apart, so left out. */
import type { Fact } from '../../core/fact.ts';
import type { SummedAccess, SummedVariable } from '../../facts/function-summary.ts';
import type { Contexts } from './contexts.ts';
import { type FileNode, type Graph, type Node, wayTo } from './graph.ts';
import { type Hazard, stated } from './stated.ts';

interface Touch {
  readonly node: Node;
  readonly access: SummedAccess;
}

interface Shared {
  readonly variable: SummedVariable;
  flags: string;
  readonly inside: Touch[];
  readonly outside: Touch[];
}

export function sharingOf(graph: Graph, contexts: Contexts): readonly Fact<Hazard>[] {
  const { inInterrupt, inSignal, inTask } = contexts;
  if (inInterrupt.size === 0 && inSignal.size === 0 && contexts.threads.length < 2) return [];
  const variables = variablesOf(graph);
  const shared = new Map<SummedVariable, Shared>();
  const touch = (node: Node, inside: boolean): void => {
    for (const access of node.accesses) {
      const found = variables(access.name, node.file);
      if (found === undefined) continue;
      const entry = shared.get(found.variable) ?? { ...found, inside: [], outside: [] };
      shared.set(found.variable, entry);
      (inside ? entry.inside : entry.outside).push({ node, access });
    }
  };
  const isInside = (node: Node): boolean => inInterrupt.has(node) || inSignal.has(node);
  for (const node of graph.nodes) {
    // What runs on both sides cannot be told apart by looking at it.
    if (isInside(node) !== inTask.has(node)) touch(node, isInside(node));
  }
  const guarded = guardedNodes(graph);
  const told = [...shared.values()].flatMap((one) => judge(one, guarded, contexts));
  const names = new Set(told.map(({ value, place }) => `${value.construct} ${place.path}`));
  return [...told, ...betweenTasks(graph, contexts, guarded, variables).filter(({ value, place }) => !names.has(`${value.construct} ${place.path}`))];
}

/** Types that a processor of 8 bits, or of 32, reads in more than one step; the names of other types tell nothing. */
const wide = /^(?:u?int64_t|double|(?:unsigned |signed )?long long(?: int)?|u64|s64)$/u;
const wideForSmall = /^(?:u?int(?:16|32|64)_t|(?:unsigned |signed )?(?:int|long|short)(?: long)?(?: int)?|unsigned|float|double|word|size_t|u16|u32|u64)$/u;

/** One fact a variable, at the access that has to change; the heaviest of what is wrong with it. */
function judge(shared: Shared, guarded: ReadonlySet<Node>, { inInterrupt, inSignal, afterStart }: Contexts): readonly Fact<Hazard>[] {
  const { variable, flags, inside, outside } = shared;
  const { name, type } = variable;
  if (/[ka[{]/u.test(flags)) return [];
  const open = outside.filter(({ node, access }) => isOpen(access) && !guarded.has(node));
  const reader = open.find(({ access }) => does(access, 'r')) ?? open.find(({ access }) => does(access, 'm'));
  const changer = open.find(({ access }) => does(access, 'm'));
  const writer = inside.find(({ access }) => /[wm]/iu.test(access.flags));
  const tell = ({ node, access }: Touch, cwe: readonly number[], detail: string): readonly Fact<Hazard>[] => [
    stated(node, access.line, { rule: 'C19', cwe: [...cwe], construct: `${type}${flags.includes('*') ? ' *' : ''} ${name}`.trim(), detail, confidence: 'medium' }),
  ];
  const what = (node: Node): string => (inInterrupt.has(node) ? 'an interrupt' : 'a signal handler');
  if (writer === undefined) {
    // What is set once before interrupts run is no sharing: only work that goes on counts, and `main` may not have begun it.
    const setter = open.find(({ node, access }) => !does(access, 'r') && (afterStart.has(node) || access.flags.endsWith('e')));
    const asker = inside[0];
    if (setter === undefined || asker === undefined || flags.includes('v')) return [];
    return tell(setter, [366, 662, 820], `${name} is shared with ${what(asker.node)}: ${setter.node.name} writes it, ${asker.node.name} reads it, and it is neither volatile nor atomic nor protected`);
  }
  const handler = `${writer.node.name} writes it`;
  if (changer !== undefined) return tell(changer, [366, 662], `${name} is read, changed and written back here while ${handler} in ${what(writer.node)}: what it wrote in between is lost`);
  if (reader !== undefined && !flags.includes('v')) {
    return tell(reader, [366, 662, 820], `${name} is shared with ${what(writer.node)}: ${handler}, ${reader.node.name} reads it, and it is neither volatile nor atomic nor protected`);
  }
  // `ISR(…)` and `SIGNAL(…)` are the macros of the compiler for AVR, whose registers hold eight bits.
  const small = /^(?:ISR|SIGNAL)\(/u.test(wayTo(writer.node, inInterrupt.has(writer.node) ? inInterrupt : inSignal)[0] ?? '');
  if (reader !== undefined && (small ? wideForSmall : wide).test(type) && !flags.includes('*')) {
    return tell(reader, [366, 662], `${name} takes more than one step to read on this processor, and ${handler} in ${what(writer.node)}: half of it may be old and half new`);
  }
  const setter = open.find(({ node, access }) => does(access, 'w') && (afterStart.has(node) || access.flags.endsWith('e')));
  if (setter === undefined || flags.includes('v')) return [];
  return tell(setter, [366, 662, 820], `${name} is shared with ${what(writer.node)}: ${handler}, and ${setter.node.name} does too; it is neither volatile nor atomic nor protected`);
}

/** Read, written or changed, in the small letters of what no critical section holds. */
function does({ flags }: SummedAccess, how: 'r' | 'w' | 'm'): boolean {
  return flags.startsWith(how);
}

function isOpen({ flags }: SummedAccess): boolean {
  return flags[0] === flags[0]?.toLowerCase();
}

/** A task and what it calls outside of critical sections, two calls deep: further down other conventions rule. */
function nearby(graph: Graph, thread: Node): ReadonlySet<Node> {
  let found = new Set([thread]);
  for (let deep = 0; deep < 2; deep++) {
    found = new Set([...found, ...[...found].flatMap((node) => graph.edges(node).filter(({ call }) => !call.flags.includes('c')).map(({ to }) => to))]);
  }
  return found;
}

/** Variables that two registered tasks change, or that one changes and another reads, with nothing that guards them. */
function betweenTasks(graph: Graph, { threads, inInterrupt }: Contexts, guarded: ReadonlySet<Node>, variables: ReturnType<typeof variablesOf>): readonly Fact<Hazard>[] {
  if (threads.length < 2) return [];
  const touched = new Map<SummedVariable, { readonly flags: string; readonly by: Map<Node, Touch[]> }>();
  for (const thread of threads) {
    for (const node of nearby(graph, thread)) {
      if (inInterrupt.has(node) || guarded.has(node)) continue;
      for (const access of node.accesses) {
        const found = variables(access.name, node.file);
        if (found === undefined || /[ka[{]/u.test(found.flags)) continue;
        const entry = touched.get(found.variable) ?? { flags: found.flags, by: new Map<Node, Touch[]>() };
        touched.set(found.variable, entry);
        entry.by.set(thread, [...(entry.by.get(thread) ?? []), { node, access }]);
      }
    }
  }
  return [...touched].flatMap(([variable, { flags, by }]): readonly Fact<Hazard>[] => {
    if (by.size < 2) return [];
    const open = [...by].flatMap(([thread, touches]) => touches.filter(({ access }) => isOpen(access)).map((touch) => ({ thread, ...touch })));
    const changer = open.find(({ access }) => does(access, 'm'));
    const writer = open.find(({ access }) => does(access, 'w'));
    const first = changer ?? (flags.includes('v') ? undefined : writer);
    const other = first === undefined ? undefined : open.find(({ thread, access }) => thread !== first.thread && (changer === undefined || !does(access, 'r')));
    if (first === undefined || other === undefined) return [];
    const detail = changer === undefined
      ? `${variable.name} is written here in task ${first.thread.name} and used in task ${other.thread.name}, and it is neither volatile nor atomic nor guarded`
      : `${variable.name} is read, changed and written back here in task ${first.thread.name}, and task ${other.thread.name} writes it too: one of the two is lost`;
    return [stated(first.node, first.access.line, { rule: 'C19', cwe: [366, 662, 820], construct: `${variable.type} ${variable.name}`.trim(), detail, confidence: 'medium' })];
  });
}

/** Functions that are only ever called within critical sections. */
function guardedNodes(graph: Graph): ReadonlySet<Node> {
  const open = new Set<Node>();
  const called = new Set<Node>();
  for (const node of graph.nodes) {
    for (const { call, to } of graph.edges(node)) {
      called.add(to);
      if (!call.flags.includes('c')) open.add(to);
    }
  }
  return new Set([...called].filter((node) => !open.has(node)));
}

/** Finds the variable that a name means in a file: its own, else the one that another file defines for all. */
function variablesOf(graph: Graph): (name: string, file: FileNode) => { readonly variable: SummedVariable; flags: string } | undefined {
  const defined = new Map<string, SummedVariable[]>();
  const flags = new Map<string, string>();
  for (const file of graph.files) {
    for (const variable of file.variables.values()) {
      // What cannot be shared by name, or is never judged, need not be known.
      if (/[sk[{]/u.test(variable.flags)) continue;
      if (!variable.flags.includes('e')) defined.set(variable.name, [...(defined.get(variable.name) ?? []), variable]);
      flags.set(variable.name, (flags.get(variable.name) ?? '') + variable.flags);
    }
  }
  return (name, file) => {
    const own = file.variables.get(name);
    if (own !== undefined && own.flags.includes('s')) return { variable: own, flags: own.flags };
    const [only, ...others] = defined.get(name) ?? [];
    // A qualifier of any declaration counts: the strictest is what its readers see.
    return only === undefined || others.length > 0 ? undefined : { variable: only, flags: flags.get(name) ?? '' };
  };
}
