/** How one source file was compiled. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const compileCommand = factKind({
  word: 'compile-command',
  meaning: 'the compiler and the protection and warning options a source file was compiled with',
  concerns: [],
  schema: z.strictObject({
    file: z.string(),
    compiler: z.string(),
    standard: z.string(),
    optimisation: z.string(),
    /** Options of the OpenSSF compiler hardening guide and of bounds-checking compilers, as written. */
    protections: z.array(z.string()),
    warnings: z.array(z.string()),
    defines: z.array(z.string()),
    /** Names that the command line takes back for good; absent when there are none. */
    undefines: z.array(z.string()).optional(),
  }),
});

export default compileCommand;
