/** Draws the standing from the requirements. Variances change the standing, never a verdict. */
import type { Inspection, Requirement } from '../core/inspection.ts';
import type { VarianceReport } from '../core/variance-report.ts';
import type { Standing } from '../core/verdict.ts';
import { totalsOf } from './variances/apply.ts';

/**
 * Nonconforming when anything asked is unmet and not covered, else undetermined when anything is unknown, else
 * conforming, with variances when something holds only by one. The totals are those without variances.
 */
export function standingOf(requirements: readonly Requirement[], variances?: Pick<VarianceReport, 'totals'>): Inspection['standing'] {
  const totals = totalsOf(requirements);
  const { covered, ...left } = variances?.totals ?? { ...totals, covered: 0 };
  const many = (count: number): string => `${count} of ${requirements.length} ${requirements.length === 1 ? 'requirement' : 'requirements'}`;
  const beside = covered === 0 ? '' : `; ${covered} more unmet and covered by a variance`;
  const decide = (): { value: Standing; because: string } => {
    if (left.unmet > 0) return { value: 'nonconforming', because: `${many(left.unmet)} unmet, ${left.unknown} unknown${beside}` };
    if (left.unknown > 0) return { value: 'undetermined', because: `${many(left.unknown)} could not be decided${beside}` };
    // With nothing asked and met there is nothing that conforms.
    if (left.met === 0) return { value: 'undetermined', because: 'nothing that the edition asks applies to what was handed in' };
    if (covered > 0) return { value: 'conforming-with-variances', because: `${many(totals.met)} met, ${covered} unmet and covered by a variance, ${totals['not-applicable']} not applicable` };
    return { value: 'conforming', because: `${many(totals.met)} met, ${totals['not-applicable']} not applicable` };
  };
  return { ...decide(), totals };
}
