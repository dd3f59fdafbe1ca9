/** Draws where languages of a component meet others: which functions cross, to whom, and how many carry a length with their pointers. It links by name alone. */
import type { Fact } from '../../core/fact.ts';
import { addressOf, compareText } from '../../core/place.ts';
import type { Observed, Tally, TallyContext } from '../../core/tally.ts';
import { boundary, type BoundaryFunction } from '../../facts/boundary.ts';
import { boundaryMap } from '../../facts/boundary-map.ts';
import { functionOf, functionSummary } from '../../facts/function-summary.ts';
import { sourceOutline } from '../../facts/source-outline.ts';
import { sourceSize } from '../../facts/source-size.ts';

/** Names that a row shows; the rest is counted. */
const namesShown = 40;

const tally: Tally = {
  name: 'boundary-map',
  revision: 1,
  states: [boundaryMap],
  draw: (component, context) => {
    const facts = context.of(component).facts(boundary);
    if (facts.length === 0) return [];
    const crossing = facts.flatMap(({ value }) => value.functions.map((fn) => ({ fn, language: value.language })));
    const wanted = new Set(crossing.map(({ fn }) => fn.name));
    const defined = definedIn(context, wanted);
    const called = calledIn(context, wanted);
    const rows = Map.groupBy(crossing, ({ fn, language }) => {
      const candidates = (fn.direction === 'calls' ? defined : called).get(fn.name) ?? [];
      const side = candidates.find((one) => one.component === component && one.language !== language) ?? candidates.find((one) => one.component !== component || one.language !== language);
      return JSON.stringify([language, fn.direction, side?.component ?? '', side?.language ?? '']);
    });
    return [...rows].sort(([a], [b]) => compareText(a, b)).map(([key, members]) => rowFact(component, JSON.parse(key) as Key, members.map(({ fn }) => fn)));
  },
};

export default tally;

type Key = readonly [language: string, direction: BoundaryFunction['direction'], other: string, otherLanguage: string];

interface Side {
  readonly component: string;
  readonly language: string;
}

type Sides = ReadonlyMap<string, readonly Side[]>;

/** Where the names are defined: functions of C and C++, and what other languages offer. */
function definedIn(context: TallyContext, wanted: ReadonlySet<string>): Sides {
  const sides = new Map<string, Side[]>();
  for (const { name: component } of context.device.components) {
    const observed = context.of(component);
    const languages = languagesOf(observed);
    for (const { place, value } of observed.facts(sourceOutline)) {
      const language = languages.get(addressOf(place)) ?? '';
      if (language !== 'C' && language !== 'C++') continue;
      for (const span of value.spans.split(' ')) add(sides, wanted, span.slice(0, span.lastIndexOf(':')), { component, language });
    }
    offered(observed, component, 'offered', sides, wanted);
  }
  return sides;
}

/** Who calls what is offered: calls of C and C++ by name, and foreign declarations of other languages. */
function calledIn(context: TallyContext, wanted: ReadonlySet<string>): Sides {
  const sides = new Map<string, Side[]>();
  for (const { name: component } of context.device.components) {
    const observed = context.of(component);
    const languages = languagesOf(observed);
    for (const { place, value } of observed.facts(functionSummary)) {
      const language = languages.get(addressOf(place)) ?? 'C';
      for (const fn of value.functions.map(functionOf)) for (const { callee } of fn.calls) add(sides, wanted, callee, { component, language });
    }
    offered(observed, component, 'calls', sides, wanted);
  }
  return sides;
}

function offered(observed: Observed, component: string, direction: BoundaryFunction['direction'], sides: Map<string, Side[]>, wanted: ReadonlySet<string>): void {
  for (const { value } of observed.facts(boundary)) {
    for (const fn of value.functions) if (fn.direction === direction) add(sides, wanted, fn.name, { component, language: value.language });
  }
}

function languagesOf(observed: Observed): ReadonlyMap<string, string> {
  return new Map(observed.facts(sourceSize).map(({ place, value }) => [addressOf(place), value.language]));
}

function add(sides: Map<string, Side[]>, wanted: ReadonlySet<string>, name: string, side: Side): void {
  if (!wanted.has(name)) return;
  const known = sides.get(name);
  if (known === undefined) sides.set(name, [side]);
  else if (!known.some((one) => one.component === side.component && one.language === side.language)) known.push(side);
}

function rowFact(component: string, [language, direction, other, otherLanguage]: Key, functions: readonly BoundaryFunction[]): Fact {
  const byName = new Map(functions.map((fn) => [fn.name, fn]));
  const all = [...byName.values()];
  return {
    word: boundaryMap.word,
    place: { component, path: '' },
    value: {
      language, direction, other, other_language: otherLanguage,
      functions: all.length,
      names: [...byName.keys()].sort(compareText).slice(0, namesShown),
      with_length: all.filter(({ pairs }) => pairs.length > 0).length,
      without_length: all.filter(({ unpaired }) => unpaired.length > 0).length,
      callbacks: all.filter(({ callbacks }) => callbacks.length > 0).length,
      not_told: all.filter(({ parameters }) => parameters < 0).length,
    },
  };
}
