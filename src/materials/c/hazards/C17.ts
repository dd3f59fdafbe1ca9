/** C17: the size of the source where the size of the destination bounds what may be written. */
import { type Call, rangeOf } from './reading/calls.ts';
import { type Range, written } from './reading/code.ts';
import type { FunctionView } from './reading/function-view.ts';
import { exactText } from './reading/exact.ts';
import { capacityOf } from './reading/held.ts';
import { literalOf } from './reading/literal.ts';
import { measured } from './reading/measured.ts';
import { pointedAt, withoutCasts } from './reading/place.ts';
import { isCompared } from './reading/uses.ts';
import type { Rule, Sighting } from './rule.ts';

const moves = ['memcpy', 'memmove', 'MEMCPY', 'SMEMCPY', 'MEMMOVE', 'CopyMem', 'strlcpy', 'strlcat', 'snprintf', 'strncpy'];
const copying: ReadonlySet<string> = new Set(moves);

const rule: Rule = {
  id: 'C17',
  words: moves,
  shapes: [],
  also: { words: ['sizeof', 'strlen', 'wcslen'], shapes: [] },
  *look(view) {
    for (const call of view.calls()) {
      const seen = copying.has(call.name) && !call.isMethod ? boundBySource(view, call) : undefined;
      if (seen !== undefined) yield { at: rangeOf(call), ...seen };
    }
  },
};

export default rule;

/** What is to be said of a copy, when its source is what bounds it. */
export function boundBySource(view: FunctionView, call: Call): Omit<Sighting, 'at'> | undefined {
  const [to, second, third] = call.arguments;
  const [from, length] = call.name === 'snprintf' ? [call.arguments[3], second] : [second, third];
  return to === undefined || from === undefined || length === undefined ? undefined : sized(view, to, from, length, call);
}

function sized(view: FunctionView, to: Range, from: Range, length: Range, { name: call, at }: Call): Omit<Sighting, 'at'> | undefined {
  const { code, body } = view;
  const source = written(code, withoutCasts(code, from));
  const text = written(code, withoutCasts(code, length)).replaceAll(' ', '');
  const bare = source.replaceAll(' ', '');
  const isSize = text === `sizeof(${bare})` || text === `sizeof${bare}` || text === `sizeof(${bare})-1` || text === `sizeof${bare}-1`;
  const isLength = [`strlen(${bare})`, `strlen(${bare})+1`, `strlen(${bare})+1u`, `strlen(${bare})+1U`, `wcslen(${bare})+1`].includes(text);
  // Of `sizeof` as the bound of a text C02 speaks, and how long a text of the function itself is, it may know.
  if ((!isSize && !isLength) || (call === 'strncpy' && (isSize || view.declared().get(/^\w+/u.exec(bare)?.[0] ?? '')?.isParameter !== true)) || literalOf(code, from) !== undefined) return undefined;
  const place = withoutCasts(code, to);
  const capacity = capacityOf(view, place, at);
  if (isSize) {
    const bytes = pointedAt(view, from).capacity;
    if (bytes === undefined || capacity === undefined || bytes <= capacity) return undefined;
    return { detail: `${bytes} bytes, the size of the source ${source}, go into ${capacity}`, confidence: 'high', cwe: [806, 787] };
  }
  if (capacity === undefined || !isNamed(view, place)) return undefined;
  const made = exactText(view, from, at);
  if (made !== undefined && made < capacity) return undefined;
  if (measured(code, body.from, at, source) || isCompared(code, { from: body.from, to: at }, `strlen(${source})`, body)) return undefined;
  return { detail: `the length of ${source} bounds what goes into ${written(code, place, 60)}, which holds ${capacity} bytes`, confidence: 'high', cwe: [806, 787, 120] };
}

/** A fixed array, not memory that was made for this text. */
function isNamed(view: FunctionView, place: Range): boolean {
  const { path } = pointedAt(view, place);
  return view.arraySize(path) !== undefined;
}
