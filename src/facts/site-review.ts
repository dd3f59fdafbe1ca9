/** What a person concluded of one escape hatch, as the maker recorded it. Whether it still holds is for the tally that joins it with the site. */
import { factKind } from '../core/fact.ts';
import { siteReviewSchema } from '../core/site-review.ts';

export const siteReview = factKind({
  word: 'site-review',
  meaning: 'a review of one escape hatch: its key and surroundings on that day, verdict, safety conditions, reviewer, expiry',
  concerns: [],
  schema: siteReviewSchema,
});

export default siteReview;
