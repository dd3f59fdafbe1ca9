/** How code of one language in a component meets another language, function by function summed up. It says where lengths are missing and judges none. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const count = z.number().int().nonnegative();

export const boundaryMap = factKind({
  word: 'boundary-map',
  meaning: 'functions between a language of a component and another language, with pointer and length pairs and callbacks counted',
  concerns: [],
  schema: z.strictObject({
    language: z.string(),
    direction: z.enum(['calls', 'offered']),
    /** The component at the other side, or empty when no source here is it: a library that is linked, or nobody who calls. */
    other: z.string(),
    other_language: z.string(),
    functions: count,
    /** Names in order, the first of them. */
    names: z.array(z.string()),
    with_length: count,
    without_length: count,
    callbacks: count,
    not_told: count,
  }),
});

export default boundaryMap;
