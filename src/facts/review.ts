/** What a person concluded after looking at named bytes. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const review = factKind({
  word: 'review',
  meaning: 'a review record: who looked at which digests for which element, and the conclusion',
  concerns: [],
  schema: z.strictObject({
    id: z.string(),
    /** Id of the element reviewed against. */
    element: z.string(),
    /** Name of the component reviewed, or empty for the whole device. */
    component: z.string(),
    /** SHA-256 digests of what was looked at. */
    subjects: z.array(z.string()),
    conclusion: z.enum(['acceptable', 'not-acceptable']),
    summary: z.string(),
    reviewer: z.string(),
    role: z.string(),
    independence: z.enum(['self', 'second-party', 'third-party']),
    /** ISO dates. `expires` may be empty. */
    date: z.string(),
    expires: z.string(),
  }),
});

export default review;
