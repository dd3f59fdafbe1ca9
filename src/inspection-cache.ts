/** Inspects, or gives back what was found last time when nothing changed since. Losing the cache changes no result. */
import { join } from 'node:path';
import { historyIdentity, installIdentity, treeIdentity } from './acquire/identity.ts';
import { defaultLimits } from './acquire/limits.ts';
import { sightDevice, type Sighted } from './acquire/sight.ts';
import { openStore } from './acquire/store.ts';
import type { KeptLaw } from './codebook/codebook.ts';
import { canonicalJson, rememberCanonical, sha256 } from './core/canonical.ts';
import type { Inspection } from './core/inspection.ts';
import { shelfRoot } from './core/shelf.ts';
import type { InspectRequest } from './inspect.ts';
import type { Memory } from './observe-all.ts';

/**
 * As `inspect`, keeping what was seen and found. The walk over the file system is done in either case; only when it
 * shows a change is anything else loaded.
 */
export async function inspectOrRecall(request: InspectRequest): Promise<Inspection> {
  request.watch.phase('finding files');
  const sighted = sightDevice(request.path, request.revision, defaultLimits, request.reports);
  const store = openStore();
  const made = installIdentity([shelfRoot, join(shelfRoot, '..', 'codebook'), ...request.codebooks]);
  const key = keyOf(request, sighted, made);
  const text = key === undefined ? undefined : store.load(key);
  if (text !== undefined) return rememberCanonical(JSON.parse(text) as Inspection, text);
  const { inspect } = await import('./inspect.ts');
  const inspection = await inspect({ ...request, sighted, keptLaw: keptLaw(store, made), ...memoryOf(store, sighted, made) });
  if (key !== undefined) store.save(key, canonicalJson(inspection));
  store.prune();
  for (const trouble of store.troubles()) request.watch.remark?.(trouble);
  return inspection;
}

/** Everything an inspection depends on: what was asked, Plumbline itself, every file, and the version history. */
function keyOf({ watch: _watch, jobs: _jobs, path: _path, keptLaw: _kept, ...asked }: InspectRequest, sighted: Sighted, made: string): string | undefined {
  const { tree, all, home, folder, own, startedMs } = sighted;
  const files = treeIdentity(all, startedMs);
  // The name of the folder stands in for the device's when there is no manifest.
  return files === undefined ? undefined : sha256(canonicalJson({ asked, made, files, asides: tree.asides(), home, own, revision: tree.revision, history: historyIdentity(folder) }));
}

/** Objects of a revision have no times to go by; their inspection as a whole is kept instead. */
function memoryOf(store: ReturnType<typeof openStore>, { tree, startedMs }: Sighted, made: string): { readonly memory?: Memory } {
  if (tree.origin.kind !== 'folder') return {};
  const rootKey = `${made} ${tree.origin.root}`;
  return { memory: { recall: store.loadIndex(rootKey).recall, keep: (records) => store.saveIndex(rootKey, records, startedMs) } };
}

/** Words and schemas are part of what made the law right, so the install is in the key beside the texts. */
function keptLaw(store: ReturnType<typeof openStore>, made: string): KeptLaw {
  const keyOf = (sources: unknown): string => `law ${made} ${canonicalJson(sources)}`;
  return {
    recall: (sources) => {
      const text = store.load(keyOf(sources));
      return text === undefined ? undefined : (JSON.parse(text) as Readonly<Record<string, unknown>>);
    },
    keep: (sources, documents) => store.save(keyOf(sources), JSON.stringify(documents)),
  };
}
