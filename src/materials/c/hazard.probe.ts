/** States constructs in C and C++ that memory errors are known to come from, rule by rule; it does not say that one is an error. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { conditionalCode, packSite } from '../../facts/conditional-code.ts';
import { hazard } from '../../facts/hazard.ts';
import { parseCoverage } from '../../facts/parse-coverage.ts';
import { mostWalks } from '../../scan/conditionals.ts';
import { tokenText } from '../../scan/lexed.ts';
import { fileView, type FunctionView, functionView } from './hazards/reading/function-view.ts';
import { written } from './hazards/reading/code.ts';
import type { Rule, Sighting } from './hazards/rule.ts';
import { conditionsOf, type Placed, undefinedIn } from './conditions.ts';
import { wokenBy } from './hazards/wake.ts';
import type { CForm } from './material.ts';
import type { FunctionSpan } from './spans.ts';
import type { Structure } from './structure.ts';
import { type Coverage, eachWalk, type IsFresh } from './walks.ts';

/** The densest file of the reference set has some hundreds; a list beyond this only fills memory. */
const mostListed = 20_000;

const probe: Probe<CForm> = {
  name: 'hazard',
  revision: 8,
  states: [hazard, parseCoverage, conditionalCode],
  look({ lexed }) {
    const seen: Observation[] = [];
    if (lexed.trouble !== '') seen.push(hazard.blank(lexed.trouble));
    const said = new Map<string, string>();
    const places: Placed[] = [];
    let last: Structure | undefined;
    const coverage = eachWalk(lexed, (structure, isFresh) => {
      lookAt(structure, isFresh, said, seen, places);
      last = structure;
    });
    if (last !== undefined) seen.push(...underConditions(last, places));
    if (places.length >= mostListed) return [...seen, hazard.blank(`more than ${mostListed} constructs in one file: the rest was not looked at`)];
    return coverage === undefined ? seen : [...seen, ...unread(coverage)];
  },
};

export default probe;

/** Later walks go only through functions with something new, and speak only of that: an arm may lack the check that another has. */
function lookAt(structure: Structure, isFresh: IsFresh, said: Map<string, string>, seen: Observation[], places: Placed[]): void {
  const file = fileView(structure);
  const waker = { file: structure, at: 0 };
  for (const span of structure.functions) {
    if (places.length >= mostListed) return;
    if (!isFresh({ from: span.name, to: span.bodyClose + 1 })) continue;
    if (span.bodyClose === structure.count) seen.push(unclosed(structure, span));
    const woken = wokenBy(waker, span);
    if (woken.length === 0) continue;
    const view = functionView(file, span);
    for (const rule of woken) {
      for (const sighting of rule.look(view)) {
        if (places.length >= mostListed || !isFresh(sighting.at) || !isNew(rule, sighting, view, said)) continue;
        seen.push(stated(rule, view, sighting));
        places.push({ token: structure.tokens[sighting.at.from] ?? 0, line: view.code.line(sighting.at.from) });
      }
    }
    for (const doubt of view.doubts) seen.push(hazard.blank(`in ${view.name}: ${doubt}`, { line: view.code.line(span.name) }));
  }
}

/** Which of the hazards stand under conditions, and what the file takes back of what others defined. */
function underConditions(structure: Structure, places: readonly Placed[]): readonly Observation[] {
  const sites = conditionsOf(structure, places).map(packSite);
  const undefines = [...undefinedIn(structure)];
  return sites.length + undefines.length === 0 ? [] : [conditionalCode.state({ sites, undefines })];
}

/** A file of which a part was not read is not clean because nothing was found in the rest. */
function unread(coverage: Coverage): readonly Observation[] {
  const { bytes, unread: left, dead } = coverage;
  if (left + dead === 0) return [];
  const share = ((left / Math.max(bytes, 1)) * 100).toFixed(left * 100 < bytes ? 1 : 0);
  const blanks = left === 0 ? [] : [hazard.blank(`${left} of ${bytes} bytes of code (${share} %) were not read: they stand in arms of conditionals beyond the ${mostWalks} ways that were taken, or behind a body that does not close`)];
  return [parseCoverage.state({ bytes, unread: left, dead }), ...blanks];
}

/**
 * Nothing is said twice, whichever way a walk came to it. One element of an array that several rules have something against is one
 * thing to mend: the first of them speaks.
 */
function isNew({ id }: Rule, { at }: Sighting, { code, file }: FunctionView, said: Map<string, string>): boolean {
  const token = (position: number): number => file.structure.tokens[position] ?? 0;
  const key = `${id} ${token(at.from)}`;
  const element = code.text(at.to - 1) === ']' ? `] ${token(at.to - 1)}` : key;
  if (said.has(key) || (said.get(element) ?? id) !== id) return false;
  said.set(key, id).set(element, id);
  return true;
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
