/** Keeps what an inspection saw and found, and gives it back while nothing changed. Losing it changes no result. */
import { join } from 'node:path';
import type { OpenedDevice } from './acquire/device.ts';
import { historyIdentity, installIdentity, treeIdentity } from './acquire/identity.ts';
import { openStore } from './acquire/store.ts';
import { canonicalJson, sha256 } from './core/canonical.ts';
import type { Inspection } from './core/inspection.ts';
import { shelfRoot } from './core/shelf.ts';
import type { InspectRequest } from './inspect.ts';
import type { Memory } from './observe-all.ts';

export interface InspectionCache {
  /** The inspection of this very device, law and day, when nothing changed since it was made. */
  readonly unchanged: () => Inspection | undefined;
  /** What was seen of each file last time. */
  readonly files: () => { readonly memory?: Memory };
  readonly keep: (inspection: Inspection) => void;
}

/** Undefined when nothing may be kept: not asked for, or looking with a shelf that does not lie in the folders. */
export function openCache(request: InspectRequest, opened: OpenedDevice): InspectionCache | undefined {
  if (!request.cache || request.shelf !== undefined) return undefined;
  const store = openStore();
  const started = opened.startedMs;
  const made = installIdentity([shelfRoot, join(shelfRoot, '..', 'codebook'), ...request.codebooks]);
  const tree = treeIdentity(opened.sightings, started);
  const asked = { ...request, watch: undefined, path: undefined, jobs: undefined };
  const about = { device: opened.device, origin: opened.origin, aside: opened.setAside, troubles: opened.troubles, links: opened.links };
  const key = tree === undefined ? undefined : sha256(canonicalJson({ made, tree, asked, about, history: historyIdentity(opened.folder) }));
  return {
    unchanged: () => {
      const text = key === undefined ? undefined : store.load(key);
      return text === undefined ? undefined : (JSON.parse(text) as Inspection);
    },
    files: () => {
      // Objects of a revision have no times to go by; their inspection as a whole is kept instead.
      if (opened.origin.kind !== 'folder') return {};
      const rootKey = `${made} ${opened.origin.root}`;
      return { memory: { recall: store.loadIndex(rootKey).recall, keep: (records) => store.saveIndex(rootKey, records, started) } };
    },
    keep: (inspection) => {
      if (key !== undefined) store.save(key, canonicalJson(inspection));
      store.prune();
    },
  };
}
