/** What kind of built code an image is and for which machine. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const executable = factKind({
  word: 'executable',
  meaning: 'the kind of a built image, its machine, linkage and what built it',
  concerns: ['image'],
  schema: z.strictObject({
    format: z.string(),
    kind: z.enum(['executable', 'pie', 'static-pie', 'library', 'relocatable', 'kernel-module', 'core', 'bare-metal']),
    machine: z.string(),
    bits: z.union([z.literal(32), z.literal(64)]),
    endian: z.enum(['little', 'big']),
    linkage: z.enum(['static', 'dynamic', 'none']),
    needed: z.array(z.string()),
    soname: z.string(),
    build_id: z.string(),
    /** Compilers named in `.comment`, as written. */
    compilers: z.array(z.string()),
    symbols: z.boolean(),
    debug_info: z.boolean(),
    /** Bytes in executable sections or segments. */
    code_bytes: z.number().int().nonnegative(),
  }),
});

export default executable;
