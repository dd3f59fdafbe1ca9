/** The language a header was counted under, and why. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const headerLanguage = factKind({
  word: 'header-language',
  meaning: 'the language a header belongs to, by its includer, its sibling, its content, or a guess',
  concerns: [],
  schema: z.strictObject({
    language: z.enum(['C', 'C++']),
    because: z.enum(['includer', 'sibling', 'content', 'guess']),
    witness: z.string(),
  }),
});

export default headerLanguage;
