/** C24: text turned into a number by functions that cannot say that it was none, or did not fit. */
import { rangeOf } from './reading/calls.ts';
import { written } from './reading/code.ts';
import { hasLiteral } from './reading/literal.ts';
import { takesCommandLine } from './reading/function-view.ts';
import type { Rule } from './rule.ts';
import { numberReaders } from './tables/strings.ts';

const rule: Rule = {
  id: 'C24',
  words: numberReaders,
  shapes: [],
  *look(view) {
    if (takesCommandLine(view)) return;
    const told = new Set<string>();
    for (const call of view.calls()) {
      const [text] = call.arguments;
      if (!numberReaders.has(call.name) || call.isMethod || call.arguments.length !== 1 || text === undefined) continue;
      if (hasLiteral(view.code, text)) continue;
      const detail = `${call.name} of ${written(view.code, text, 80)}: text that is no number yields 0, one that does not fit is undefined`;
      // One a function: whoever looks at one sees the others.
      if (told.has(call.name)) continue;
      told.add(call.name);
      yield { at: rangeOf(call), detail, confidence: 'high', cwe: [190] };
    }
  },
};

export default rule;
