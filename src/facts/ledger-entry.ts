/** One line of the memory-safety ledger: how much code of which class, where. Never one blended number. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const count = z.number().int().nonnegative();

export const memoryClasses = ['A', 'B', 'C', 'D', 'E', 'F', '?'] as const;

export const ledgerEntry = factKind({
  word: 'ledger-entry',
  meaning: 'lines of code of one memory-safety class and language in a component',
  concerns: [],
  schema: z.strictObject({
    /** A proved · B safe, no hatch · C safe with hatches · D enforced · E hardened · F plain unsafe · ? unknown. */
    class: z.enum(memoryClasses),
    language: z.string(),
    party: z.enum(['own', 'third-party']),
    shipped: z.boolean(),
    /** The component handles untrusted input. */
    surface: z.enum(['yes', 'no', 'undetermined']),
    files: count,
    code: count,
    comment: count,
    blank: count,
    /** Code lines added since `new_since`; -1 when no history was at hand. */
    new_code: z.number().int().min(-1),
    new_since: z.string(),
    because: z.string(),
  }),
});

export default ledgerEntry;
