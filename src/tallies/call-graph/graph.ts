/** Functions of one component and who calls whom among them, by name. Calls through pointers and into other components stay unresolved. */
import type { Fact } from '../../core/fact.ts';
import type { Place } from '../../core/place.ts';
import { addressOf, comparePlaces } from '../../core/place.ts';
import { functionSummary, PackedFunction, type SummedCall, type SummedFunction, type SummedVariable, variableOf } from '../../facts/function-summary.ts';
import type { Observed } from '../../core/tally.ts';

export interface Node extends SummedFunction {
  /** Its place in `nodes` of the graph. */
  readonly id: number;
  readonly address: string;
  readonly place: Place;
  readonly sha256: string | undefined;
  readonly file: FileNode;
  /** False where no call hands on a number from outside unchecked. */
  readonly mayHandOn: boolean;
}

/** A function with the file that defines it. */
class DefinedFunction extends PackedFunction implements Node {
  id = -1;
  readonly file: FileNode;
  readonly place: Place;
  readonly sha256: string | undefined;

  constructor(packed: string, file: FileNode, fact: Pick<Fact, 'place' | 'sha256'>) {
    super(packed);
    this.file = file;
    this.place = { ...fact.place, line: this.line };
    this.sha256 = fact.sha256;
  }
  get address(): string {
    return this.file.address;
  }
}

export interface FileNode {
  readonly address: string;
  readonly folder: string;
  readonly isHeader: boolean;
  readonly functions: ReadonlyMap<string, Node>;
  readonly variables: ReadonlyMap<string, SummedVariable>;
  readonly entries: readonly Entry[];
  /** Names that several functions of a C++ file share: which one a call means is told by types alone. */
  readonly overloaded: ReadonlySet<string>;
}

export interface Entry {
  readonly name: string;
  readonly how: 'interrupt' | 'task' | 'signal' | 'vector';
  readonly by: string;
}

export interface Edge {
  readonly call: SummedCall;
  readonly to: Node;
}

export interface Graph {
  readonly files: readonly FileNode[];
  readonly nodes: readonly Node[];
  readonly edges: (node: Node) => readonly Edge[];
  /** The function that a name means in a file; undefined when there is none or several. */
  readonly resolve: (name: string, from: FileNode, member?: string) => Node | undefined;
  readonly isAmbiguous: (name: string) => boolean;
  readonly addressed: number;
  readonly unions: number;
}

interface DefiningFile extends FileNode {
  readonly functions: ReadonlyMap<string, DefinedFunction>;
}

export function graphOf(observed: Observed): Graph {
  const facts = [...observed.facts(functionSummary)].sort((a, b) => comparePlaces(a.place, b.place));
  const files = facts.map(fileOf);
  const nodes = files.flatMap((file) => [...file.functions.values()]);
  let count = 0;
  for (const node of nodes) node.id = count++;
  const byName = Map.groupBy(nodes, ({ name }) => name);
  const resolved = new Map<string, Map<string, Node | undefined>>();
  const outside = (name: string, from: FileNode): Node | undefined => {
    const candidates = (byName.get(name) ?? []).filter((node) => !node.marks.includes('s') || node.file.isHeader);
    if (candidates.length <= 1) return candidates[0];
    const strong = candidates.filter((node) => !node.marks.includes('w'));
    if (strong.length === 1) return strong[0];
    const near = strong.filter((node) => node.file.folder === from.folder);
    return near.length === 1 ? near[0] : undefined;
  };
  const resolve = (name: string, from: FileNode, member = ''): Node | undefined => {
    if (from.overloaded.has(name) || from.overloaded.has(member) || (member !== '' && (byName.get(member)?.length ?? 0) > 1)) return undefined;
    const own = (member === '' ? undefined : from.functions.get(member)) ?? from.functions.get(name);
    if (own !== undefined) return own;
    let known = resolved.get(from.folder);
    if (known === undefined) resolved.set(from.folder, (known = new Map()));
    const met = known.get(name);
    if (met !== undefined || known.has(name)) return met;
    const found = outside(name, from);
    known.set(name, found);
    return found;
  };
  const known: (readonly Edge[])[] = new Array<readonly Edge[]>(nodes.length);
  const edges = (node: Node): readonly Edge[] => {
    const found = known[node.id];
    if (found !== undefined) return found;
    const scope = node.name.includes('::') ? node.name.slice(0, node.name.lastIndexOf('::') + 2) : '';
    const list: Edge[] = [];
    for (const call of node.calls) {
      if (call.flags.includes('q')) continue;
      const to = resolve(call.callee, node.file, scope === '' ? '' : scope + call.callee);
      if (to !== undefined) list.push({ call, to });
    }
    known[node.id] = list;
    return list;
  };
  return {
    files, nodes, edges, resolve,
    isAmbiguous: (name) => (byName.get(name)?.length ?? 0) > 1,
    addressed: facts.reduce((sum, fact) => sum + fact.value.addressed.length, 0),
    unions: facts.reduce((sum, fact) => sum + fact.value.unions, 0),
  };
}

function fileOf(fact: Fact<{ readonly functions: readonly string[]; readonly variables: readonly string[]; readonly entries: readonly string[] }>): DefiningFile {
  const address = addressOf(fact.place);
  const functions = new Map<string, DefinedFunction>();
  const variables = new Map(fact.value.variables.map((line) => variableOf(line)).map((variable) => [variable.name, variable]));
  const entries = fact.value.entries.map((line): Entry => {
    const [name = '', how = '', by = ''] = line.split(' ');
    return { name, how: how as Entry['how'], by };
  });
  const overloaded = new Set<string>();
  const file: DefiningFile = { address, folder: folderOf(address), overloaded, isHeader: /\.(?:h|hh|hpp|hxx|inl|ipp|tpp)$/iu.test(address), functions, variables, entries };
  for (const line of fact.value.functions) {
    const node = new DefinedFunction(line, file, fact);
    // Arms of a conditional may define a function twice: the first speaks for both.
    if (!functions.has(node.name)) functions.set(node.name, node);
    else if (!/\.c$/u.test(address)) overloaded.add(node.name);
  }
  return file;
}

export function folderOf(address: string): string {
  return address.slice(0, address.lastIndexOf('/') + 1);
}

/** Functions reached from the roots, each with the edge by which it was first met. */
export function reached(graph: Graph, roots: Iterable<Node>, stop: (node: Node) => boolean = () => false): ReadonlyMap<Node, Step | undefined> {
  const found = new Map<Node, Step | undefined>();
  for (const root of roots) found.set(root, undefined);
  // The map grows while it is walked.
  for (const node of found.keys()) {
    if (stop(node)) continue;
    for (const { call, to } of graph.edges(node)) if (!found.has(to)) found.set(to, { from: node, call });
  }
  return found;
}

export interface Step {
  readonly from: Node;
  readonly call: SummedCall;
}

/** The names on the way from a root to a node. */
export function wayTo(node: Node, met: ReadonlyMap<Node, Step | undefined>): readonly string[] {
  const names = [node.name];
  let at = node;
  for (let step = met.get(at); step !== undefined && names.length < 40; step = met.get(at)) {
    at = step.from;
    names.unshift(at.name);
  }
  return names;
}
