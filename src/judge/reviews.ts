/** Which reviews count: current, acceptable, and about this element and subject. It never marks one itself. */
import type { Fact } from '../core/fact.ts';
import type { Subject } from './subject.ts';

interface ReviewValue {
  readonly element: string;
  readonly component: string;
  readonly subjects: readonly string[];
  readonly conclusion: string;
  readonly date: string;
  readonly expires: string;
}

/** The acceptable reviews for an element and subject that are valid on `asOf` (ISO dates, both ends inclusive). */
export function currentReviews(element: string, subject: Subject, asOf: string): readonly Fact[] {
  return subject.view.facts('review').filter((fact) => {
    const review = fact.value as ReviewValue;
    const here = review.component === '' || review.component === subject.component.name;
    const current = review.date <= asOf && (review.expires === '' || asOf <= review.expires);
    return review.element === element && here && current && review.conclusion === 'acceptable';
  });
}

/** Digests of everything those reviews looked at. */
export function reviewedDigests(reviews: readonly Fact[]): ReadonlySet<string> {
  return new Set(reviews.flatMap((fact) => (fact.value as ReviewValue).subjects));
}
