/** One line of the ledger of what ships: bytes of code in the images of a component, by memory-safety class and language. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';
import { memoryClasses } from './ledger-entry.ts';
import { tellings } from './shipped-code.ts';

export const shippedBytes = factKind({
  word: 'shipped-bytes',
  meaning: 'bytes of executable code in images of a component, of one memory-safety class and language',
  concerns: [],
  schema: z.strictObject({
    class: z.enum(memoryClasses),
    language: z.string(),
    shipped: z.boolean(),
    surface: z.enum(['yes', 'no', 'undetermined']),
    bytes: z.number().int().nonnegative(),
    /** The weakest way in which the language of these bytes was told; `map` is a link map that is as large as the image's code. */
    told_by: z.enum([...tellings, 'map']),
    images: z.number().int().nonnegative(),
    because: z.string(),
  }),
});

export default shippedBytes;
