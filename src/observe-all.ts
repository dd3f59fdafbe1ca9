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
}

export interface ObserveOptions {
  readonly limits: Limits;
  /** Threads; 0 looks right here, as does little work when it is left out. */
  readonly jobs?: number;
  readonly cache: boolean;
  readonly watch: Watch;
}

/** Below this many bytes one thread is done before a second has started (bench/kernel). */
const worthThreads = 24 * 1024 * 1024;

/** The files in order of their paths, whatever thread looked at them. */
export async function observeAll(opened: OpenedDevice, shelf: readonly ShelvedMaterial[], options: ObserveOptions): Promise<readonly SeenFile[]> {
  const { sightings } = opened;
  const ofBytes = sightings.reduce((total, sighting) => total + sighting.size, 0);
  const files: SeenFile[] = [];
  let bytes = 0;
  const collect = (seen: readonly SeenFile[], sizes: number): void => {
    for (const file of seen) files.push(file);
    bytes += sizes;
    options.watch.advance(files.length, bytes, sightings.length, ofBytes);
  };
  const jobs = options.jobs ?? (ofBytes < worthThreads ? 0 : defaultJobs());
  if (jobs === 0) {
    const read = openReader(opened.origin, options.limits);
    for (const batch of batches(sightings)) collect(lookAt(batch, read, shelf, options.limits), sizeOf(batch));
  } else {
    const script = new URL(`./inspect-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
    const setup = { origin: opened.origin, limits: options.limits };
    await runOnThreads<readonly Sighting[], string>(script, setup, batches(sightings), jobs, (text) => {
      const seen = JSON.parse(text) as readonly SeenFile[];
      collect(seen, seen.reduce((total, file) => total + (file.seen[0]?.size ?? 0), 0));
    });
  }
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
