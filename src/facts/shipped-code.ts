/** The code of one image by the language it was written in, byte for byte. It does not say whether that language is safe. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const count = z.number().int().nonnegative();

/** How a stretch of code was told: by the debug information, by the names of its functions, by the section a linker made, or not at all. */
export const tellings = ['units', 'names', 'linker', 'padding', 'nothing'] as const;
export type Telling = (typeof tellings)[number];

/** `bytes` of all parts sum up to `executable`, the size of the executable sections. */
export const shippedCode = factKind({
  word: 'shipped-code',
  meaning: 'bytes of executable code of an image, by language and by how the language was told',
  concerns: [],
  schema: z.strictObject({
    executable: count,
    parts: z.array(z.strictObject({
      /** As debug information names it, `C or assembly` for plain names, `(linker)`, `(padding)`, or `?`. */
      language: z.string(),
      told_by: z.enum(tellings),
      bytes: count,
    })),
    /** Compile units with code, and the largest of them. */
    units: count,
    largest_units: z.array(z.strictObject({ name: z.string().max(300), language: z.string(), bytes: count })).max(50),
    /** Units whose debug information lies in another file (DWARF 5 §7.3.2). */
    split_units: count,
  }),
});

export default shippedCode;
