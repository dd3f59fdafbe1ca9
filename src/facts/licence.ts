/** A licence text or an SPDX licence marker file. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const licence = factKind({
  word: 'licence',
  meaning: 'a licence text and the SPDX identifier it was recognised as',
  concerns: [],
  schema: z.strictObject({ id: z.string() }),
});

export default licence;
