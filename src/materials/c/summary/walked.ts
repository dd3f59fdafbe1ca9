/** What is known of one function while its body is walked. It is thrown away when the function has been summed up. */
import type { FunctionSpan } from '../spans.ts';
import type { SummedAccess, SummedWait } from '../../../facts/function-summary.ts';
import type { Head } from './head.ts';
import type { Reading } from './reading.ts';
import type { Candidate } from './sinks.ts';

export interface CallSite {
  readonly at: number;
  readonly flags: string;
  readonly name: string;
}

export interface Walked {
  readonly reading: Reading;
  readonly span: FunctionSpan;
  readonly parameters: ReadonlyMap<string, number>;
  /** Names of buffers that hold foreign bytes. */
  readonly foreign: Set<string>;
  /** Positions of names that the body declares; `isLocal` reads them when first asked. */
  readonly declared: number[];
  readonly locals: Set<string>;
  /** Local arrays and their sizes as written; 0 where that is no number. */
  readonly arrays: Map<string, number>;
  /** Foreign numbers by the local that holds them: where it got its value, and how wide it is. */
  readonly tainted: Map<string, { readonly at: number; readonly bits: number }>;
  /** Where parameters and foreign locals stand. */
  readonly places: Map<string, number[]>;
  readonly candidates: Candidate[];
  readonly sites: CallSite[];
  readonly calls: Set<string>;
  readonly accesses: Map<string, SummedAccess>;
  readonly guarded: Map<string, boolean>;
  /** Ends of endless loops, and of blocks that hold interrupts off, that are open. */
  readonly endless: number[];
  readonly guardedBlocks: number[];
  /** Where the `while` of a `do` stands. */
  readonly tails: Set<number>;
  readonly waits: SummedWait[];
  readonly uses: Map<string, number>;
  /** Marks names worth spelling out: parameters, variables and functions of the file, foreign locals. */
  readonly sieve: Sieve;
  critical: number;
}

/** One set of lists for all functions: a device has a million of them, and most lists stay empty. */
const lists = {
  foreign: new Set<string>(), declared: [] as number[], locals: new Set<string>(), arrays: new Map<string, number>(), tainted: new Map<string, { readonly at: number; readonly bits: number }>(),
  places: new Map<string, number[]>(), candidates: [] as Candidate[], sites: [] as CallSite[], calls: new Set<string>(), accesses: new Map<string, SummedAccess>(), guarded: new Map<string, boolean>(),
  endless: [] as number[], guardedBlocks: [] as number[], tails: new Set<number>(), waits: [] as SummedWait[], uses: new Map<string, number>(),
};

/** Begins with the next function; what was known of the last one is gone. */
export function startWalk(reading: Reading, span: FunctionSpan, head: Head, sieve: Sieve): Walked {
  const { foreign, declared, locals, arrays, tainted, places, candidates, sites, calls, accesses, guarded, endless, guardedBlocks, tails, waits, uses } = lists;
  declared.length = candidates.length = sites.length = endless.length = guardedBlocks.length = waits.length = 0;
  for (const list of [foreign, locals, arrays, tainted, places, calls, accesses, guarded, tails, uses]) if (list.size > 0) list.clear();
  restart(sieve);
  if (head.count > 0) {
    for (const parameter of head.parameters.keys()) letThrough(sieve, parameter);
    for (const name of head.foreign) foreign.add(name);
  }
  return {
    reading, span, parameters: head.parameters, foreign, declared, locals, arrays, tainted, places, candidates, sites, calls, accesses, guarded, endless, guardedBlocks, tails, waits, uses, sieve, critical: 0,
  };
}

export function isLocal({ reading, declared, locals }: Walked, name: string): boolean {
  for (let at = declared.pop(); at !== undefined; at = declared.pop()) locals.add(reading.text(at));
  return locals.has(name);
}

const slots = 1 << 12;

/** A small set of names that may be wrong about a name it does not hold, and never about one it holds. */
export interface Sieve {
  readonly file: Uint8Array;
  readonly own: Uint8Array;
  readonly set: number[];
}

export function sieve(): Sieve {
  return { file: new Uint8Array(slots), own: new Uint8Array(slots), set: [] };
}

function slotOf(length: number, first: number, last: number, middle: number): number {
  return ((length * 31 + first) * 31 + last * 7 + middle * 131) & (slots - 1);
}

export function slotOfName(name: string): number {
  const length = name.length;
  return slotOf(length, name.charCodeAt(0), name.charCodeAt(length - 1), name.charCodeAt(length >> 1));
}

export function slotAt(bytes: Uint8Array, start: number, end: number): number {
  return slotOf(end - start, bytes[start] ?? 0, bytes[end - 1] ?? 0, bytes[start + ((end - start) >> 1)] ?? 0);
}

/** Lets a name of the current function through, until `restart`. */
export function letThrough({ own, set }: Sieve, name: string): void {
  const slot = slotOfName(name);
  own[slot] = 1;
  set.push(slot);
}

export function restart({ own, set }: Sieve): void {
  for (const slot of set) own[slot] = 0;
  set.length = 0;
}

/** Lets the names of a file through, and no others. */
export function refill({ file }: Sieve, ...lists: readonly Iterable<string>[]): void {
  file.fill(0);
  for (const names of lists) for (const name of names) file[slotOfName(name)] = 1;
}

export function use({ uses }: Walked, what: string): void {
  uses.set(what, (uses.get(what) ?? 0) + 1);
}
