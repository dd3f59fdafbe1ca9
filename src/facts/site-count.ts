/** How many escape hatches of a component are reviewed, and how many reviews no longer hold. Counts only; the sites stand in `site-standing`. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const count = z.number().int().nonnegative();

export const siteCount = factKind({
  word: 'site-count',
  meaning: 'escape hatches of a component outside tests by the standing of their reviews, and review records that fit no site',
  concerns: [],
  schema: z.strictObject({
    sites: count,
    reviewed: count,
    /** Of the reviewed, those whose callers must check something. */
    callers_must_check: count,
    unsound: count,
    stale: count,
    unreviewed: count,
    /** Stale ones by reason. */
    function_changed: count,
    module_changed: count,
    site_changed: count,
    expired: count,
    not_yet: count,
    /** Sites compiled for tests only, in no other count. */
    in_tests: count,
    /** Records of this component that fit no site. */
    idle_records: count,
  }),
});

export default siteCount;
