/** States what the functions of a C or C++ file do to each other and to what they share; it follows nothing beyond the file and judges nothing. */
import type { Probe } from '../../core/material.ts';
import { functionSummary, packFunction, packVariable } from '../../facts/function-summary.ts';
import { tokenText } from '../../scan/lexed.ts';
import type { CForm } from './material.ts';
import { languageOf } from './languages.ts';
import { structureOf } from './structure.ts';
import { summarise } from './summary/body.ts';
import { readFileLevel } from './summary/file-level.ts';
import { readingOf } from './summary/reading.ts';
import { refill, sieve } from './summary/walked.ts';

const longestName = 160;
/** One for all files: filling it again costs less than making it. */
const worth = sieve();

const probe: Probe<CForm> = {
  name: 'summary',
  revision: 1,
  states: [functionSummary],
  look({ lexed, view }, sight) {
    const file = structureOf(lexed);
    // The outline names functions with their classes, and those that a macro heads with its argument.
    let next = 0;
    const names = file.functions.map((span) => {
      const token = file.tokens[span.name] ?? 0;
      while ((view.functions[next]?.nameToken ?? Infinity) < token) next++;
      const outlined = view.functions[next];
      return (outlined?.nameToken === token ? outlined.name : tokenText(lexed, token)).replace(/[\s@]/gu, '').slice(0, longestName);
    });
    const isPlusplus = languageOf(sight.path) === 'C++' || view.marks.includes('c++');
    const reading = readingOf(file, new Set(names), isPlusplus);
    const unions = readFileLevel(reading);
    refill(worth, names, reading.variables.keys());
    const functions = file.functions.map((span, index) => packFunction(summarise(reading, span, names[index] ?? '', worth)));
    const variables = [...reading.variables.values()].map(packVariable);
    if (functions.length + variables.length + unions + reading.entries.size === 0) return [];
    return [functionSummary.state({ functions, variables, entries: [...reading.entries].sort(), addressed: [...reading.addressed].sort(), unions })];
  },
};

export default probe;
