/** One component that a bill of materials lists, with what it says about it and what it leaves out. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const billEntry = factKind({
  word: 'bill-entry',
  meaning: 'a component listed in a bill of materials',
  concerns: ['bill'],
  schema: z.strictObject({
    name: z.string(),
    version: z.string(),
    supplier: z.string(),
    type: z.string(),
    purl: z.string(),
    cpe: z.string(),
    licences: z.array(z.string()),
    sha256: z.string(),
    /** Number of hashes of any algorithm. */
    hashes: z.number().int().nonnegative(),
    /** Level of support as stated, or empty. */
    support_level: z.string(),
    /** End of support as stated (ISO date), or empty. */
    end_of_support: z.string(),
    related: z.boolean(),
    /** Names of the NTIA Framing (2nd ed., 2021) baseline attributes that this entry lacks. */
    missing: z.array(z.string()),
  }),
});

export default billEntry;
