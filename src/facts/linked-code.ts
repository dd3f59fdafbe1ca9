/** What a linker wrote down of the code it laid out: bytes by object file. It does not say in which language an object was written. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const count = z.number().int().nonnegative();

/** Objects of one map; a browser has about 30 000. */
export const mostObjects = 50_000;

export const linkedCode = factKind({
  word: 'linked-code',
  meaning: 'the code that a linker laid out, by the object files it came from',
  concerns: [],
  schema: z.strictObject({
    linker: z.enum(['GNU ld', 'LLVM lld']),
    /** The file that was linked, by its last name, where the map says so. */
    output: z.string().max(200),
    /** Size of the sections that hold code, with what fills them up. */
    bytes: count,
    /** By last name; `archive` is empty for objects that were linked by themselves. */
    objects: z.array(z.strictObject({ object: z.string().max(200), archive: z.string().max(200), bytes: count })).max(mostObjects),
  }),
});

export default linkedCode;
