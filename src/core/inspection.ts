/** The result of an inspection: plain data that survives JSON, the canonical thing that is reported and signed. */
import type { Component, Device, Inference, SetAside } from './device.ts';
import type { Fact } from './fact.ts';
import type { Finding, Settlement } from './finding.ts';
import type { StatementEntry } from './statement-report.ts';
import type { VarianceReport } from './variance-report.ts';
import type { Standing, Verdict } from './verdict.ts';

/** One thing the edition asks at this level: an element alone, or alternative means of which one must hold. */
export interface Requirement {
  readonly id: string;
  readonly title: string;
  readonly component: string;
  readonly verdict: Verdict;
  readonly because: string;
  /** Each means is a list of elements that must all be met; one means suffices. */
  readonly means: readonly (readonly string[])[];
}

export interface LoadedPart {
  readonly name: string;
  readonly revision: number;
  readonly words: readonly string[];
}

export interface MaterialCount {
  readonly material: string;
  readonly nature: string;
  readonly files: number;
  readonly bytes: number;
}

/** What was met on the way in: counts, and every list that a reader needs to know what was not looked at. */
export interface Inventory {
  readonly artifacts: number;
  readonly bytes: number;
  /** Digest over the sorted list of (address, sha256) of all artifacts. */
  readonly digest: string;
  readonly materials: readonly MaterialCount[];
  readonly unrecognised: readonly { readonly kind: string; readonly files: number; readonly examples: readonly string[] }[];
  readonly set_aside: readonly (SetAside & { readonly files: number })[];
  /** Limits crossed, symbolic links met, files that could not be read. */
  readonly troubles: readonly { readonly address: string; readonly reason: string }[];
  readonly links: number;
}

export interface CitedElement {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly origin: string;
  readonly objective: string;
  readonly remedy: string;
  readonly mode: string;
  readonly citations: readonly { readonly document: string; readonly clause: string; readonly note: string }[];
  readonly digest: string;
}

export interface BaselineSummary {
  readonly digest: string;
  readonly known: number;
  readonly fresh: number;
  readonly gone: number;
  /** Standing that counts only what is new. */
  readonly standing: Standing;
}

export interface Inspection {
  readonly schema: 'plumbline-inspection-1';
  readonly plumbline: string;
  /** ISO date; the only time an inspection knows. */
  readonly as_of: string;
  readonly device: {
    readonly about: Device['about'];
    readonly components: readonly Component[];
    readonly declared: boolean;
    readonly inferred: readonly Inference[];
    /** Git revision inspected, or empty for a working tree or plain folder. */
    readonly revision: string;
  };
  readonly edition: { readonly id: string; readonly title: string; readonly status: string; readonly digest: string; readonly effective_on: string };
  readonly level: { readonly value: number; readonly title: string; readonly because: readonly string[]; readonly asked: boolean };
  readonly standing: { readonly value: Standing; readonly because: string; readonly totals: Record<Verdict, number> };
  readonly requirements: readonly Requirement[];
  readonly findings: readonly Finding[];
  readonly elements: readonly CitedElement[];
  /** Categories and elements the edition leaves open, shown so that silence is not taken for a pass. */
  readonly open: readonly { readonly category: string; readonly title: string; readonly note: string }[];
  readonly ledger: readonly Fact[];
  /** Bytes of code in the images, by class and language; empty when no image was handed in. */
  readonly shipped: readonly Fact[];
  readonly coverage: readonly Fact[];
  /** Escape hatches of each component by the standing of their reviews; present when there is one, or a record of a review. */
  readonly sites?: readonly Fact[];
  /** Where languages meet: functions that cross, summed up by component, language and other side; present when any does. */
  readonly boundaries?: readonly Fact[];
  readonly hand_in_next: readonly (Settlement & { readonly unknowns: number; readonly elements: readonly string[] })[];
  readonly inventory: Inventory;
  readonly loaded: {
    readonly materials: readonly string[];
    readonly probes: readonly LoadedPart[];
    readonly tallies: readonly LoadedPart[];
    readonly codebooks: readonly { readonly name: string; readonly digest: string }[];
    readonly tables: readonly { readonly name: string; readonly as_of: string; readonly digest: string }[];
  };
  readonly baseline?: BaselineSummary;
  /** Present when a record of a variance was handed in. */
  readonly variances?: VarianceReport;
  /** Present when a review or declaration was handed in. */
  readonly statements?: readonly StatementEntry[];
}
