/** The shapes of the law's files. What a shape cannot check (words, predicates, digests) is checked by `lint.ts`. */
import { z } from 'zod';
import { componentKinds } from '../core/device.ts';
import { evidenceModes } from '../core/verdict.ts';

const slug = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'use words in lower case joined by hyphens');
const sentence = z.string().min(10);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'use a date, YYYY-MM-DD');
const predicate = z.string().min(1);

export const parameterSchema = z.strictObject({
  type: z.enum(['number', 'text', 'flag', 'texts']),
  default: z.union([z.number(), z.string(), z.boolean(), z.array(z.string())]),
  meaning: sentence,
});

/**
 * A breach is either proved by each fact of the word `over` for which `when` holds, or, with `absent`, by there being
 * no fact of that word for which `when` holds. `message` may hold predicates in braces: `{fact.function}`.
 */
export const breachSchema = z
  .strictObject({
    id: slug,
    over: slug.optional(),
    absent: slug.optional(),
    when: predicate,
    message: sentence,
    remedy: z.string().default(''),
    severity: z.enum(['high', 'moderate', 'low']).default('moderate'),
    cwe: z.array(z.number().int().positive()).default([]),
  })
  .refine((breach) => (breach.over === undefined) !== (breach.absent === undefined), 'name exactly one of "over" and "absent"');

export const elementSchema = z.strictObject({
  id: slug,
  title: z.string().min(3),
  /** A–I, or X for properties of the code itself. */
  category: z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'X']),
  origin: z.enum(['ieee-2015', 'project']),
  /** Number in the 2015 text; these are recalled, never a key. */
  number: z.string().default(''),
  /** Elements whose place it takes: one for one moved, one of several split, several in one merged. */
  replaces: z.array(slug).min(1).optional(),
  objective: sentence,
  /** Vulnerabilities addressed, in a sentence. */
  addresses: sentence,
  /** For project articles: the incident or public rule that led to it. */
  because: z.string().default(''),
  mode: z.enum(evidenceModes),
  scope: z.enum(['component', 'device']),
  /** Component kinds the element is asked of; ignored for scope `device`. */
  of: z.array(z.enum(componentKinds)).default([]),
  /**
   * Words that must be answered. With `where`, at least one fact of the word must satisfy the predicate, or there is
   * nothing to ask: that is how an element says "a review of this element" or "a run of such a tool". `because` says it
   * in the element's own words.
   */
  rests_on: z.array(z.union([slug, z.strictObject({ word: slug, where: predicate, because: z.string().default('') })])).min(1),
  /** Further words the predicates read but that need no answer. */
  reads: z.array(slug).default([]),
  parameters: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), parameterSchema).default({}),
  exempt: z.array(z.strictObject({ when: predicate, because: sentence })).default([]),
  breaches: z.array(breachSchema).min(1),
  /** A current, acceptable review of an artifact's digest for this element settles the gap at that artifact. */
  review_settles: z.boolean().default(false),
  remedy: sentence,
  /** `for` names the sorts of gap that the paper can close; left out, it can close any. */
  settles: z.array(z.strictObject({ hand_in: slug, how: sentence, for: z.array(z.enum(['unanswered', 'blank', 'unrecognised', 'nothing-to-ask', 'unreadable'])).default([]) })).min(1),
  citations: z.array(z.strictObject({ document: z.string().min(2), clause: z.string().default(''), note: z.string().default('') })).min(1),
});

export const editionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  title: z.string().min(3),
  status: z.enum(['draft', 'public-comment', 'published', 'superseded', 'withdrawn']),
  effective_on: date,
  supersedes: z.string().default(''),
  about: sentence,
  levels: z.array(z.strictObject({ level: z.number().int().min(1).max(9), title: z.string().min(3), meaning: sentence })).min(1),
  /** The device's level is the highest whose `when` holds; level 1 needs no rule. Predicates see `device`. */
  derivation: z.array(z.strictObject({ level: z.number().int().min(1).max(9), when: predicate, because: sentence })).default([]),
  adopts: z
    .array(
      z.strictObject({
        element: slug,
        from_level: z.number().int().min(1).max(9).default(1),
        with: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.array(z.string())])).default({}),
        /** Required once the edition is published. */
        digest: z.string().regex(/^sha256:[0-9a-f]{64}$/).optional(),
      }),
    )
    .min(1),
  /** Elements of a group are asked together: for each component one list in `any_of` must be met whole. */
  alternatives: z
    .array(
      z.strictObject({
        id: slug,
        title: z.string().min(3),
        any_of: z.array(z.array(slug).min(1)).min(2),
        from_level: z.number().int().min(1).max(9).default(1),
      }),
    )
    .default([]),
  /** Under which conditions a variance may be applied; an edition without them allows none. */
  variances: z
    .strictObject({
      warn_days: z.number().int().min(1).max(365),
      most_renewals: z.number().int().min(0).max(20),
      /** From approval to the last day, by level. */
      maximum_days: z.array(z.strictObject({ level: z.number().int().min(1).max(9), days: z.number().int().min(1).max(3660) })).min(1),
      /** Elements from which nothing may depart. */
      never: z.array(slug).default([]),
    })
    .optional(),
  /** What it was built from; written by publishing, and checked by building it again. */
  made_of: z.strictObject({ base: z.string(), proposals: z.array(z.string()), errata: z.array(z.string()) }).optional(),
  /** What the edition leaves open, said so that silence is not taken for a pass. */
  open: z.array(z.strictObject({ category: z.string(), title: z.string(), note: sentence })).default([]),
});

export const crosswalkSchema = z.strictObject({
  document: z.string().min(3),
  edition: z.string().min(1),
  source: z.string().min(5),
  retrieved: date,
  /** `verified` in the named source, `second-hand`, or `recalled`. */
  standing: z.enum(['verified', 'second-hand', 'recalled']),
  about: sentence,
  rows: z
    .array(
      z.strictObject({
        element: slug,
        clause: z.string().min(1),
        title: z.string().default(''),
        relation: z.enum(['supports', 'equivalent', 'part-of', 'contains', 'intersects']),
        note: z.string().default(''),
        standing: z.enum(['verified', 'second-hand', 'recalled']).optional(),
      }),
    )
    .min(1),
});

export type ElementLaw = z.infer<typeof elementSchema>;
export type BreachLaw = z.infer<typeof breachSchema>;
export type EditionLaw = z.infer<typeof editionSchema>;
export type Crosswalk = z.infer<typeof crosswalkSchema>;
