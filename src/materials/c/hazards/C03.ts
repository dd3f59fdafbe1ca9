/** C03: bytes moved by a length that came from outside and that nothing in the function bounds; callers and callees are not followed. */
import { TokenKind } from '../../../scan/lexed.ts';
import { wordNumber } from '../words.ts';
import { argumentAt, isMacroAt, kindAt, type Raw, wordAt } from './raw.ts';
import { flowOf } from './flow/walk.ts';
import { takesForeign } from './parameters.ts';
import type { Rule } from './rule.ts';
import { foreignWords } from './tables/foreign.ts';
import { copies, type Copying } from './tables/copies.ts';

const rule: Rule = {
  id: 'C03',
  words: foreignWords,
  shapes: ['bytes'],
  also: { words: [...copies.keys()], shapes: [] },
  // Something foreign may be there, and some copy has a length that is no plain number, `sizeof` or macro.
  suspects: (raw) => {
    for (let at = raw.span.bodyOpen; at < raw.span.bodyClose; at++) {
      const role = roles.get(wordAt(raw, at));
      if (role === undefined) continue;
      if (isOpen(raw, argumentAt(raw, at + 1, role.length)) || (role.times !== undefined && isOpen(raw, argumentAt(raw, at + 1, role.times)))) return takesForeign(raw);
    }
    return false;
  },
  look: (view) => flowOf(view).filter((seen) => seen.rule === 'C03'),
};

export default rule;

const roles: ReadonlyMap<number, Copying> = new Map([...copies].map(([name, role]) => [wordNumber(name), role]));
const measure = wordNumber('sizeof');

function isOpen(raw: Raw, length: { readonly from: number; readonly to: number } | undefined): boolean {
  if (length === undefined || wordAt(raw, length.from) === measure) return false;
  const single = length.to === length.from + 1;
  return !(single && (kindAt(raw, length.from) === TokenKind.number || isMacroAt(raw, length.from)));
}
