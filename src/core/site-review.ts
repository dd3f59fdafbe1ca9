/** The record of a review of one escape hatch as a maker writes it, format 1. It refuses what is not complete; whether one still holds is for the tally `site-reviews`. */
import { z } from 'zod';

const text = z.string().trim().min(1).max(2000);
const long = z.string().trim().min(10, 'say it in at least 10 characters').max(4000);
const identifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$/, 'letters, digits, dots, hyphens and underscores only');
const day = z.iso.date('not a day of the calendar, YYYY-MM-DD');
const hash = z.string().regex(/^(?:[0-9a-f]{16})?$/, 'not a digest as plumbline review show prints it (16 hexadecimal digits, or empty)');

export const siteVerdicts = ['sound', 'callers-must-check', 'unsound'] as const;

/** One thing that must hold for the site to be sound, and why it does. */
const conditionSchema = z.strictObject({
  needs: long.describe('what must hold, for example: the pointer is aligned'),
  holds: long.describe('why it does, or for callers-must-check who sees to it'),
});

const evidenceSchema = z.strictObject({
  says: text.describe('what it shows'),
  link: text.describe('a path in the repository, or an address'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in lower-case hexadecimal (64 digits)').optional(),
});

/** DSSE over the canonical record without this member; seen here, checked by whoever verifies. */
const signatureSchema = z.strictObject({ key: z.base64().min(40), value: z.base64().min(40) });

export const siteReviewSchema = z
  .strictObject({
    id: identifier,
    component: z.string().max(200).default('').describe('name of the component; empty for whichever holds the site'),
    site: z.strictObject({
      key: z.string().regex(/^[0-9a-f]{16}$/, 'not the key of a site, as plumbline review list prints it'),
      function_hash: hash.describe('digest of the enclosing function on that day'),
      module_hash: hash.describe('digest of the private items of its module on that day'),
      /** For people, and to know a site again whose code changed. The key and the digests bind. */
      language: z.string().max(60).default(''),
      form: z.string().max(60).default(''),
      item: z.string().max(400).default(''),
      path: z.string().max(1000).default(''),
    }),
    verdict: z.enum(siteVerdicts),
    conditions: z.array(conditionSchema).max(100).describe('each safety condition by itself, with why it holds'),
    reviewer: text,
    role: text,
    independence: z.enum(['self', 'second-party', 'third-party']).default('self').describe('self: of own work'),
    date: day.describe('day on which the verdict was reached'),
    expires: day.describe('last day on which it holds, UTC'),
    evidence: z.array(evidenceSchema).max(100).default([]),
    note: z.string().max(4000).default(''),
    signature: signatureSchema.optional(),
  })
  .superRefine((record, context) => {
    if (record.expires < record.date) context.addIssue({ code: 'custom', path: ['expires'], message: 'ends before it began' });
    if (record.verdict !== 'unsound' && record.conditions.length === 0) context.addIssue({ code: 'custom', path: ['conditions'], message: 'a site is sound because something holds: name each condition, and why it holds' });
  });

export type SiteReviewRecord = z.infer<typeof siteReviewSchema>;
