/** A sample of a long series from which median, 99th percentile and worst are taken. Bounded memory. */
import type { Random } from './random.ts';

export interface Sample {
  readonly add: (value: number) => void;
  readonly quantile: (share: number) => number;
  readonly worst: () => number;
  readonly count: () => number;
}

const room = 10_000;

/** Reservoir sampling (Vitter, algorithm R); the worst is exact. */
export function sample(random: Random): Sample {
  const kept: number[] = [];
  let count = 0;
  let worst = 0;
  return {
    add: (value) => {
      count++;
      if (value > worst) worst = value;
      if (kept.length < room) kept.push(value);
      else {
        const slot = random.below(count);
        if (slot < room) kept[slot] = value;
      }
    },
    quantile: (share) => [...kept].sort((a, b) => a - b)[Math.min(kept.length - 1, Math.floor(kept.length * share))] ?? 0,
    worst: () => worst,
    count: () => count,
  };
}
