/** What a comparison found, as plain data that survives JSON. It signs nothing and judges no element. */
import type { DisagreementClass } from './oracle.ts';

/** One run as it is shown with a case: texts are cut, bytes are hexadecimal where they are no text. */
export interface ShownRun {
  readonly ending: string;
  readonly code: number;
  readonly output: string;
  readonly error: string;
  readonly files: readonly string[];
}

/** One kind of disagreement, with the smallest input that was found to show it. */
export interface ComparisonCase {
  readonly signature: string;
  /** Signature of the smallest difference that inputs of this case lead to; its own where there is no smaller one. */
  readonly root: string;
  readonly class: DisagreementClass;
  readonly detail: string;
  readonly input_hex: string;
  /** Length in bytes of the input that showed it first. */
  readonly first_length: number;
  /** Inputs of the run that showed it. */
  readonly count: number;
  /** Number of the input that showed it first, from 1. */
  readonly after: number;
  readonly environment: string;
  readonly sanitizer: boolean;
  readonly old: ShownRun;
  readonly new: ShownRun;
  readonly accepted?: { readonly reason: string; readonly by: string };
}

/** Cost of one side. Times in microseconds, memory in kB (1024 bytes), stack and heap in bytes; absent where it was not measured. */
export interface Cost {
  readonly runs: number;
  readonly median_us?: number;
  readonly p99_us?: number;
  readonly worst_us?: number;
  /** Instructions that an emulated image executed for one input, and those by the functions that took most, on average. */
  readonly instructions?: { readonly median: number; readonly p99: number; readonly worst: number };
  readonly busiest_functions?: readonly { readonly name: string; readonly instructions: number }[];
  readonly memory_kb?: number;
  readonly stack_bytes?: number;
  readonly heap_calls?: number;
  readonly code_bytes?: number;
  readonly data_bytes?: number;
  readonly largest_functions?: readonly { readonly name: string; readonly bytes: number }[];
}

export interface ComparedSide {
  readonly what: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Edges met; absent when the side was not built for coverage. */
  readonly edges?: number;
  readonly cost: Cost;
}

/** Hazards and escape hatches of the sources, as an inspection counts them. */
export interface Gain {
  readonly hazards: { readonly old: number; readonly new: number };
  readonly code_lines: { readonly old: Readonly<Record<string, number>>; readonly new: Readonly<Record<string, number>> };
  readonly escape_hatches: { readonly new: number; readonly documented: number; readonly reviewed: number };
}

/** `agrees`: may take its place as far as was tried. `undetermined`: too little was tried, or nothing was accepted. */
export type Conclusion = 'agrees' | 'differs' | 'undetermined';

export interface Comparison {
  readonly schema: 'plumbline-comparison-1';
  readonly plumbline: string;
  readonly title: string;
  readonly driver: 'process' | 'library' | 'firmware';
  /** What firmware ran under; absent when it is not on this machine, and for everything else. */
  readonly emulator?: { readonly name: string; readonly version: string; readonly machine: string; readonly counts: boolean };
  readonly conclusion: Conclusion;
  readonly because: string;
  readonly old: ComparedSide;
  readonly new: ComparedSide;
  readonly oracle: { readonly same: string; readonly normalise: readonly string[]; readonly codes: boolean; readonly error: boolean; readonly files: boolean };
  readonly inputs: {
    readonly seed: number;
    readonly given: number;
    readonly recorded: number;
    readonly tried: number;
    readonly described: number;
    readonly mutated: number;
    readonly kept: number;
    /** Inputs that both sides accepted, and that both rejected. */
    readonly accepted: number;
    readonly rejected: number;
    readonly both_crashed: number;
    readonly environments: readonly string[];
    readonly seconds: number;
  };
  readonly contained: boolean;
  /** How programs were started for each input; absent for libraries. */
  readonly starts?: 'copied' | 'anew';
  readonly sanitized: boolean;
  readonly cases: readonly ComparisonCase[];
  readonly gain?: Gain;
  /** What was not compared, in phrases. */
  readonly not_compared: readonly string[];
}

/** Fewer inputs than this show nothing, whatever they gave. */
export const fewest = 1000;

/** The conclusion from what was tried and found; cases of the old side's crashes alone do not stand against the new one. */
export function conclude(cases: readonly ComparisonCase[], inputs: Pick<Comparison['inputs'], 'tried' | 'accepted' | 'rejected'>): Pick<Comparison, 'conclusion' | 'because'> {
  const against = cases.filter((one) => one.accepted === undefined && one.class !== 'crash-in-old-only');
  const roots = new Set(against.map(({ root }) => root)).size;
  if (roots > 0) return { conclusion: 'differs', because: `${roots} disagreement${roots === 1 ? '' : 's'} that nobody accepted` };
  if (inputs.tried < fewest) return { conclusion: 'undetermined', because: `only ${inputs.tried} inputs were tried; at least ${fewest} are asked for` };
  if (inputs.accepted === 0) return { conclusion: 'undetermined', because: 'no input was accepted by both: give inputs or a description that are valid' };
  if (inputs.rejected === 0) return { conclusion: 'undetermined', because: 'no input was rejected by both: what is done with bad input was not seen' };
  return { conclusion: 'agrees', because: `${inputs.tried} inputs gave the same on both sides, ${inputs.accepted} of them accepted and ${inputs.rejected} rejected` };
}

/** A difference with the other ways in which it shows. */
export interface CaseFamily {
  readonly root: ComparisonCase;
  readonly others: readonly ComparisonCase[];
}

/** Cases by their root, those that nobody accepted first, then in the order of their finding. */
export function families(cases: readonly ComparisonCase[]): readonly CaseFamily[] {
  const groups = [...Map.groupBy(cases, ({ root, accepted }) => `${root} ${accepted === undefined}`).values()].flatMap((members): readonly CaseFamily[] => {
    const root = members.find(({ signature, root: own }) => signature === own) ?? members[0];
    return root === undefined ? [] : [{ root, others: members.filter((one) => one !== root) }];
  });
  return groups.sort((a, b) => Number(a.root.accepted !== undefined) - Number(b.root.accepted !== undefined) || a.root.after - b.root.after);
}
