/** The memory-safety standing of one component, drawn from its ledger, hazards and escape hatches. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const count = z.number().int().nonnegative();

export const memoryProfile = factKind({
  word: 'memory-profile',
  meaning: 'code lines of a component by memory-safety class, its escape hatches and their documentation',
  concerns: [],
  schema: z.strictObject({
    languages: z.array(z.string()),
    code: count,
    /** Classes A–C. */
    safe: count,
    /** Classes D–F. */
    unsafe: count,
    /** Class `?`. */
    unknown: count,
    /** Code in C or C++ (any class). */
    c_family: count,
    hatches: count,
    documented_hatches: count,
    hazards: count,
  }),
});

export default memoryProfile;
