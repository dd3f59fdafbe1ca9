/** A hazard in an arm of a conditional that no known build of its file takes. It does not say that another build would not take it. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const unbuiltHazard = factKind({
  word: 'unbuilt-hazard',
  meaning: 'a hazard that stands where no compile command of its file leads, with the condition that does not hold',
  concerns: [],
  schema: z.strictObject({
    rule: z.string().regex(/^[A-Z]\d\d$/),
    function: z.string(),
    construct: z.string().max(200),
    /** The condition that does not hold, as written. */
    condition: z.string().max(200),
    /** Compile commands of the file; the condition holds for none. */
    commands: z.number().int().positive(),
  }),
});

export default unbuiltHazard;
