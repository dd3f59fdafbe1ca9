/** What an inspection says about variances: each record with its state, and the totals with and without them. Plain data. */
import type { Verdict } from './verdict.ts';

/**
 * `in-force` covers something today · `renewed` another record took its place · `not-yet` not approved yet on that day ·
 * `expired` its last day is over · `lapsed` an event ended it · `unmatched` nothing it names was found · `refused` it
 * may not be applied under this edition. Only the first is applied.
 */
export const varianceStates = ['in-force', 'renewed', 'not-yet', 'expired', 'lapsed', 'unmatched', 'refused'] as const;
export type VarianceState = (typeof varianceStates)[number];

export interface CheckedControl {
  readonly id: string;
  readonly says: string;
  readonly holds: boolean;
  readonly because: string;
}

export interface VarianceEntry {
  readonly id: string;
  readonly kind: string;
  readonly element: string;
  /** Empty for the device as a whole. */
  readonly component: string;
  readonly state: VarianceState;
  readonly because: string;
  readonly reason: string;
  readonly proposed_by: string;
  readonly approved_by: string;
  readonly approved: string;
  readonly expires: string;
  /** Whole days to the last day; negative afterwards. */
  readonly days_left: number;
  /** In force, and its end is near. */
  readonly soon: boolean;
  /** Fingerprints of breaches that it covers today. */
  readonly covers: readonly string[];
  /** Fingerprints it names that no breach has any more. */
  readonly gone: readonly string[];
  readonly controls: readonly CheckedControl[];
  readonly renewals: number;
  readonly notice: string;
  readonly plan: { readonly owner: string; readonly target_version: string };
  /** Address and line of the record. */
  readonly address: string;
}

export interface VarianceReport {
  /** True when the operator asked that none be applied. */
  readonly ignored: boolean;
  readonly warn_days: number;
  readonly entries: readonly VarianceEntry[];
  /** Records that could not be read as one; never applied. */
  readonly malformed: readonly { readonly address: string; readonly reason: string }[];
  /** Requirements by verdict when what is covered counts as held; `covered` of them hold only so. */
  readonly totals: Record<Verdict, number> & { readonly covered: number };
  /** Requirements that are unmet and covered. */
  readonly covered: readonly { readonly requirement: string; readonly component: string; readonly by: readonly string[] }[];
}
