/** The record of a variance as a maker writes it, format 1. It refuses what is not complete; whether one holds is decided in `src/judge/variances/`. */
import { z } from 'zod';

const text = z.string().trim().min(1);
const long = (least: number): z.ZodString => z.string().trim().min(least, `say it in at least ${least} characters`);
const identifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'letters, digits, dots, hyphens and underscores only');
const day = z.iso.date('not a day of the calendar, YYYY-MM-DD');
const named = z.string().trim().min(1).regex(/^[^*?]*$/, 'no wildcards: name each one');

export const varianceKinds = ['variance', 'alternative-means', 'existing-device', 'tool-correction'] as const;

const exploitability = z.enum(['low', 'moderate', 'high']);
const harm = z.enum(['none', 'minor', 'serious', 'death']);
const riskSchema = z.strictObject({ exploitability, harm });

/** What must hold for the variance to hold: an element that is met, or a fact that satisfies a predicate. */
export const controlSchema = z
  .strictObject({
    id: identifier,
    says: long(10).describe('the compensating control in a sentence'),
    element: identifier.optional().describe('an element that must be met'),
    word: identifier.optional().describe('a word of which some fact must satisfy `where`'),
    where: z.string().trim().min(1).max(400).optional(),
    component: z.string().default('').describe('where it must hold; empty for the device as a whole'),
  })
  .refine((control) => (control.element === undefined) !== (control.word === undefined), 'name exactly one of "element" and "word"')
  .refine((control) => (control.word === undefined) === (control.where === undefined), '"word" and "where" go together');

const signatorySchema = z.strictObject({ by: text, role: text, organisation: z.string().default(''), date: day });

const sameText = (a: string, b: string): boolean => a.trim().toLowerCase().replace(/\s+/g, ' ') === b.trim().toLowerCase().replace(/\s+/g, ' ');

export const varianceSchema = z
  .strictObject({
    id: identifier,
    kind: z.enum(varianceKinds),
    element: identifier,
    edition: text,
    text: z.string().regex(/^sha256:[0-9a-f]{64}$/, 'not the digest of the text of an element; plumbline variance new writes it').describe('digest of the element as it was when this was granted'),
    scope: z.strictObject({
      device: named,
      versions: z.array(named).min(1).describe('every version of the device it holds for'),
      component: z.string().regex(/^[^*?]*$/, 'no wildcards: name the component').describe('empty for the device as a whole'),
      configuration: z.string().default(''),
    }),
    fingerprints: z.array(z.string().regex(/^[0-9a-f]{32}$/, 'not the fingerprint of a breach')).min(1),
    reason: long(40),
    root_cause: z.string().default(''),
    risk: z
      .strictObject({
        method: text.describe('how the risk was assessed, and by which document'),
        before: riskSchema,
        after: riskSchema,
        controlled: z.boolean(),
        file: text.describe('the entry of the risk management file (ISO 14971)'),
      })
      .optional(),
    controls: z.array(controlSchema).default([]),
    designed_under: z.string().default('').describe('for existing-device: the edition the device was designed under'),
    proposed: signatorySchema,
    approved: signatorySchema,
    notice: z.string().default('').describe('what the labelling or the customer is told'),
    expires: day.describe('last day on which it holds, UTC'),
    renews: z.string().default('').describe('id of the record that this one prolongs'),
    plan: z.strictObject({ owner: text, target_version: text, milestones: z.array(z.strictObject({ what: text, by: day })).min(1) }),
  })
  .superRefine((record, context) => {
    const complain = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    const { kind, proposed, approved } = record;
    const isRisk = kind !== 'tool-correction';
    if (isRisk && record.risk === undefined) complain('risk', 'a decision about risk states the risk before and after');
    if (isRisk && record.controls.length === 0) complain('controls', 'at least one compensating control that can be checked');
    if (kind === 'existing-device' && record.designed_under === '') complain('designed_under', 'name the edition the device was designed under');
    if (sameText(proposed.by, approved.by)) complain('approved', 'who proposes does not approve');
    if (sameText(proposed.role, approved.role)) complain('approved', 'the approver has another role than the proposer');
    if (approved.date < proposed.date) complain('approved', 'approved before it was proposed');
    if (record.expires <= approved.date) complain('expires', 'ends before it began');
    if (record.renews === record.id) complain('renews', 'a record cannot renew itself');
    if (new Set(record.controls.map(({ id }) => id)).size < record.controls.length) complain('controls', 'two controls have one id');
  });

export type VarianceRecord = z.infer<typeof varianceSchema>;
export type Control = z.infer<typeof controlSchema>;

export type Term = 'not-yet' | 'current' | 'soon' | 'expired';

/**
 * The one answer to "does it still run on that day", for the inspection, the reports and the verifier alike: ISO days,
 * both ends inclusive, in UTC. The day is an argument; nothing here knows what day it is.
 */
export function termAt(term: { readonly approved: string; readonly expires: string }, asOf: string, warnDays: number): Term {
  if (asOf < term.approved) return 'not-yet';
  const left = daysLeft(term.expires, asOf);
  // No date at all compares as false: what cannot be read has expired.
  if (!(left >= 0)) return 'expired';
  return left <= warnDays ? 'soon' : 'current';
}

/** Whole days from `asOf` to the last day; negative afterwards. */
export function daysLeft(expires: string, asOf: string): number {
  return (Date.parse(expires) - Date.parse(asOf)) / 86_400_000;
}
