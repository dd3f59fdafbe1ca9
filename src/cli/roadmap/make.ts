/** Makes the roadmap of a device: inspects, asks the history, builds; or recalls it when nothing changed. It renders nothing. */
import { join } from 'node:path';
import { historyOf } from '../../acquire/history.ts';
import { historyIdentity, installIdentity, treeIdentity } from '../../acquire/identity.ts';
import { defaultLimits } from '../../acquire/limits.ts';
import { sightDevice } from '../../acquire/sight.ts';
import { openStore } from '../../acquire/store.ts';
import { canonicalJson, sha256 } from '../../core/canonical.ts';
import { loadWords, shelfRoot } from '../../core/shelf.ts';
import type { Watch } from '../../observe-all.ts';
import type { Codebook } from '../../codebook/codebook.ts';
import type { Roadmap } from '../../roadmap/model.ts';
import type { Overrides } from '../../roadmap/overrides.ts';
import { readTables, type Tables } from '../../roadmap/tables.ts';

export interface MakeRequest {
  readonly path: string;
  readonly revision?: string;
  readonly asOf: string;
  readonly codebooks: readonly string[];
  readonly overrides: Overrides;
  readonly version: string;
  readonly watch: Watch;
  readonly history: boolean;
  readonly cache: boolean;
  /** Files of this run that may lie in the device. */
  readonly reports: readonly string[];
}

export interface Made {
  readonly roadmap: Roadmap;
  readonly tables: Tables;
}

export async function makeRoadmap(request: MakeRequest): Promise<Made> {
  const { path, revision, watch, asOf, codebooks, overrides, version } = request;
  watch.phase('finding files');
  const law = await lawOf(codebooks);
  const tables = readTables(law.tables);
  const sighted = sightDevice(path, revision, defaultLimits, request.reports);
  const made = installIdentity([shelfRoot, join(shelfRoot, '..', 'codebook'), ...codebooks]);
  const store = request.cache ? openStore() : undefined;
  const files = treeIdentity(sighted.all, sighted.startedMs);
  const key = files === undefined ? undefined : sha256(canonicalJson({ made, files, home: sighted.home, revision: sighted.tree.revision, history: request.history ? historyIdentity(sighted.folder) : '', asOf, overrides, version }));
  const recalled = key === undefined ? undefined : store?.load(`roadmap ${key}`);
  if (recalled !== undefined) return { roadmap: JSON.parse(recalled) as Roadmap, tables };

  // git walks while files are looked at: it is another process.
  const asked = request.history ? historyOf(sighted.folder, { asOf, ...(revision === undefined ? {} : { revision }), ...(store === undefined ? {} : { store }) }) : Promise.resolve('not asked for');
  const { inspectWithRecord } = await import('../../inspect.ts');
  const memory = store !== undefined && sighted.tree.origin.kind === 'folder' ? memoryOf(store, `${made} ${sighted.tree.origin.root}`, sighted.startedMs) : {};
  const { stored } = await inspectWithRecord({ path, ...(revision === undefined ? {} : { revision }), asOf, codebooks, version, watch, sighted, ...memory });
  watch.phase('reading the history');
  const history = await asked;
  watch.phase('drawing the roadmap');
  const { buildRoadmap } = await import('../../roadmap/build.ts');
  const roadmap = buildRoadmap({
    record: stored, history: typeof history === 'string' ? undefined : history, historyTrouble: typeof history === 'string' ? history : '', tables, overrides, asOf,
    revision: typeof history === 'string' ? sighted.tree.revision : history.commit, version,
  });
  if (key !== undefined) store?.save(`roadmap ${key}`, canonicalJson(roadmap));
  store?.prune();
  return { roadmap, tables };
}

/** The words are needed to read the law, whose predicates speak of them. */
async function lawOf(codebooks: readonly string[]): Promise<Codebook> {
  const { loadLaw } = await import('../../inspect.ts');
  return loadLaw(codebooks, await loadWords());
}

function memoryOf(store: ReturnType<typeof openStore>, rootKey: string, startedMs: number) {
  return { memory: { recall: store.loadIndex(rootKey).recall, keep: (records: Parameters<typeof store.saveIndex>[1]) => store.saveIndex(rootKey, records, startedMs) } };
}
