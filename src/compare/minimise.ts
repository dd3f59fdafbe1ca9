/** Makes an input smaller as long as it still shows the same difference (delta debugging, Zeller and Hildebrandt 2002). */

import { repairer } from './repair.ts';

/** @param shows whether an input still shows the difference; asked at most `most` times */
export async function minimise(input: Uint8Array, shows: (candidates: readonly Uint8Array[]) => Promise<readonly boolean[]>, most = 2000): Promise<Buffer> {
  let best: Buffer = Buffer.from(input);
  let asked = 0;
  const mend = repairer(input);
  /** Takes the first of the candidates that still shows it. They are asked together, because one question costs much. */
  const improve = async (candidates: readonly Buffer[]): Promise<boolean> => {
    const mended = candidates.flatMap((candidate) => {
      const right = mend(candidate);
      return right.equals(candidate) || right.equals(best) ? [candidate] : [right, candidate];
    });
    const batch = mended.slice(0, Math.max(0, most - asked));
    asked += batch.length;
    const first = (await shows(batch)).indexOf(true);
    const found = first < 0 ? undefined : batch[first];
    if (found !== undefined) best = found;
    return found !== undefined;
  };
  for (let parts = 2; best.length > 1 && asked < most; ) {
    const size = Math.ceil(best.length / parts);
    const without = Array.from({ length: Math.ceil(best.length / size) }, (_, i) => Buffer.concat([best.subarray(0, i * size), best.subarray((i + 1) * size)]));
    if (await improve(without)) parts = Math.max(parts - 1, 2);
    else if (size === 1) break;
    else parts = Math.min(parts * 2, best.length);
  }
  await simplify(() => best, improve);
  return best;
}

/** Replaces bytes by plainer ones, one at a time from the front. */
async function simplify(best: () => Buffer, improve: (candidates: readonly Buffer[]) => Promise<boolean>): Promise<void> {
  const plainest = [0x00, 0x20, 0x30, 0x41];
  for (let index = 0; index < Math.min(best().length, 256); index++) {
    const now = best();
    const rank = plainest.indexOf(now[index] ?? 0);
    const candidates = plainest.slice(0, rank < 0 ? undefined : rank).map((byte) => {
      const copy = Buffer.from(now);
      copy[index] = byte;
      return copy;
    });
    if (candidates.length > 0) await improve(candidates);
  }
}
