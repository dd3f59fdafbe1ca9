/** What stands around the escape hatches of one file, as digests: a review of a site is void once these change. It names sites by key and says nothing of them. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const hatchContext = factKind({
  word: 'hatch-context',
  meaning: 'for each escape hatch of a file its language, its enclosing function and digests of that function and of the private items of its module',
  concerns: [],
  schema: z.strictObject({
    language: z.string(),
    sites: z.array(z.strictObject({
      /** The key of the `escape-hatch` it speaks of, unique within the file. */
      key: z.string(),
      /** Digest of the tokens of the enclosing function, without white space and comments; empty when none could be told. */
      function_hash: z.string(),
      /** Digest of the private items of the enclosing module, in any order; empty when not told. */
      module_hash: z.string(),
    })),
  }),
});

export default hatchContext;
