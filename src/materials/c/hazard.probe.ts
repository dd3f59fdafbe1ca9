/** States constructs in C and C++ that memory errors are known to come from, rule by rule; it does not say that one is an error. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { hazard } from '../../facts/hazard.ts';
import { tokenText } from '../../scan/lexed.ts';
import { fileView, type FunctionView, functionView } from './hazards/reading/function-view.ts';
import { written } from './hazards/reading/code.ts';
import type { Rule, Sighting } from './hazards/rule.ts';
import { wokenBy } from './hazards/wake.ts';
import type { CForm } from './material.ts';
import type { FunctionSpan } from './spans.ts';
import { type Structure, structureOf } from './structure.ts';

/** The densest file of the reference set has some hundreds; a list beyond this only fills memory. */
const mostListed = 20_000;

const probe: Probe<CForm> = {
  name: 'hazard',
  revision: 5,
  states: [hazard],
  look({ lexed }) {
    const seen: Observation[] = [];
    if (lexed.trouble !== '') seen.push(hazard.blank(lexed.trouble));
    const structure = structureOf(lexed);
    const file = fileView(structure);
    const waker = { file: structure, at: 0 };
    for (const span of structure.functions) {
      if (seen.length >= mostListed) return [...seen.slice(0, mostListed), hazard.blank(`more than ${mostListed} constructs in one file: the rest was not looked at`, { line: lexed.line[structure.tokens[span.name] ?? 0] ?? 0 })];
      if (span.bodyClose === structure.count) seen.push(unclosed(structure, span));
      const woken = wokenBy(waker, span);
      if (woken.length === 0) continue;
      const view = functionView(file, span);
      const elements = new Set<number>();
      for (const rule of woken) for (const sighting of rule.look(view)) if (isFirst(sighting, view, elements)) seen.push(stated(rule, view, sighting));
      for (const doubt of view.doubts) seen.push(hazard.blank(`in ${view.name}: ${doubt}`, { line: view.code.line(span.name) }));
    }
    return seen;
  },
};

export default probe;

/** One element of an array that several rules have something against is one thing to mend: the first of them speaks. */
function isFirst({ at }: Sighting, { code }: FunctionView, elements: Set<number>): boolean {
  if (code.text(at.to - 1) !== ']') return true;
  const isNew = !elements.has(at.to);
  elements.add(at.to);
  return isNew;
}

/** Without its closing brace a function swallows what follows, and rules would speak of the wrong one. */
function unclosed({ lexed, tokens }: Structure, span: FunctionSpan): Observation {
  const name = tokens[span.name] ?? 0;
  return hazard.blank(`the body of ${tokenText(lexed, name)} does not close: what follows was read as part of it`, { line: lexed.line[name] ?? 0 });
}

function stated(rule: Rule, view: FunctionView, seen: Sighting): Observation {
  return hazard.state(
    {
      rule: rule.id,
      cwe: [...seen.cwe],
      function: view.name,
      construct: written(view.code, seen.at),
      detail: seen.detail.length > 400 ? `${seen.detail.slice(0, 399)}…` : seen.detail,
      confidence: seen.confidence,
    },
    { line: view.code.line(seen.at.from) },
  );
}
