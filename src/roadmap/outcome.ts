/** What to do with a unit, from its two axes and the Rule of 2. It blends nothing: each step says which axis decided it. */
import type { UnitRecord } from './risk.ts';
import type { Axis, Outcome, RuleOfTwo } from './model.ts';
import type { Tables } from './tables.ts';

export interface OutcomeGrounds {
  readonly risk: Axis;
  readonly feasibility: Axis;
  readonly ruleOfTwo: RuleOfTwo;
  readonly code: number;
  readonly unsafeCode: number;
  readonly hatches: number;
  readonly record: UnitRecord;
  readonly party: 'own' | 'third-party';
  readonly hasCandidate: boolean;
  readonly thresholds: Tables['weights']['thresholds'];
}

export interface Decision {
  readonly outcome: Outcome;
  readonly because: readonly string[];
}

export function outcomeOf(grounds: OutcomeGrounds): Decision {
  const { code, risk, feasibility, ruleOfTwo, unsafeCode, hatches, record, party, hasCandidate, thresholds } = grounds;
  if (unsafeCode === 0) return { outcome: 'leave', because: [hatches === 0 ? 'memory safe already' : `memory safe already, but for ${hatches} escape ${hatches === 1 ? 'hatch' : 'hatches'} to review`] };
  const isFeasible = feasibility.score >= thresholds.feasible;
  const allThree = ruleOfTwo.untrusted && ruleOfTwo.unsafe && ruleOfTwo.privileged;
  const isRisky = risk.score >= (allThree ? thresholds.rule_of_two : thresholds.risk_high);
  const scores = `risk ${risk.score}, feasibility ${feasibility.score}`;
  const three = allThree ? ['three of the Rule of 2: at least to be isolated'] : [];
  if (isRisky && isFeasible && code > thresholds.largest_move) return { outcome: 'wrap and isolate', because: [...three, `${scores}: ${code.toLocaleString('en-US')} lines are more than is replaced in one go; cut it by overrides and begin with what takes bytes apart`] };
  if (isRisky && isFeasible) {
    // Nobody but its supplier can rewrite a library; the maker can only take another.
    if (party === 'own' || hasCandidate) return { outcome: 'replace now', because: [...three, `${scores}: worth moving, and it can be moved`] };
    return { outcome: 'wrap and isolate', because: [...three, `${scores}: of a third party, and no candidate is known to take its place`] };
  }
  if (isRisky) return { outcome: 'wrap and isolate', because: [...three, `${scores}: worth moving, but it cannot be moved now`] };
  if (allThree) return { outcome: 'wrap and isolate', because: [...three, scores] };
  const hasFindings = risk.inputs.some(({ key, points = 0, most }) => key === 'findings' && points > most / 10);
  if (!hasFindings && isQuiet(record, thresholds.quiet_years)) return { outcome: 'leave', because: [`${scores}: old, quiet, and no memory error on record, nothing found in it; few are left in such code`] };
  if (risk.score >= thresholds.risk_moderate) return { outcome: 'harden and fuzz', because: [`${scores}: not worth moving yet, too risky to leave alone`] };
  return { outcome: 'leave', because: [`${scores}: low risk`] };
}

/** Density of vulnerabilities falls with age: rewriting what is old and quiet buys little (Google 2024, in decay-parameters). */
function isQuiet(record: UnitRecord, years: number): boolean {
  return record.isTold && record.medianYears !== undefined && record.medianYears >= years && record.recent <= 2 && record.mendings.length === 0;
}
