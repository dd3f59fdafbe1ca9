/** What the maker declares about the device, without being a review of bytes. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const declaration = factKind({
  word: 'declaration',
  meaning: 'a declaration by the maker on a named topic',
  concerns: [],
  schema: z.strictObject({
    id: z.string(),
    /** Topic from the closed list of the statement schema: `support-period`, `memory-safety-roadmap`, `update-process` … */
    topic: z.string(),
    component: z.string(),
    /** What is declared, as named text values: `{ end_of_support: "2034-12-31" }`. */
    says: z.record(z.string(), z.string()),
    by: z.string(),
    role: z.string(),
    date: z.string(),
    expires: z.string(),
    /** SHA-256 digests of documents or images it is bound to. */
    subjects: z.array(z.string()),
  }),
});

export default declaration;
