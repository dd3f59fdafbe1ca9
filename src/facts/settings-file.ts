/** A configuration or content file, and whether it is well formed in its own format. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const settingsFile = factKind({
  word: 'settings-file',
  meaning: 'a configuration or content file: its format, whether it is well formed, and the schema it names',
  concerns: ['settings'],
  schema: z.strictObject({
    format: z.string(),
    /** `not-checked` where no reader for the format is at hand. */
    well_formed: z.enum(['yes', 'no', 'not-checked']),
    schema: z.string(),
  }),
});

export default settingsFile;
