/** States what the functions of a C or C++ file do to each other and to what they share; it follows nothing beyond the file and judges nothing. */
import type { Probe } from '../../core/material.ts';
import { functionSummary, packFunction, packVariable, type SummedFunction, type SummedVariable } from '../../facts/function-summary.ts';
import { tokenText } from '../../scan/lexed.ts';
import type { CForm } from './material.ts';
import { languageOf } from './languages.ts';
import type { FunctionSpan } from './spans.ts';
import type { Structure } from './structure.ts';
import { eachWalk } from './walks.ts';
import { summarise } from './summary/body.ts';
import { readFileLevel } from './summary/file-level.ts';
import { readingOf } from './summary/reading.ts';
import { refill, sieve } from './summary/walked.ts';

const longestName = 160;
/** One for all files: filling it again costs less than making it. */
const worth = sieve();

const probe: Probe<CForm> = {
  name: 'summary',
  revision: 4,
  states: [functionSummary],
  look({ lexed, view }, sight) {
    const isPlusplus = languageOf(sight.path) === 'C++' || view.marks.includes('c++');
    const doubts = new Set<string>(lexed.trouble === '' ? [] : [lexed.trouble]);
    const functions = new Map<string, SummedFunction[]>();
    const variables = new Map<string, SummedVariable>();
    const [entries, addressed] = [new Set<string>(), new Set<string>()];
    let unions = 0;
    eachWalk(lexed, (file, isFresh) => {
      const { walk } = file;
      const spans = file.functions.map(namedAsOutlined(file, view));
      const names = spans.map(({ name }) => name);
      const reading = readingOf(file, new Set([...names, ...functions.keys()]), isPlusplus);
      const found = readFileLevel(reading);
      if (walk === 0) unions = found;
      refill(worth, names, reading.variables.keys());
      for (const { span, name } of spans) {
        if (!isFresh({ from: span.name, to: span.bodyClose + 1 })) continue;
        const summed = summarise(reading, span, name, worth, (reason) => doubts.add(reason));
        const known = functions.get(name);
        if (walk === 0) functions.set(name, [...(known ?? []), summed]);
        else functions.set(name, known === undefined ? [summed] : known.map((each, index) => (index === 0 ? withCallsOf(each, summed) : each)));
      }
      for (const [name, variable] of reading.variables) if (!variables.has(name)) variables.set(name, variable);
      for (const entry of reading.entries) entries.add(entry);
      for (const name of reading.addressed) addressed.add(name);
    });
    const blanks = [...doubts].map((reason) => functionSummary.blank(reason));
    if (functions.size + variables.size + unions + entries.size === 0) return blanks;
    const packed = [...functions.values()].flat().map(packFunction);
    const summary = functionSummary.state({ functions: packed, variables: [...variables.values()].map(packVariable), entries: [...entries].sort(), addressed: [...addressed].sort(), unions });
    return [summary, ...blanks];
  },
};

export default probe;

/** Another arm of the same function adds whom it calls; what it shares and checks is taken from the first way alone, so that nothing is mixed. */
function withCallsOf(first: SummedFunction, other: SummedFunction): SummedFunction {
  const known = new Set(first.calls.map(({ callee, line }) => `${callee} ${line}`));
  const more = other.calls.filter(({ callee, line }) => line >= first.line && line <= first.lastLine && !known.has(`${callee} ${line}`));
  return more.length === 0 ? first : { ...first, calls: [...first.calls, ...more] };
}

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
