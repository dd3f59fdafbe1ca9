/** Shows one artifact to its material's probes and collects what they state. It decides which material, and nothing else. */
import { isCouldNotTell, type Observation } from '../core/fact.ts';
import { claims, isUnreadable, type Sight } from '../core/material.ts';
import type { ShelvedMaterial } from '../core/shelf.ts';
import type { Spot } from '../core/place.ts';
import { excerptReader } from './excerpt.ts';

/** What one artifact yielded, small enough to cross threads and to be cached. Tuples keep it compact. */
export interface Looked {
  readonly material?: string;
  readonly facts: readonly (readonly [word: string, value: unknown, at: Spot, excerpt?: string])[];
  readonly blanks: readonly (readonly [word: string, reason: string, at: Spot])[];
  readonly trouble?: string;
}

/** A probe or parser failed on bytes it must survive: our fault, never the device's. */
export class ProbeFault extends Error {
  constructor(material: string, probe: string, path: string, cause: unknown) {
    super(`the ${probe} of material "${material}" failed on ${path}: ${String(cause)}`, { cause });
    this.name = 'ProbeFault';
  }
}

/** Looks at one artifact. The same bytes, name and shelf give the same answer. Throws `ProbeFault`. */
export function observe(shelf: readonly ShelvedMaterial[], bytes: Uint8Array, sight: Sight): Looked {
  const chosen = recognise(shelf, sight);
  if (chosen === undefined) return { facts: [], blanks: [] };
  if ('trouble' in chosen) return { facts: [], blanks: [], trouble: chosen.trouble };
  const { material, probes, answers } = chosen;
  const form = guarded(material.name, 'parser', sight.path, () => material.parse(bytes, sight));
  if (isUnreadable(form)) {
    return { material: material.name, facts: [], blanks: [...answers].map((word) => [word, form.unreadable, {}] as const) };
  }
  const seen: Observation[] = [];
  for (const probe of probes) {
    guarded(material.name, `probe "${probe.name}"`, sight.path, () => {
      for (const observation of probe.look(form, sight)) seen.push(observation);
    });
  }
  const excerpt = excerptReader(bytes);
  const facts: Looked['facts'][number][] = [];
  const blanks: Looked['blanks'][number][] = [];
  for (const observation of seen) {
    if (!answers.has(observation.word)) throw new ProbeFault(material.name, 'probes', sight.path, `"${observation.word}" is stated but not listed in states`);
    if (isCouldNotTell(observation)) blanks.push([observation.word, observation.reason, observation.at]);
    else {
      const shown = excerpt(observation.at);
      facts.push(shown === '' ? [observation.word, observation.value, observation.at] : [observation.word, observation.value, observation.at, shown]);
    }
  }
  return { material: material.name, facts, blanks };
}

/** The material with the firmest claim; two equally firm ones are a trouble that no probe answers for. */
export function recognise(shelf: readonly ShelvedMaterial[], sight: Sight): ShelvedMaterial | { readonly trouble: string } | undefined {
  let best: ShelvedMaterial | undefined;
  let rival: ShelvedMaterial | undefined;
  let firmest = -1;
  for (const candidate of shelf) {
    const claim = guarded(candidate.material.name, 'recogniser', sight.path, () => candidate.material.recognise(sight));
    if (claim === undefined) continue;
    const rank = claims.indexOf(claim);
    if (rank > firmest) {
      best = candidate;
      rival = undefined;
      firmest = rank;
    } else if (rank === firmest) rival = candidate;
  }
  if (best === undefined || rival === undefined) return best;
  return { trouble: `claimed by two materials, ${best.material.name} and ${rival.material.name}` };
}

function guarded<Result>(material: string, part: string, path: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof ProbeFault) throw error;
    throw new ProbeFault(material, part, path, error);
  }
}
