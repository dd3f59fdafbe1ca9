/** Everything the validity of a variance depends on besides the record itself, the day included. */
import type { Finding } from '../../core/finding.ts';
import type { Control, VarianceRecord } from '../../core/variance.ts';
import type { CheckedControl } from '../../core/variance-report.ts';
import type { Codebook, Edition } from '../../codebook/codebook.ts';

/** A vulnerability that is being exploited, as evidence names it. */
export interface Exploited {
  readonly id: string;
  readonly cwe: readonly number[];
}

export interface Situation {
  readonly asOf: string;
  readonly device: { readonly name: string; readonly version: string; readonly components: readonly string[] };
  readonly edition: Edition;
  readonly codebook: Pick<Codebook, 'elements' | 'editions'>;
  readonly level: number;
  readonly findings: readonly Finding[];
  /** Vulnerabilities listed as exploited that the maker has not shown to be without effect. */
  readonly exploited: readonly Exploited[];
  /** Every record that was handed in, for renewals. */
  readonly records: readonly VarianceRecord[];
  readonly check: (control: Control) => CheckedControl;
}
