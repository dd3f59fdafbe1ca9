/** Lines that the version history added to a file since a date or revision. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const change = factKind({
  word: 'change',
  meaning: 'lines added to a file since a given point of the version history',
  concerns: [],
  schema: z.strictObject({
    file: z.string(),
    added: z.number().int().nonnegative(),
    removed: z.number().int().nonnegative(),
    /** Revision or date the count starts from. */
    since: z.string(),
  }),
});

export default change;
