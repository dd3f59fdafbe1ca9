/** An accepted departure from an element, as the maker recorded it. Whether it holds is for the judge alone. */
import { factKind } from '../core/fact.ts';
import { varianceSchema } from '../core/variance.ts';

export const variance = factKind({
  word: 'variance',
  meaning: 'a record of an accepted departure from an element: scope, reason, risk, controls, approver, expiry',
  concerns: [],
  schema: varianceSchema,
});

export default variance;
