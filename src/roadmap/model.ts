/** The nouns of a roadmap: units on two axes that are never blended, what stands ready for them, and what to do. It computes nothing. */
import type { Mending } from '../core/history.ts';

/** One input of an axis. `points` is absent when it could not be told: then it neither helps nor harms. */
export interface AxisInput {
  readonly key: string;
  readonly title: string;
  readonly most: number;
  readonly points?: number;
  /** What was seen, in a phrase. */
  readonly said: string;
  /** The facts, the file or the table it comes from. */
  readonly source: string;
  readonly overridden?: { readonly from: number | undefined; readonly reason: string };
}

/** `score` is the share of the points that could be told, from 0 to 100; `told` is how many of the 100 points could. */
export interface Axis {
  readonly score: number;
  readonly told: number;
  readonly inputs: readonly AxisInput[];
}

export const outcomes = ['replace now', 'wrap and isolate', 'harden and fuzz', 'leave'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Candidate {
  readonly name: string;
  readonly language: string;
  readonly needs: string;
  readonly maturity: string;
  readonly source: string;
}

export interface RuleOfTwo {
  readonly untrusted: boolean;
  readonly unsafe: boolean;
  readonly privileged: boolean;
  readonly because: readonly string[];
}

/** What stands ready for one language or technique in place of the unit's. */
export interface Way {
  readonly name: string;
  readonly offers: readonly string[];
  readonly missing: readonly string[];
  readonly sources: readonly string[];
}

/** The part of the device a unit runs on, as it was recognised, and what that allows. */
export interface Readiness {
  readonly family: string;
  readonly core: string;
  readonly system: string;
  readonly because: readonly string[];
  readonly ways: readonly Way[];
}

export interface Unit {
  readonly name: string;
  readonly component: string;
  readonly party: 'own' | 'third-party';
  readonly sort: 'folder' | 'module';
  readonly files: readonly string[];
  readonly languages: readonly string[];
  readonly code: number;
  readonly unsafeCode: number;
  readonly functions: number;
  readonly risk: Axis;
  readonly feasibility: Axis;
  readonly ruleOfTwo: RuleOfTwo;
  readonly kinds: readonly string[];
  readonly candidates: readonly Candidate[];
  readonly mendings: readonly Mending[];
  readonly outcome: Outcome;
  readonly because: readonly string[];
}

export interface SourceNote {
  readonly id: string;
  readonly document: string;
  readonly edition: string;
  readonly at: string;
  readonly mark: string;
}

export interface Roadmap {
  readonly schema: 'plumbline-roadmap-1';
  readonly plumbline: string;
  readonly as_of: string;
  /** `nameBecause` says from what the name was inferred; empty where a manifest states it. */
  readonly device: { readonly name: string; readonly nameBecause: string; readonly version: string; readonly maker: string; readonly safetyClass: string; readonly revision: string };
  /** In the order in which to look at them: by risk, then by feasibility. */
  readonly units: readonly Unit[];
  /** From which score on a unit is moved, and from which risk on when all three of the Rule of 2 hold. */
  readonly thresholds: { readonly risk_high: number; readonly rule_of_two: number; readonly feasible: number };
  readonly readiness: Readonly<Record<string, Readiness>>;
  readonly history: { readonly commits: number; readonly day: string; readonly windowFrom: string; readonly leftOut: Readonly<Record<string, number>>; readonly troubles: readonly string[] };
  /** Lines of code by memory-safety class that ships, from the ledger. */
  readonly ledger: Readonly<Record<string, number>>;
  /** Lines in memory-unsafe languages added since a revision or day; `since` is empty when no history told. */
  readonly newCode: { readonly since: string; readonly unsafe: number };
  /** What was left out of the units, with why. */
  readonly leftOut: readonly { readonly what: string; readonly files: number; readonly code: number }[];
  readonly tables: readonly { readonly name: string; readonly as_of: string; readonly sources: readonly SourceNote[] }[];
}
