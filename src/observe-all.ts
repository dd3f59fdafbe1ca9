/** Has every file of a device looked at: from the cache where nothing changed, else by threads or, for little, right here. */
import type { OpenedDevice } from './acquire/device.ts';
import type { Limits } from './acquire/limits.ts';
import { defaultJobs, runOnThreads } from './acquire/pool.ts';
import { openReader } from './acquire/reader.ts';
import { batchBytes, batchEntries, type Sighting } from './acquire/sighting.ts';
import type { ShelvedMaterial } from './core/shelf.ts';
import { compareText } from './core/place.ts';
import type { SeenFile } from './judge/looked.ts';
import { lookAt } from './look.ts';

/** What a caller may be told while it goes on. */
export interface Watch {
  readonly phase: (name: string) => void;
  readonly advance: (files: number, bytes: number, ofFiles: number, ofBytes: number) => void;
  /** Something that changes no result and that the operator may want to mend. */
  readonly remark?: (text: string) => void;
}

/** Records of files by their identity; `keep` replaces them all. */
export interface Memory {
  readonly recall: (sighting: Sighting) => string | undefined;
  readonly keep: (records: Iterable<readonly [Sighting, string]>) => void;
}

export interface ObserveOptions {
  readonly limits: Limits;
  /** Threads; 0 looks right here, as does little work when it is left out. */
  readonly jobs?: number;
  /** What was seen last time, if it may be used. */
  readonly memory?: Memory;
  readonly watch: Watch;
}

/** Below this many bytes one thread is done before a second has started (bench/kernel). */
const worthThreads = 24 * 1024 * 1024;

/** The files in order of their paths, whatever thread looked at them, or whether one did at all. */
export async function observeAll(opened: OpenedDevice, shelf: readonly ShelvedMaterial[], options: ObserveOptions): Promise<readonly SeenFile[]> {
  const { sightings } = opened;
  const ofBytes = sizeOf(sightings);
  const { memory } = options;
  const files: SeenFile[] = [];
  const kept: (readonly [Sighting, string])[] = [];
  const fresh: Sighting[] = [];
  let bytes = 0;
  const collect = (file: SeenFile): void => {
    files.push(file);
    bytes += file.seen[0]?.size ?? 0;
  };
  for (const sighting of sightings) {
    const record = memory?.recall(sighting);
    if (record === undefined) fresh.push(sighting);
    else {
      kept.push([sighting, record]);
      collect(JSON.parse(record) as SeenFile);
    }
  }
  const byPath = memory === undefined ? undefined : new Map(fresh.map((sighting) => [sighting.path, sighting]));
  const collectRecords = (records: readonly string[]): void => {
    for (const record of records) {
      const file = JSON.parse(record) as SeenFile;
      collect(file);
      const sighting = byPath?.get(file.path);
      if (sighting !== undefined) kept.push([sighting, record]);
    }
    options.watch.advance(files.length, bytes, sightings.length, ofBytes);
  };
  const jobs = options.jobs ?? (sizeOf(fresh) < worthThreads ? 0 : defaultJobs());
  if (jobs === 0) {
    const read = openReader(opened.origin, options.limits);
    for (const batch of batches(fresh)) collectRecords(lookAt(batch, read, shelf, options.limits).map((file) => JSON.stringify(file)));
  } else {
    const script = new URL(`./inspect-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
    await runOnThreads<readonly Sighting[], readonly string[]>(script, { origin: opened.origin, limits: options.limits }, batches(fresh), jobs, collectRecords);
  }
  if (fresh.length > 0) memory?.keep(kept);
  return files.sort((a, b) => compareText(a.path, b.path));
}

function sizeOf(batch: readonly Sighting[]): number {
  return batch.reduce((total, sighting) => total + sighting.size, 0);
}

function* batches(all: readonly Sighting[]): Generator<readonly Sighting[]> {
  let batch: Sighting[] = [];
  let bytes = 0;
  for (const sighting of all) {
    batch.push(sighting);
    bytes += sighting.size;
    if (batch.length < batchEntries && bytes < batchBytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
