/** C14: what snprintf answers taken for the number of characters it wrote; it is the number it would have written, or negative. */
import { type Call, rangeOf } from './reading/calls.ts';
import { written } from './reading/code.ts';
import { formatOf, literalOf } from './reading/literal.ts';
import { expansion } from './reading/expansion.ts';
import { mostText } from './reading/held.ts';
import { pointedAt, withoutCasts } from './reading/place.ts';
import type { FunctionView } from './reading/function-view.ts';
import { calleeOf, isCompared, usesOf } from './reading/uses.ts';
import type { Rule } from './rule.ts';
import { copies } from './tables/copies.ts';

const printers: ReadonlySet<string> = new Set(['snprintf', 'vsnprintf', 'swprintf']);

const rule: Rule = {
  id: 'C14',
  words: printers,
  shapes: [],
  *look(view) {
    for (const call of view.calls()) {
      if (!printers.has(call.name) || call.isMethod) continue;
      const stored = storedIn(view, call);
      if (stored === undefined || fits(view, call)) continue;
      const { code, body } = view;
      // A comparison at any later place, or in a loop before, shows that somebody knows what the number means.
      if (isCompared(code, body, stored.name, body)) continue;
      const use = stored.adds ? 'is added to an offset' : useOf(view, stored.name, call.close + 1);
      if (use === undefined) continue;
      yield { at: rangeOf(call), detail: `what ${call.name} answers ${use}; a text that was cut short answers with its whole length, past the end of the buffer`, confidence: 'high', cwe: [131, 787] };
    }
  },
};

export default rule;

function storedIn({ code, body }: FunctionView, call: Call): { readonly name: string; readonly adds: boolean } | undefined {
  let at = call.at - 1;
  while ((code.text(at) === ')' && code.open(at) > body.from) || /^(std|::)$/u.test(code.text(at))) at = code.text(at) === ')' ? code.open(at) - 1 : at - 1;
  if ((code.text(at) !== '=' && code.text(at) !== '+=') || !code.isName(at - 1)) return undefined;
  let from = at - 1;
  while ((code.text(from - 1) === '.' || code.text(from - 1) === '->') && code.isName(from - 2)) from -= 2;
  return { name: written(code, { from, to: at }), adds: code.text(at) === '+=' };
}

/** Used as a length or an index afterwards, in words. */
function useOf({ code, body }: FunctionView, name: string, from: number): string | undefined {
  for (const at of usesOf(code, { from, to: body.to }, name)) {
    if (code.text(at - 1) === '[' && code.text(at + 1) === ']') return 'becomes an index';
    const callee = calleeOf(code, at, from);
    if (copies.has(callee) || /(?:^|_)(?:send|write|transmit|tx|put)\w*$/iu.test(callee)) return `goes to ${callee} as a length`;
    if (code.text(at - 1) === '[' && code.text(at + 1) === '-') return 'becomes an index';
    if (code.text(at - 1) === '-' || code.text(at - 1) === '+') return 'is used as an offset';
  }
  return undefined;
}

/** All that the format can make fits the size that is given, so nothing is ever cut short. */
function fits(view: FunctionView, call: Call): boolean {
  const [to, , format] = call.arguments;
  const text = format === undefined ? undefined : literalOf(view.code, format);
  const capacity = to === undefined ? undefined : pointedAt(view, withoutCasts(view.code, to)).capacity;
  if (text === undefined) return false;
  const most = expansion(view, formatOf(text), call.arguments.slice(3), (value) => mostText(view, value, call.at));
  return most < (capacity ?? (isSizeOfTarget(view, call) ? leastRoom : 0));
}

/** A few numbers fit whatever array another file gives its size: it was made for texts. */
const leastRoom = 64;

/** `sizeof` of the very array that is written to: an array it is, and no pointer. */
function isSizeOfTarget({ code, declared }: FunctionView, { arguments: [to, size] }: Call): boolean {
  if (to === undefined || size === undefined) return false;
  const path = written(code, withoutCasts(code, to));
  return (declared().get(path)?.sizes.length ?? 0) > 0 && /^sizeof ?\(?([^()]+)\)?$/u.exec(written(code, size))?.[1] === path;
}
