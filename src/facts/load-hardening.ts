/** How an image is prepared for the loader: relocation, position and search paths. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const loadHardening = factKind({
  word: 'load-hardening',
  meaning: 'relocation read-only state, position independence, text relocations and library search paths of an image',
  concerns: ['image'],
  schema: z.strictObject({
    relro: z.enum(['full', 'partial', 'none', 'not-applicable']),
    position_independent: z.enum(['yes', 'no', 'not-applicable']),
    text_relocations: z.boolean(),
    search_paths: z.array(
      z.strictObject({
        entry: z.string(),
        sort: z.enum(['empty', 'relative', 'parent', 'world-writable', 'build-path', 'origin', 'absolute']),
      }),
    ),
    detail: z.string(),
  }),
});

export default loadHardening;
