/** Spells a stretch of tokens as one line, the same for every way of breaking it, and without what the packing uses. */
import { codeOf, written as spelled } from '../hazards/reading/code.ts';
import type { Reading } from './reading.ts';

export function written({ file }: Reading, from: number, to: number, most: number): string {
  // Every token but white space takes a character: more of them are cut off anyway.
  const end = Math.min(to, from + most);
  return spelled(codeOf(file, { from: Math.max(0, from - 2), to: end }), { from, to: end }, most).replace(/\s+/gu, ' ');
}
