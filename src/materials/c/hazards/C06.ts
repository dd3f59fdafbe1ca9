/** C06: a loop that goes on by a step the data name, which may be 0 or lead past the end; what callees check is not seen. */
import { wordNumber } from '../words.ts';
import { type Raw, wordAt } from './raw.ts';
import { takesForeign } from './parameters.ts';
import { flowOf } from './flow/walk.ts';
import type { Rule } from './rule.ts';
import { foreignWords } from './tables/foreign.ts';

const rule: Rule = {
  id: 'C06',
  words: foreignWords,
  shapes: ['bytes'],
  suspects: (raw) => hasLoop(raw) && takesForeign(raw),
  look: (view) => flowOf(view).filter((seen) => seen.rule === 'C06'),
};

export default rule;

const loops: ReadonlySet<number> = new Set(['for', 'while'].map(wordNumber));

function hasLoop(raw: Raw): boolean {
  for (let at = raw.span.bodyOpen; at < raw.span.bodyClose; at++) if (loops.has(wordAt(raw, at))) return true;
  return false;
}
