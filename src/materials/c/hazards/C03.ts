/** C03: bytes moved by a length that came from outside and that nothing in the function bounds; callers and callees are not followed. */
import { TokenKind } from '../../../scan/lexed.ts';
import { wordNumber } from '../words.ts';
import { argumentAt, isMacroAt, kindAt, noteInBody, type Raw, wordAt } from './raw.ts';
import { flowOf } from './flow/walk.ts';
import { appended, mayAppend } from './grown.ts';
import { takesForeign } from './parameters.ts';
import type { Rule } from './rule.ts';
import { drivers, foreignWords, senders } from './tables/foreign.ts';
import { copies, type Copying } from './tables/copies.ts';

const rule: Rule = {
  id: 'C03',
  words: foreignWords,
  shapes: ['bytes'],
  also: { words: [...copies.keys(), ...drivers, ...senders, 'copy'], shapes: [] },
  // Something foreign may be there, and some copy has a length that is no plain number, `sizeof` or macro.
  suspects: (raw) => (noteInBody(raw, (at) => isCopy(raw, at)) >= 0 && takesForeign(raw)) || mayAppend(raw),
  *look(view) {
    yield* flowOf(view).filter((seen) => seen.rule === 'C03');
    yield* appended(view);
  },
};

export default rule;

const roles: ReadonlyMap<number, Copying> = new Map([...copies].map(([name, role]) => [wordNumber(name), role]));
/** Where the length stands is seen at the call. */
const moving: ReadonlySet<number> = new Set([...drivers, ...senders, 'copy'].map(wordNumber));
const measure = wordNumber('sizeof');

function isCopy(raw: Raw, at: number): boolean {
  if (moving.has(wordAt(raw, at))) return true;
  const role = roles.get(wordAt(raw, at));
  return role !== undefined && (isOpen(raw, argumentAt(raw, at + 1, role.length)) || (role.times !== undefined && isOpen(raw, argumentAt(raw, at + 1, role.times))));
}

function isOpen(raw: Raw, length: { readonly from: number; readonly to: number } | undefined): boolean {
  if (length === undefined || wordAt(raw, length.from) === measure) return false;
  const single = length.to === length.from + 1;
  return !(single && (kindAt(raw, length.from) === TokenKind.number || isMacroAt(raw, length.from)));
}
