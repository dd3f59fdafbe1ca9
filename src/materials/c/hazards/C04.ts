/** C04: an array indexed by a number that came from outside and that nothing in the function bounds; callers are not followed. */
import { flowOf } from './flow/walk.ts';
import type { Rule } from './rule.ts';
import { foreignWords } from './tables/foreign.ts';

const rule: Rule = {
  id: 'C04',
  words: foreignWords,
  shapes: ['bytes'],
  also: { words: [], shapes: ['index'] },
  look: (view) => flowOf(view).filter((seen) => seen.rule === 'C04'),
};

export default rule;
