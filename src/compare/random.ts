/** A generator of pseudo-random numbers that gives the same series for the same seed on every machine. Not for secrets. */

export interface Random {
  /** A whole number from 0 to below `below`, at most 2³². */
  readonly below: (below: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item | undefined;
  /** The state, from which the series goes on. */
  readonly state: () => readonly number[];
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded by splitmix32 from a number, or set to an earlier state. */
export function random(seed: number | readonly number[]): Random {
  let [a = 0, b = 0, c = 0, counter = 1] = typeof seed === 'number' ? spread(seed) : seed;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  if (typeof seed === 'number') for (let i = 0; i < 12; i++) next();
  const below = (limit: number): number => (limit <= 1 ? 0 : Math.floor((next() / 0x1_0000_0000) * limit));
  return {
    below,
    chance: (share) => next() < share * 0x1_0000_0000,
    pick: (items) => items[below(items.length)],
    state: () => [a, b, c, counter],
  };
}

function spread(seed: number): number[] {
  let state = seed | 0;
  const word = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) | 0;
  };
  return [word(), word(), word(), 1];
}
