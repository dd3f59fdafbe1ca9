/** Records of reviews of single escape hatches. It checks form; whether one still holds is decided by a tally, whether it is right by its readers. */
import { mentions } from '../../core/head.ts';
import type { Material } from '../../core/material.ts';
import { readRecords, type RecordFile } from '../../core/record-file.ts';
import { siteReviewSchema, type SiteReviewRecord } from '../../core/site-review.ts';

export const largestSiteReviews = 1024 * 1024;
export const mostRecords = 5000;

export type SiteReviews = RecordFile<SiteReviewRecord>;

export function parseSiteReviews(bytes: Uint8Array): SiteReviews {
  return readRecords(bytes, { head: 'plumbline-site-review', one: 'a site review', many: 'site reviews', schema: siteReviewSchema, largest: largestSiteReviews, most: mostRecords });
}

export default {
  name: 'site-review',
  nature: 'statement',
  recognise: ({ head }) => (mentions(head, 'plumbline-site-review') && /^(?:\uFEFF)?plumbline-site-review[ \t]*:/m.test(new TextDecoder().decode(head)) ? 'content' : undefined),
  parse: (bytes) => parseSiteReviews(bytes),
} satisfies Material<SiteReviews>;
