/** States what the functions of a C or C++ file do to each other and to what they share; it follows nothing beyond the file and judges nothing. */
import type { Probe } from '../../core/material.ts';
import { functionSummary, packFunction, packVariable } from '../../facts/function-summary.ts';
import { tokenText } from '../../scan/lexed.ts';
import type { CForm } from './material.ts';
import { languageOf } from './languages.ts';
import type { FunctionSpan } from './spans.ts';
import { type Structure, structureOf } from './structure.ts';
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
    const spans = file.functions.map(namedAsOutlined(file, view));
    const names = spans.map(({ name }) => name);
    const isPlusplus = languageOf(sight.path) === 'C++' || view.marks.includes('c++');
    const reading = readingOf(file, new Set(names), isPlusplus);
    const unions = readFileLevel(reading);
    refill(worth, names, reading.variables.keys());
    const doubts = new Set<string>(lexed.trouble === '' ? [] : [lexed.trouble]);
    const functions = spans.map(({ span, name }) => packFunction(summarise(reading, span, name, worth, (reason) => doubts.add(reason))));
    const blanks = [...doubts].map((reason) => functionSummary.blank(reason));
    const variables = [...reading.variables.values()].map(packVariable);
    if (functions.length + variables.length + unions + reading.entries.size === 0) return blanks;
    const summary = functionSummary.state({ functions, variables, entries: [...reading.entries].sort(), addressed: [...reading.addressed].sort(), unions });
    return [summary, ...blanks];
  },
};

export default probe;

/**
 * The outline names functions with their classes, and those that a macro heads with its argument; it also sees through
 * `STACK_OF(X) *name(…)`, where the name is not the first with parentheses.
 */
function namedAsOutlined({ lexed, tokens, partner }: Structure, { functions }: CForm['view']): (span: FunctionSpan) => { readonly span: FunctionSpan; readonly name: string } {
  let next = 0;
  return (span) => {
    const brace = tokens[span.bodyOpen] ?? 0;
    while ((functions[next]?.open ?? Infinity) < brace) next++;
    const outlined = functions[next];
    const known = outlined?.open === brace ? outlined : undefined;
    const name = plain(known?.name ?? tokenText(lexed, tokens[span.name] ?? 0));
    let at = span.name;
    while (known !== undefined && at < span.bodyOpen && (tokens[at] ?? 0) < known.nameToken) at++;
    const close = partner[at + 1] ?? -1;
    const moved = at !== span.name && tokens[at] === known?.nameToken && close > at && close < span.bodyOpen;
    return { span: moved ? { ...span, name: at, parametersOpen: at + 1, parametersClose: close } : span, name };
  };
}

/** Without what the packing divides by. */
function plain(name: string): string {
  const short = name.length > longestName ? name.slice(0, longestName) : name;
  return short.includes(' ') || short.includes('@') || short.includes('\t') ? short.replace(/[\s@]/gu, '') : short;
}
