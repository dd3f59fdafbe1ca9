/** Draws the standing from the requirements. Variances change the standing, never a verdict. */
import type { Inspection, Requirement } from '../core/inspection.ts';
import { verdicts, type Standing, type Verdict } from '../core/verdict.ts';

/** Nonconforming when anything asked is unmet, else undetermined when anything is unknown, else conforming. */
export function standingOf(requirements: readonly Requirement[]): Inspection['standing'] {
  const totals = Object.fromEntries(
    verdicts.map((verdict) => [verdict, requirements.filter((requirement) => requirement.verdict === verdict).length]),
  ) as Record<Verdict, number>;
  const many = (count: number): string => `${count} of ${requirements.length} ${requirements.length === 1 ? 'requirement' : 'requirements'}`;
  const decide = (): { value: Standing; because: string } => {
    if (totals.unmet > 0) return { value: 'nonconforming', because: `${many(totals.unmet)} unmet, ${totals.unknown} unknown` };
    if (totals.unknown > 0) return { value: 'undetermined', because: `${many(totals.unknown)} could not be decided` };
    // With nothing asked and met there is nothing that conforms.
    if (totals.met === 0) return { value: 'undetermined', because: 'nothing that the edition asks applies to what was handed in' };
    return { value: 'conforming', because: `${many(totals.met)} met, ${totals['not-applicable']} not applicable` };
  };
  return { ...decide(), totals };
}
