/** Under which conditions of the preprocessor the hazards of a source file stand, packed one value a file. It does not say which of them hold. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const conditionalCode = factKind({
  word: 'conditional-code',
  meaning: 'the conditions of the preprocessor around the hazards of a file, and the macros it takes back',
  concerns: [],
  schema: z.strictObject({
    /** A line with a hazard, and behind it the conditions that all have to hold, divided by tabs; `siteOf` reads it. */
    sites: z.array(z.string()),
    /** Names that the file undefines, so that what a command line says of them may not last. */
    undefines: z.array(z.string()),
  }),
});

export default conditionalCode;

export interface ConditionalSite {
  readonly line: number;
  /** As written, or `!(…)` of one that must not hold: `defined(USE_TLS)`, `!(LEVEL > 2)`. */
  readonly conditions: readonly string[];
}

export function packSite({ line, conditions }: ConditionalSite): string {
  return [line, ...conditions].join('\t');
}

export function siteOf(packed: string): ConditionalSite {
  const [line = '0', ...conditions] = packed.split('\t');
  return { line: Number(line), conditions };
}
