/** Says how much of a component was read, by material, and why the rest was not. It does not say whether that suffices. */
import type { Fact } from '../../core/fact.ts';
import { addressOf, compareText } from '../../core/place.ts';
import type { Tally } from '../../core/tally.ts';
import { analysisCoverage } from '../../facts/analysis-coverage.ts';
import { parseCoverage } from '../../facts/parse-coverage.ts';
import { unbuiltHazard } from '../../facts/unbuilt-hazard.ts';

const unrecognised = '(unrecognised)';

const tally: Tally = {
  name: 'analysis-coverage',
  revision: 3,
  states: [analysisCoverage],
  after: ['build-arms'],
  draw: (component, context) => {
    const observed = context.of(component);
    const reasons = new Map<string, string>();
    for (const blank of observed.everyBlank()) {
      const address = addressOf(blank.place);
      if (!reasons.has(address)) reasons.set(address, `${blank.word}: ${blank.reason}`);
    }
    const parsed = new Map(observed.facts(parseCoverage).map((fact) => [addressOf(fact.place), fact.value]));
    const unbuilt = Map.groupBy(observed.facts(unbuiltHazard), (fact) => addressOf(fact.place));
    const byMaterial = Map.groupBy(observed.artifacts, (artifact) => artifact.material ?? unrecognised);
    return [...byMaterial]
      .sort(([a], [b]) => compareText(a, b))
      .map(([material, artifacts]): Fact => {
        const stopped = artifacts.flatMap((artifact) => artifact.trouble ?? reasons.get(addressOf(artifact)) ?? []);
        const unread = material === unrecognised ? artifacts.length : stopped.length;
        const idle = artifacts.reduce((sum, artifact) => sum + (unbuilt.get(addressOf(artifact))?.length ?? 0), 0);
        const counted = Map.groupBy(material === unrecognised ? artifacts.map((a) => a.trouble ?? 'no material recognises it') : stopped, (reason) => reason);
        return {
          word: analysisCoverage.word,
          place: { component, path: '' },
          value: {
            material,
            nature: context.natureOf(material) ?? '',
            files: artifacts.length,
            bytes: artifacts.reduce((total, artifact) => total + artifact.size, 0),
            read: artifacts.length - unread,
            ...bytesOf(artifacts.flatMap((artifact) => parsed.get(addressOf(artifact)) ?? [])),
            ...(idle === 0 ? {} : { unbuilt_hazards: idle }),
            reasons: [...counted].map(([reason, list]) => ({ reason, files: list.length })).sort((a, b) => b.files - a.files || compareText(a.reason, b.reason)),
          },
        };
      });
  },
};

export default tally;

function bytesOf(parsed: readonly { readonly unread: number; readonly dead: number }[]): { readonly unread_bytes?: number; readonly dead_bytes?: number } {
  if (parsed.length === 0) return {};
  return { unread_bytes: parsed.reduce((sum, { unread }) => sum + unread, 0), dead_bytes: parsed.reduce((sum, { dead }) => sum + dead, 0) };
}
