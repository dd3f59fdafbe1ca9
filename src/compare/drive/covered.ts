/** Watches the paths of a program that was built for coverage: which of its runs met something new. What it answers is compared with nothing. */
import { isCoverage, readPaths } from '../paths.ts';
import type { Driven, Driver } from './driver.ts';

const mostCounters = 1_000_000;

/** How often a path was passed counts in doubling steps, because a loop that turns once more is seldom news. */
export function covered(driver: Driver): Driver {
  const met = new Map<string, number>();
  const paths = (run: Driven): Driven => {
    let [newEdges, isNew] = [0, false];
    for (const file of run.files.filter(isCoverage)) {
      readPaths(file, (counter, times) => {
        const step = Math.floor(Math.log2(times));
        const before = met.get(counter);
        if ((before ?? -1) >= step || (before === undefined && met.size >= mostCounters)) return;
        met.set(counter, step);
        isNew = true;
        if (before === undefined) newEdges++;
      });
    }
    return { ...run, files: [], newEdges, isNew };
  };
  return { ...driver, run: async (inputs) => (await driver.run(inputs)).map(paths) };
}
