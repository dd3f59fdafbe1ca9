/** How strong the evidence behind a decided finding is: the strongest sort of thing that was really looked at. */
import type { Fact } from '../core/fact.ts';
import type { Breach } from '../core/finding.ts';
import { strengths, type Strength } from '../core/verdict.ts';
import type { Asked } from './asked.ts';
import { natureOf } from './subject.ts';

const byNature: Readonly<Record<string, Strength>> = {
  statement: 'declared',
  bill: 'declared',
  analysis: 'source',
  source: 'source',
  settings: 'source',
  image: 'image',
};

/** Declared < source < image (DESIGN §3, law 7); re-performed evidence is stated by facts of a rebuild, when there are any. */
export function strengthOf(asked: Asked, breaches: readonly Breach[], supports: readonly Fact[]): Strength {
  const { subject, element, words } = asked;
  const found = new Set<Strength>();
  for (const rest of element.rests) {
    const concerns = words.get(rest.word)?.concerns ?? [];
    for (const artifact of subject.view.artifacts) {
      const nature = natureOf(subject, artifact);
      if (nature !== undefined && concerns.some((concern) => concern === nature)) found.add(byNature[nature] ?? 'none');
    }
  }
  if (found.size === 0) {
    for (const fact of [...supports, ...breaches.flatMap((breach) => breach.fact ?? [])]) {
      const artifact = subject.view.artifacts.find((a) => a.path === fact.place.path && a.inside === fact.place.inside);
      found.add(byNature[artifact === undefined ? 'source' : (natureOf(subject, artifact) ?? '')] ?? 'none');
    }
  }
  return strengths.findLast((strength) => found.has(strength)) ?? 'none';
}
