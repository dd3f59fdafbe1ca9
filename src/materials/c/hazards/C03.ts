/** C03: bytes moved by a length that came from outside and that nothing in the function bounds; callers and callees are not followed. */
import { flowOf } from './flow/walk.ts';
import type { Rule } from './rule.ts';
import { foreignWords } from './tables/foreign.ts';
import { copies } from './tables/copies.ts';

const rule: Rule = {
  id: 'C03',
  words: foreignWords,
  shapes: ['bytes'],
  also: { words: [...copies.keys()], shapes: [] },
  look: (view) => flowOf(view).filter((seen) => seen.rule === 'C03'),
};

export default rule;
