/** How one escape hatch stands with its reviews on the day of the inspection. It does not say whether the review is right. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

/** `unsound`: the review that holds says so. `stale`: there was a review, and it no longer holds. */
export const siteStates = ['reviewed', 'unsound', 'stale', 'unreviewed'] as const;

/** Why a review no longer holds, or none was found. */
export const staleReasons = ['', 'function-changed', 'module-changed', 'site-changed', 'expired', 'not-yet', 'no-record'] as const;

export const siteStanding = factKind({
  word: 'site-standing',
  meaning: 'an escape hatch with what its reviews make of it: reviewed, unsound, stale or unreviewed, and why',
  concerns: [],
  schema: z.strictObject({
    key: z.string(),
    form: z.string(),
    item: z.string(),
    language: z.string(),
    test: z.boolean(),
    documented: z.boolean(),
    function_hash: z.string(),
    module_hash: z.string(),
    state: z.enum(siteStates),
    why: z.enum(staleReasons),
    because: z.string(),
    /** Of the reviewer, where a review holds; else empty. */
    independence: z.enum(['', 'self', 'second-party', 'third-party']),
    /** Id of the record that speaks of it, or empty. */
    review: z.string(),
  }),
});

export default siteStanding;
