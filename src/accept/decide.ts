/** Holds a verified package against a buyer's policy. Unknown is never acceptable by itself: a rule says what it makes of it. */
import type { Inspection } from '../core/inspection.ts';
import type { Fact } from '../core/fact.ts';
import { listName } from '../codebook/predicate.ts';
import type { Policy, RuleLaw } from './policy.ts';
import type { VarianceRow } from './rows.ts';

export type Decision = 'accept' | 'accept-with-conditions' | 'refuse';

export interface RuleAnswer {
  readonly rule: RuleLaw;
  readonly holds: boolean;
  /** Why not; empty when it holds. */
  readonly because: string;
}

export interface Acceptance {
  readonly decision: Decision;
  readonly because: string;
  readonly answers: readonly RuleAnswer[];
  readonly variances: readonly VarianceRow[];
  /** Controls that the buyer must provide for the conditions. */
  readonly controls: readonly { readonly rule: string; readonly control: string }[];
  /** The last day for which support is stated, over the bill and the declarations; empty when nobody stated one. */
  readonly support_ends: string;
}

export interface Subject {
  readonly inspection: Inspection;
  /** Facts of the stored record. */
  readonly facts: readonly Fact[];
  readonly signedBy: readonly string[];
  readonly asOf: string;
}

export function decide({ law, rules, words }: Policy, subject: Subject): Acceptance {
  const { inspection, facts, signedBy, asOf } = subject;
  const variances = varianceRows(inspection);
  const context = {
    device: inspection.device.about, component: undefined, level: inspection.level.value, as_of: asOf, digests: [], image_digests: [],
    params: Object.fromEntries(Object.entries(law.parameters).map(([name, { value }]) => [name, value])),
    standing: inspection.standing.value, edition: inspection.edition.id, signed_by: [...signedBy],
    findings: inspection.findings.map(({ element, component, verdict, strength, breaches }) => ({ element, component, verdict, strength, breaches: breaches.length, severities: [...new Set(breaches.map(({ severity }) => severity))], cwe: [...new Set(breaches.flatMap(({ cwe }) => cwe))] })),
    requirements: inspection.requirements.map(({ id, component, verdict }) => ({ id, component, verdict })),
    variances: variances.map((row) => ({ ...row })),
    ...Object.fromEntries(words.map(({ word }) => [listName(word), facts.filter((fact) => fact.word === word).map(({ value }) => value)])),
  };
  const answers = rules.map(({ law: rule, require, otherwise }): RuleAnswer => {
    const holds = require.evaluate(context);
    return { rule, holds, because: holds ? '' : otherwise.evaluate(context) };
  });
  const failed = answers.filter(({ holds }) => !holds);
  const refusing = failed.filter(({ rule }) => rule.outcome === 'refuse');
  const decision: Decision = refusing.length > 0 ? 'refuse' : failed.length > 0 ? 'accept-with-conditions' : 'accept';
  const because = failed.length === 0 ? `all ${answers.length} rules hold` : `${failed.length} of ${answers.length} rules do not hold${refusing.length > 0 ? `, ${refusing.length} of them refuse` : '; each has a control that the buyer provides'}`;
  return {
    decision, because, answers, variances,
    controls: failed.filter(({ rule }) => rule.outcome === 'condition').map(({ rule }) => ({ rule: rule.id, control: rule.control === '' ? 'none named: agree on one before use' : rule.control })),
    support_ends: supportEnds(subject),
  };
}

function varianceRows({ variances }: Inspection): readonly VarianceRow[] {
  return (variances?.entries ?? []).map(({ id, element, component, state, expires }) => ({ id, element, component, state, expires, applied: state === 'in-force' && variances?.ignored !== true }));
}

/** The earliest end of support that the bill or a declaration that counts states: the device is supported no longer than its parts, nor than its maker says. */
function supportEnds({ inspection, facts, asOf }: Subject): string {
  const counting = new Set((inspection.statements ?? []).filter(({ word, state }) => word === 'declaration' && (state === 'current' || state === 'soon')).map(({ id }) => id));
  const ends = facts.map(({ word, value }) => {
    if (word === 'bill-entry') return textAt(value, 'end_of_support');
    const isCurrent = word === 'declaration' && textAt(value, 'topic') === 'support-period' && counting.has(textAt(value, 'id')) && (textAt(value, 'expires') === '' || textAt(value, 'expires') >= asOf);
    return isCurrent ? textAt(memberOf(value, 'says'), 'end_of_support') : '';
  });
  return ends.filter((end) => end !== '').sort()[0] ?? '';
}

const memberOf = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined);

function textAt(value: unknown, name: string): string {
  const found = memberOf(value, name);
  return typeof found === 'string' ? found : '';
}
