/** A construct in source that memory errors are known to come from. It does not say that this one is an error. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

/** `rule` is C01–C32 of the hazard rules; `construct` is the call or expression as normalised tokens. */
export const hazard = factKind({
  word: 'hazard',
  meaning: 'a construct that memory errors are known to come from, by rule',
  concerns: ['source'],
  aside: ['cwe', 'detail', 'confidence'],
  schema: z.strictObject({
    rule: z.string().regex(/^[A-Z]\d\d$/),
    cwe: z.array(z.number().int()),
    /** Name of the enclosing function, or empty at file level. */
    function: z.string(),
    construct: z.string().max(200),
    /** What was seen, in a phrase: `strcpy copies until a zero byte; the destination's size is not consulted`. */
    detail: z.string().max(400),
    /** How sure the rule is that the construct is what it says: pattern rules are high. */
    confidence: z.enum(['high', 'medium', 'low']),
  }),
});

export default hazard;
