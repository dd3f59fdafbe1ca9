/** One thread of an inspection: loads the shelf once, then answers batch after batch. */
import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Limits } from './acquire/limits.ts';
import type { Answer } from './acquire/pool.ts';
import { openReader } from './acquire/reader.ts';
import type { Origin, Sighting } from './acquire/sighting.ts';
import { loadMaterials } from './core/shelf.ts';
import { lookAt } from './look.ts';

export interface WorkerSetup {
  readonly origin: Origin;
  readonly limits: Limits;
}

if (parentPort !== null) {
  const port = parentPort;
  const { origin, limits } = workerData as WorkerSetup;
  const shelf = await loadMaterials();
  // A thread is ended, not left to end: what it compiled is kept now or never.
  flushCompileCache();
  const read = openReader(origin, limits);
  port.on('message', (batch: readonly Sighting[]) => {
    let answer: Answer<readonly string[]>;
    try {
      answer = { result: lookAt(batch, read, shelf, limits).map((file) => JSON.stringify(file)) };
    } catch (error) {
      answer = { fault: error instanceof Error ? error.message : String(error) };
    }
    port.postMessage(answer);
  });
}
