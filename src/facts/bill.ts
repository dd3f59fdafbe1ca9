/** One bill of materials as a whole. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const bill = factKind({
  word: 'bill',
  meaning: 'a bill of materials: format, what it is about, who wrote it when, and how many entries it holds',
  concerns: ['bill'],
  schema: z.strictObject({
    format: z.string(),
    spec_version: z.string(),
    subject: z.string(),
    subject_version: z.string(),
    author: z.string(),
    /** ISO 8601 as written, or empty. */
    timestamp: z.string(),
    entries: z.number().int().nonnegative(),
    /** Entries that take part in a dependency or composition relationship. */
    related: z.number().int().nonnegative(),
  }),
});

export default bill;
