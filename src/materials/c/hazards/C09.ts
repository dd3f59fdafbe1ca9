/** C09: memory asked for by a product or sum of numbers that came from outside and that nothing in the function bounds. */
import { flowOf } from './flow/walk.ts';
import { takesForeign } from './parameters.ts';
import type { Rule } from './rule.ts';
import { allocations } from './tables/copies.ts';
import { foreignWords } from './tables/foreign.ts';

const rule: Rule = {
  id: 'C09',
  words: foreignWords,
  shapes: ['bytes'],
  also: { words: [...allocations.keys(), 'nothrow'], shapes: [] },
  suspects: takesForeign,
  look: (view) => flowOf(view).filter((seen) => seen.rule === 'C09'),
};

export default rule;
