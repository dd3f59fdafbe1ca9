/** States each review of an escape hatch, and the signature it bears. A malformed one is a blank, so that it is listed and never applied. */
import { canonicalJson } from '../../core/canonical.ts';
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { siteReview } from '../../facts/site-review.ts';
import { statementSignature } from '../../facts/statement-signature.ts';
import type { SiteReviews } from './material.ts';

function* look({ records, faults }: SiteReviews): Generator<Observation> {
  for (const { line, record } of records) {
    const { signature, ...said } = record;
    yield siteReview.state(said, { line });
    if (signature !== undefined) yield statementSignature.state({ statement: said.id, payload: canonicalJson(said), ...signature }, { line });
  }
  for (const { line, reason } of faults) yield siteReview.blank(reason, { line });
}

export default { name: 'records', revision: 1, states: [siteReview, statementSignature], look } satisfies Probe<SiteReviews>;
