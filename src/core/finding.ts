/** What the judge found for one element and one component, with the facts that prove it. Plain data. */
import type { Fact } from './fact.ts';
import type { EvidenceMode, Strength, Verdict } from './verdict.ts';

/** One proved breach. `fingerprint` survives moved lines; `state` is set when a baseline was given. */
export interface Breach {
  readonly id: string;
  readonly message: string;
  readonly remedy: string;
  readonly cwe: readonly number[];
  readonly severity: 'high' | 'moderate' | 'low';
  /** The fact that proves it; absent for a breach by absence. */
  readonly fact?: Fact;
  readonly fingerprint: string;
  readonly state?: 'new' | 'known';
}

/** Why an element could not be decided, grouped: the same reason for the same word and material is one gap. */
export interface Gap {
  readonly sort: 'unanswered' | 'blank' | 'unrecognised' | 'nothing-to-ask' | 'unreadable';
  readonly word: string;
  readonly material: string;
  readonly reason: string;
  /** Number of artifacts concerned. */
  readonly count: number;
  /** First addresses in order, at most five. */
  readonly examples: readonly string[];
}

/** Something that would settle an unknown: what to hand in, from a closed list of evidence. */
export interface Settlement {
  /** Short stable key: `bill-of-materials`, `review-record`, `compile-database` … */
  readonly hand_in: string;
  readonly how: string;
}

export interface Finding {
  readonly element: string;
  readonly title: string;
  readonly category: string;
  /** `''` for the device as a whole. */
  readonly component: string;
  readonly verdict: Verdict;
  readonly because: string;
  readonly mode: EvidenceMode;
  readonly strength: Strength;
  readonly breaches: readonly Breach[];
  readonly gaps: readonly Gap[];
  readonly settles: readonly Settlement[];
  /** Reviews and other evidence that support the verdict. */
  readonly supports: readonly Fact[];
}
