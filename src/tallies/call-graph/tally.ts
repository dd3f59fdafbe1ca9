/** Draws from the summaries of functions what only the whole component shows: sharing, cycles, waits, heap in tasks and paths. It follows no pointer and no other component. */
import type { Blank, Fact } from '../../core/fact.ts';
import { addressOf, comparePlaces } from '../../core/place.ts';
import type { Observed, Tally } from '../../core/tally.ts';
import { functionSummary } from '../../facts/function-summary.ts';
import { hazard } from '../../facts/hazard.ts';
import { languageUse } from '../../facts/language-use.ts';
import { contextsOf } from './contexts.ts';
import { cyclesOf } from './cycles.ts';
import { graphOf } from './graph.ts';
import { heapInTasksOf } from './heap.ts';
import { interruptCallsOf } from './interrupt-calls.ts';
import { pathsOf } from './paths.ts';
import { sharingOf } from './shared.ts';
import { useOf } from './use.ts';
import { waitsOf } from './waits.ts';

const tally: Tally = {
  name: 'call-graph',
  revision: 2,
  states: [hazard, languageUse],
  draw: (component, context) => {
    const observed = context.of(component);
    if (observed.facts(functionSummary).length === 0) return untold(observed);
    const graph = graphOf(observed);
    const contexts = contextsOf(graph);
    const cycles = cyclesOf(graph);
    const waits = waitsOf(graph, contexts);
    const hazards = [...cycles, ...waits, ...sharingOf(graph, contexts), ...interruptCallsOf(graph, contexts), ...heapInTasksOf(graph, contexts, observed), ...pathsOf(graph, observed)];
    const use: Fact = { word: languageUse.word, value: useOf(graph, contexts, cycles.length, waits.length), place: { component, path: '' } };
    return [...hazards.sort((a, b) => comparePlaces(a.place, b.place)), ...untold(observed), use];
  },
};

export default tally;

/** What was not summed up is not free of hazards: each such blank stands for them too, unless the hazard probe says the same. */
function untold(observed: Observed): readonly Blank[] {
  const said = new Set(observed.blanks(hazard.word).map(({ place, reason }) => `${addressOf(place)}\0${reason}`));
  return observed.blanks(functionSummary.word).filter(({ place, reason }) => !said.has(`${addressOf(place)}\0${reason}`)).map((blank) => ({ ...blank, word: hazard.word }));
}
