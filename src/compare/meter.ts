/** Adds up what the runs of one side cost. It leaves out what the driver did not measure. */
import type { Driven } from './drive/driver.ts';
import type { Random } from './random.ts';
import type { Cost } from './result.ts';
import { sample, type Sample } from './sample.ts';

export interface Meter {
  readonly add: (run: Driven) => void;
  readonly cost: () => Cost;
}

const functionsShown = 8;

export function meter(chance: Random): Meter {
  const [times, instructions] = [sample(chance), sample(chance)];
  const most = { memory: 0, stack: 0, heap: undefined as number | undefined };
  const functions = new Map<string, number>();
  let runs = 0;
  return {
    add: (run) => {
      if (run.ending !== 'exited') return;
      runs++;
      if (run.untimed !== true) times.add(run.cpuUs);
      most.memory = Math.max(most.memory, run.memoryKb);
      most.stack = Math.max(most.stack, run.stack ?? 0);
      if (run.heapCalls !== undefined) most.heap = Math.max(most.heap ?? 0, run.heapCalls);
      if (run.instructions === undefined) return;
      instructions.add(run.instructions);
      for (const [name, count] of run.functions ?? []) functions.set(name, (functions.get(name) ?? 0) + count);
    },
    cost: () => {
      const time = spread(times);
      return {
        runs,
        ...(times.count() === 0 ? {} : { median_us: time.median, p99_us: time.p99, worst_us: time.worst }),
        ...(instructions.count() === 0 ? {} : { instructions: spread(instructions), busiest_functions: busiest(functions, instructions.count()) }),
        ...(most.memory > 0 ? { memory_kb: most.memory } : {}), ...(most.stack > 0 ? { stack_bytes: most.stack } : {}), ...(most.heap === undefined ? {} : { heap_calls: most.heap }),
      };
    },
  };
}

function busiest(functions: ReadonlyMap<string, number>, runs: number): NonNullable<Cost['busiest_functions']> {
  return [...functions]
    .sort(([a, most], [b, other]) => other - most || (a < b ? -1 : 1))
    .slice(0, functionsShown)
    .map(([name, count]) => ({ name, instructions: Math.round((10 * count) / runs) / 10 }));
}

function spread(of: Sample): { readonly median: number; readonly p99: number; readonly worst: number } {
  return { median: round(of.quantile(0.5)), p99: round(of.quantile(0.99)), worst: round(of.worst()) };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
