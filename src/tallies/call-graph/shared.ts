/** C19: plain variables shared between interrupts and the rest. Elements of arrays and members of structures are not told apart, so left out. */
import type { Fact } from '../../core/fact.ts';
import type { SummedAccess, SummedVariable } from '../../facts/function-summary.ts';
import type { Contexts } from './contexts.ts';
import { type FileNode, type Graph, type Node, wayTo } from './graph.ts';
import { stated } from './stated.ts';

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

export function sharingOf(graph: Graph, contexts: Contexts): readonly Fact[] {
  const { inInterrupt, inSignal, inTask } = contexts;
  if (inInterrupt.size === 0 && inSignal.size === 0) return [];
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
  return [...shared.values()].flatMap((one) => [...judge(one, guarded, contexts)]);
}

/** Types that a processor of 8 bits, or of 32, reads in more than one step; the names of other types tell nothing. */
const wide = /^(?:u?int64_t|double|(?:unsigned |signed )?long long(?: int)?|u64|s64)$/u;
const wideForSmall = /^(?:u?int(?:16|32|64)_t|(?:unsigned |signed )?(?:int|long|short)(?: long)?(?: int)?|unsigned|float|double|word|size_t|u16|u32|u64)$/u;

function* judge(shared: Shared, guarded: ReadonlySet<Node>, { inInterrupt, inSignal }: Contexts): Generator<Fact> {
  const { variable, flags, inside, outside } = shared;
  const { name, type } = variable;
  if (/[k[{]/u.test(flags)) return;
  const writer = inside.find(({ access }) => /[wm]/iu.test(access.flags));
  if (writer === undefined) return;
  const open = outside.filter(({ node, access }) => access.flags === access.flags.toLowerCase() && !guarded.has(node));
  const reader = open.find(({ access }) => access.flags === 'r') ?? open.find(({ access }) => access.flags === 'm');
  const changer = open.find(({ access }) => access.flags === 'm');
  const spelled = `${type}${flags.includes('*') ? ' *' : ''} ${name}`.trim();
  const handler = `${writer.node.name} writes it`;
  const what = inInterrupt.has(writer.node) ? 'an interrupt' : 'a signal handler';
  // `ISR(…)` and `SIGNAL(…)` are the macros of the compiler for AVR, whose registers hold eight bits.
  const small = /^(?:ISR|SIGNAL)\(/u.test(wayTo(writer.node, inInterrupt.has(writer.node) ? inInterrupt : inSignal)[0] ?? '');
  if (reader !== undefined && !/[va]/u.test(flags)) {
    yield stated(reader.node, reader.access.line, {
      rule: 'C19', cwe: [366, 662, 820], construct: spelled, confidence: 'medium',
      detail: `${name} is shared with ${what}: ${handler}, ${reader.node.name} reads it, and it is neither volatile nor atomic nor read with ${what === 'an interrupt' ? 'interrupts' : 'signals'} held off`,
    });
  }
  if (flags.includes('a')) return;
  if (changer !== undefined) {
    yield stated(changer.node, changer.access.line, {
      rule: 'C19', cwe: [662, 366], construct: spelled, confidence: 'medium',
      detail: `${name} is read, changed and written back here while ${handler} too: what it wrote in between is lost`,
    });
  } else if (reader !== undefined && (small ? wideForSmall : wide).test(type) && !flags.includes('*')) {
    yield stated(reader.node, reader.access.line, {
      rule: 'C19', cwe: [662, 366], construct: spelled, confidence: 'medium',
      detail: `${name} takes more than one step to read on this processor, and ${handler}: half of it may be old and half new`,
    });
  }
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
