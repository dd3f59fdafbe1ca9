/** C09: memory asked for by numbers that came from outside and that nothing in the function bounds: products may wrap, and any number may be too much. */
import { flowOf } from './flow/walk.ts';
import { takesForeign } from './parameters.ts';
import type { Rule } from './rule.ts';
import { allocations } from './tables/copies.ts';
import { foreignWords } from './tables/foreign.ts';

const rule: Rule = {
  id: 'C09',
  words: foreignWords,
  shapes: ['bytes'],
  also: { words: [...allocations.keys(), 'nothrow', 'new'], shapes: [] },
  suspects: takesForeign,
  look: (view) => flowOf(view).filter((seen) => seen.rule === 'C09'),
};

export default rule;
