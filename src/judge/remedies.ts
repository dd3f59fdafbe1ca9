/** Reads from the table of hazard rules what mends each of them. It has no remedy of its own. */
import { z } from 'zod';
import type { Codebook } from '../codebook/codebook.ts';

const table = z.looseObject({ word: z.string(), rules: z.record(z.string(), z.looseObject({ remedy: z.string().min(1).optional() })) });

/** Empty for a codebook without such a table: then elements speak for all rules. */
export function remediesOf({ tables }: Pick<Codebook, 'tables'>): ReadonlyMap<string, string> {
  const read = table.safeParse(tables.get('hazard-rules')?.value);
  return new Map(Object.entries(read.data?.rules ?? {}).flatMap(([rule, { remedy }]) => (remedy === undefined ? [] : [[ruleKey(read.data?.word ?? '', rule), remedy]])));
}

/** A rule by the word whose facts name it: other tools have rules of the same names. */
export function ruleKey(word: string, rule: string): string {
  return `${word} ${rule}`;
}
