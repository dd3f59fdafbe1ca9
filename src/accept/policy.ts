/** A buyer's rules as data: what a verified package must show before a device is accepted. Checked when they are read; they judge no element. */
import type { Environment } from '@marcbachmann/cel-js';
import { z } from 'zod';
import { demandDocument, lineIn } from '../core/document.ts';
import type { Word } from '../core/fact.ts';
import { UsageError } from '../core/trouble.ts';
import { condition, environmentFor, message, PredicateError, type Predicate } from '../codebook/predicate.ts';
import { declareType } from '../codebook/types.ts';
import { registerHeld } from './held.ts';
import { findingRow, requirementRow, varianceRow } from './rows.ts';

const slug = z.string().regex(/^[a-z][a-z0-9-]*$/);
const sentence = z.string().min(10);

const ruleSchema = z.strictObject({
  id: slug,
  title: z.string().min(3),
  /** Why the buyer asks it. */
  reason: sentence,
  /** CEL; true when the package shows what is asked. */
  require: z.string().min(3),
  /** Said when it does not; `{…}` are CEL. */
  otherwise: sentence,
  /** `refuse` the device, or accept it on the `condition` that the buyer provides the control. */
  outcome: z.enum(['refuse', 'condition']),
  control: z.string().default(''),
  /** Contract language that asks for the same, in the policy author's own words. */
  clause: sentence,
  /** How it will be checked. */
  verified_by: sentence,
  /** Where a maker's disclosure (ANSI/NEMA HN 1-2019) speaks of the same: a group, or a question by number with what it is about in own words. */
  mds2: z.array(z.union([z.string().min(1), z.strictObject({ question: z.string().regex(/^[A-Z]{4}-\d+(?:\.\d+)*$/, 'a question number of the form, such as SBOM-2.1'), about: sentence })])).default([]),
  sources: z.array(z.string()).default([]),
});

/** A policy (`codebook/policies/*.yaml`, or a buyer's own file), format 1. */
export const policySchema = z.strictObject({
  policy: z.literal(1),
  id: slug,
  title: z.string().min(3),
  about: sentence,
  parameters: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.strictObject({ value: z.union([z.number(), z.string(), z.boolean(), z.array(z.string())]), meaning: sentence })).default({}),
  /** Words whose facts in the record the rules may read. */
  reads: z.array(slug).default([]),
  rules: z.array(ruleSchema).min(1),
});

export type PolicyLaw = z.infer<typeof policySchema>;
export type RuleLaw = PolicyLaw['rules'][number];

export interface CompiledRule {
  readonly law: RuleLaw;
  readonly require: Predicate<boolean>;
  readonly otherwise: Predicate<string>;
}

export interface Policy {
  readonly law: PolicyLaw;
  readonly words: readonly Word[];
  readonly rules: readonly CompiledRule[];
}

const next = 'mend the policy; schema/policy.schema.json says what it may hold, and codebook/policies/ has examples';

/** Reads and checks a policy. Throws `UsageError` with file and line for a member that is not there or a rule that does not parse. */
export function readPolicy(text: string, file: string, words: ReadonlyMap<string, Word>): Policy {
  const law = demandDocument(text, policySchema, file, next);
  const read = law.reads.map((name) => {
    const word = words.get(name);
    if (word === undefined) throw new UsageError('bad-policy', `${file}: reads: there is no word "${name}"`, next);
    return word;
  });
  const environment = scopeOf(law, read);
  const rules = law.rules.map((rule, index): CompiledRule => {
    try {
      return { law: rule, require: condition(environment, rule.require), otherwise: message(environment, rule.otherwise) };
    } catch (error) {
      if (!(error instanceof PredicateError)) throw error;
      throw new UsageError('bad-policy', `${file}:${lineIn(text, ['rules', index])}: rule ${rule.id}: ${error.message} in "${error.source}"`, next);
    }
  });
  return { law, words: read, rules };
}

function scopeOf(law: PolicyLaw, words: readonly Word[]): Environment {
  const environment = environmentFor({ lists: words, params: Object.fromEntries(Object.entries(law.parameters).map(([name, { value }]) => [name, typeName(value)])) });
  environment.registerVariable('standing', 'string');
  environment.registerVariable('edition', 'string');
  environment.registerVariable('signed_by', 'list<string>');
  const [finding, requirement] = [declareType(environment, 'AcceptFinding', findingRow), declareType(environment, 'AcceptRequirement', requirementRow)];
  environment.registerVariable('findings', `list<${finding}>`);
  environment.registerVariable('requirements', `list<${requirement}>`);
  registerHeld(environment, { finding, requirement });
  environment.registerVariable('variances', `list<${declareType(environment, 'AcceptVariance', varianceRow)}>`);
  return environment;
}

function typeName(value: number | string | boolean | readonly string[]): string {
  if (Array.isArray(value)) return 'list<string>';
  return typeof value === 'number' ? 'double' : typeof value === 'boolean' ? 'bool' : 'string';
}
