/** C07: a number from outside that nothing but an assertion bounds; release builds commonly drop it. Project macros that stay are not known. */
import { flowOf } from './flow/walk.ts';
import { takesForeign } from './parameters.ts';
import type { Rule } from './rule.ts';
import { copies } from './tables/copies.ts';
import { foreignWords } from './tables/foreign.ts';

const rule: Rule = {
  id: 'C07',
  words: foreignWords,
  shapes: ['bytes'],
  also: { words: [...copies.keys()], shapes: ['index'] },
  suspects: takesForeign,
  look: (view) => flowOf(view).filter((seen) => seen.rule === 'C07'),
};

export default rule;
