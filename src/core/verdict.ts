/** The closed vocabularies of judgement. They are only words here: `src/judge/judge.ts` alone hands them out. */

export const verdicts = ['met', 'unmet', 'unknown', 'not-applicable'] as const;
export type Verdict = (typeof verdicts)[number];

export const standings = ['conforming', 'conforming-with-variances', 'nonconforming', 'undetermined'] as const;
export type Standing = (typeof standings)[number];

/** How the evidence of an element is had. */
export const evidenceModes = [
  'rebuild', 'rerun-checker', 'inspect-image', 'verify-signature', 'match-test-to-image', 'human-review',
] as const;
export type EvidenceMode = (typeof evidenceModes)[number];

/** How strong the evidence behind a finding is, weakest first; `none` when nothing supports it. */
export const strengths = ['none', 'declared', 'source', 'image', 're-performed'] as const;
export type Strength = (typeof strengths)[number];
