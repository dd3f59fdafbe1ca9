/** C04: an array indexed by a number that came from outside and that nothing in the function bounds, or filled by what comes with nothing that ends it; callers are not followed. */
import { TokenKind } from '../../../scan/lexed.ts';
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { isMacroAt, isNameAt, kindAt, markAt, noteInBody, type Raw, sameText, wordAt } from './raw.ts';
import { byteWords } from './tables/bytes.ts';
import { flowOf } from './flow/walk.ts';
import { grown, mayGrow } from './grown.ts';
import { indexesMeasurable } from './measurable.ts';
import { takesForeign } from './parameters.ts';
import type { Rule } from './rule.ts';
import { foreignWords } from './tables/foreign.ts';

const rule: Rule = {
  id: 'C04',
  words: foreignWords,
  shapes: ['bytes', 'index'],
  also: { words: [], shapes: ['index'] },
  suspects: (raw) => mayGrow(raw) || (hasForeignIndex(raw) && takesForeign(raw) && indexesMeasurable(raw)),
  *look(view) {
    yield* flowOf(view).filter((seen) => seen.rule === 'C04');
    yield* grown(view);
  },
};

export default rule;

const bytes: ReadonlySet<number> = new Set(byteWords.map(wordNumber));
const charWord = wordNumber('char');
const notTypes: ReadonlySet<number> = new Set(['return', 'else', 'case'].map(wordNumber));

/** Something other than the byte parameters themselves is indexed, by more than a number or a macro. */
function hasForeignIndex(raw: Raw): boolean {
  const { span } = raw;
  const own: number[] = [];
  for (let at = span.parametersOpen; at < span.parametersClose; at++) {
    if (!bytes.has(wordAt(raw, at)) && wordAt(raw, at) !== charWord) continue;
    let name = at + 1;
    while (markAt(raw, name) === Mark.star || (isNameAt(raw, name) && isNameAt(raw, name + 1))) name++;
    if (isNameAt(raw, name)) own.push(name);
  }
  return noteInBody(raw, (at) => {
    if (markAt(raw, at) !== Mark.bracketOpen || !isNameAt(raw, at - 1)) return false;
    const single = markAt(raw, at + 2) === Mark.bracketClose;
    if (single && (kindAt(raw, at + 1) === TokenKind.number || isMacroAt(raw, at + 1))) return false;
    // Two names before a bracket declare an array.
    return (!isNameAt(raw, at - 2) || notTypes.has(wordAt(raw, at - 2))) && !own.some((name) => sameText(raw, name, at - 1));
  }) >= 0;
}
