/** The shapes of what changes the law: proposals, comments, actions, ballots, the electorate, errata. It decides nothing. */
import { z } from 'zod';
import { editionSchema } from '../schema.ts';

const slug = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'use words in lower case joined by hyphens');
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'letters, digits, dots and hyphens only');
const text = z.string().trim().min(1);
const sentence = z.string().trim().min(10);
const day = z.iso.date('not a day of the calendar, YYYY-MM-DD');
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'not a digest');
const level = z.number().int().min(1).max(9);
const row = editionSchema.shape.adopts.element;
const head = editionSchema.pick({ title: true, about: true, levels: true, derivation: true, variances: true, open: true });

/** One step of a patch. Each is refused when the edition it meets is not as it supposes. */
export const changeSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('adopt'), element: slug, from_level: level.default(1), with: row.shape.with }),
  z.strictObject({ op: z.literal('change'), element: slug, from_level: level.optional(), with: row.shape.with.unwrap().optional() }),
  z.strictObject({ op: z.literal('retire'), element: slug, because: sentence }),
  z.strictObject({ op: z.literal('group'), group: editionSchema.shape.alternatives.unwrap().element }),
  z.strictObject({ op: z.literal('ungroup'), group: slug, because: sentence }),
  z.strictObject({ op: z.literal('head'), ...head.partial().shape, derivation: editionSchema.shape.derivation.unwrap().optional(), open: editionSchema.shape.open.unwrap().optional() }),
]);

/** A worked case of an element's page by its title, or an incident's device. */
const fixtureSchema = z.strictObject({ element: slug, case: z.string().default(''), incident: z.string().default('') }).refine((one) => (one.case === '') !== (one.incident === ''), 'name a case or an incident');

export const proposalSchema = z.strictObject({
  id,
  title: text,
  /** The edition it is for, and the one that its patch supposes. */
  edition: text,
  base: text,
  date: day,
  proponent: z.strictObject({ role: text, affiliation: text, interest: sentence.describe('what the proponent gains or loses by it') }),
  reason: z.string().trim().min(40),
  sources: z.array(z.strictObject({ document: text, clause: z.string().default(''), note: z.string().default('') })).min(1),
  benefit: sentence,
  cost: sentence.describe('what it costs makers, in work and money'),
  crosswalks: z.string().default('').describe('what it does to the crosswalks'),
  changes: z.array(changeSchema).min(1),
  fixtures: z.strictObject({ must_fail: z.array(fixtureSchema).default([]), must_pass: z.array(fixtureSchema).default([]) }),
});

export const commentSchema = z.strictObject({
  id,
  by: text,
  affiliation: z.string().default(''),
  date: day,
  position: z.enum(['support', 'oppose', 'modify']),
  text: sentence,
  wording: z.string().default('').describe('the words that are proposed instead'),
  disposition: z.strictObject({ outcome: z.enum(['accepted', 'accepted-in-part', 'rejected', 'noted']), reason: sentence, by: text, date: day }).optional(),
});

export const actionSchema = z.strictObject({
  outcome: z.enum(['as-submitted', 'as-modified', 'disapproved']),
  reason: sentence,
  date: day,
  tally: z.strictObject({ for: z.number().int().min(0), against: z.number().int().min(0), abstaining: z.number().int().min(0) }),
  recused: z.array(text).default([]),
  /** Digest of the proposal and of the texts it adopts, as they were acted on. */
  on: digest,
});

export const voteSchema = z.strictObject({
  voter: text,
  position: z.enum(['approve', 'object', 'abstain', 'recuse']),
  date: day,
  reason: z.string().default(''),
  /** An objection that blocks must be answered before anything is published. */
  blocking: z.boolean().default(false),
  answer: z.strictObject({ text: sentence, by: text, date: day, settled: z.boolean().describe('the voter takes the answer as settling it') }).optional(),
  /** Ed25519 over the canonical vote without this member and with the digest that is voted on, in base64. */
  signature: z.string().optional(),
});

export const ballotSchema = z.strictObject({ opened: day, closed: day, electorate: digest, on: digest, votes: z.array(voteSchema) });

export const electorateSchema = z.strictObject({
  id,
  as_of: day,
  about: sentence,
  rules: z.strictObject({
    /** Shares of members who vote, and of votes cast for or against that approve. */
    quorum: z.number().min(0).max(1),
    approval: z.number().min(0.5).max(1),
    /** No interest has more than this share of the members. */
    balance: z.number().min(0).max(1),
  }),
  members: z.array(z.strictObject({ role: text, interest: z.enum(['maker', 'user', 'regulator', 'researcher', 'public', 'tester']), key: z.string().default('').describe('Ed25519 public key, SPKI in base64') })).min(1),
});

/** An erratum may only loosen. `was` holds the text of the element before, so that both can be tried. */
export const erratumSchema = z.strictObject({
  id,
  edition: text,
  state: z.enum(['reported', 'verified', 'held', 'rejected']),
  reported_by: text,
  date: day,
  reason: z.string().trim().min(40),
  changes: z.array(changeSchema).default([]),
  texts: z.array(z.strictObject({ element: slug, was: z.unknown() })).default([]),
});

export type Change = z.infer<typeof changeSchema>;
export type Proposal = z.infer<typeof proposalSchema>;
export type Comment = z.infer<typeof commentSchema>;
export type Action = z.infer<typeof actionSchema>;
export type Vote = z.infer<typeof voteSchema>;
export type Ballot = z.infer<typeof ballotSchema>;
export type Electorate = z.infer<typeof electorateSchema>;
export type Erratum = z.infer<typeof erratumSchema>;
