/** C16: the size of a pointer used where the size of what it points at was meant; types that hide a pointer are not seen through. */
import { type Call, rangeOf } from './reading/calls.ts';
import { type Range, written } from './reading/code.ts';
import type { Declared } from './reading/declaration.ts';
import type { FunctionView } from './reading/function-view.ts';
import { withoutCasts } from './reading/place.ts';
import type { Rule } from './rule.ts';
import { copies } from './tables/copies.ts';

const others = ['snprintf', 'vsnprintf', 'fgets', 'strlcpy', 'strlcat', 'strncmp', 'memcmp', 'malloc', 'getcwd', 'strftime'];

const rule: Rule = {
  id: 'C16',
  words: [...copies.keys(), ...others],
  shapes: [],
  *look(view) {
    for (const call of view.calls()) {
      if (!copies.has(call.name) && !others.includes(call.name)) continue;
      const pointer = call.arguments.map((size) => measuredPointer(view, size)).find((found) => found !== undefined);
      if (pointer === undefined || !isHanded(view, call, pointer)) continue;
      const what = pointer.isParameter && pointer.sizes.length > 0 ? 'an array parameter, which is a pointer' : 'a pointer';
      yield { at: rangeOf(call), detail: `sizeof(${pointer.name}) is the size of ${what}, not of the buffer`, confidence: 'high', cwe: [467] };
    }
  },
};

export default rule;

/** `sizeof p`, `sizeof(p)` and `sizeof(p) - 1` of a name declared as a pointer in this function. */
function measuredPointer(view: FunctionView, size: Range): Declared | undefined {
  const found = /^sizeof ?\(?(\w+)\)?(?: - 1)?$/u.exec(written(view.code, size));
  const declared = found?.[1] === undefined ? undefined : view.declared().get(found[1]);
  const isPointer = declared !== undefined && declared.pointers === 1 && (declared.sizes.length === 0 || declared.isParameter);
  return isPointer ? declared : undefined;
}

/** The pointer itself is an argument: its own bytes, `&p`, are as large as said. */
function isHanded(view: FunctionView, call: Call, pointer: Declared): boolean {
  return call.arguments.some((argument) => {
    const { from, to } = withoutCasts(view.code, argument);
    return to === from + 1 && view.code.text(from) === pointer.name;
  });
}
