/** Worker threads that own whole files: hands them batches, keeps them busy, collects answers. It knows nothing of probes. */
import { getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a worker answers: the batch's result, or that our code failed. */
export type Answer<Result> = { readonly result: Result } | { readonly fault: string };

/** More threads than this gain little on one disk and cost memory each. */
const mostThreads = 8;

export function defaultJobs(): number {
  return Math.max(1, Math.min(mostThreads, availableParallelism()));
}

/** What a thread makes of a file is garbage with the next one; a small nursery keeps many threads small. */
const youngMegabytes = 16;

/** Threads load as much code as the process did, and find it compiled where the process keeps it; Node tells its folder with its own version behind it. */
function threadEnvironment(): NodeJS.ProcessEnv {
  const kept = getCompileCacheDir();
  return kept === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(kept) };
}

/**
 * Runs every task on one of `jobs` threads of `script` and hands each result to `collect` as it comes, in no order.
 * Rejects on the first fault, and stops all threads either way.
 */
export async function runOnThreads<Task, Result>(
  script: URL,
  setup: unknown,
  tasks: Iterable<Task>,
  jobs: number,
  collect: (result: Result) => void,
): Promise<void> {
  const queue = tasks[Symbol.iterator]();
  const threads: Worker[] = [];
  const serve = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      const next = (): void => {
        const step = queue.next();
        if (step.done === true) resolve();
        else worker.postMessage(step.value);
      };
      worker.on('message', (answer: Answer<Result>) => {
        try {
          if ('fault' in answer) throw new Error(answer.fault);
          collect(answer.result);
          next();
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`a worker thread ended early with code ${code}`)));
      next();
    });
  try {
    const serving: Promise<void>[] = [];
    const env = threadEnvironment();
    for (let count = 0; count < jobs; count++) {
      const worker = new Worker(script, { workerData: setup, env, resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes } });
      threads.push(worker);
      serving.push(serve(worker));
    }
    await Promise.all(serving);
  } finally {
    await Promise.all(threads.map((worker) => worker.removeAllListeners('exit').terminate()));
  }
}
