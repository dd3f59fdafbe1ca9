/** Random numbers from a seed by integer arithmetic alone, so that a simulation is the same to the bit everywhere. Not for secrets. */

export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Triangular: between `low` and `high`, most often near `mode`. */
  readonly triangular: (low: number, mode: number, high: number) => number;
}

/** xoshiro128** 1.1 (Blackman and Vigna), seeded by splitmix32. */
export function randomFrom(seed: number): Random {
  let mixed = seed | 0;
  const mix = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = mixed ^ (mixed >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [mix(), mix(), mix(), mix()];
  const turn = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
  const next = (): number => {
    const result = Math.imul(turn(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = turn(d, 11);
    return result / 0x1_0000_0000;
  };
  const triangular = (low: number, mode: number, high: number): number => {
    const u = next();
    if (high <= low) return low;
    const cut = (mode - low) / (high - low);
    return u < cut ? low + Math.sqrt(u * (high - low) * (mode - low)) : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
  };
  return { next, triangular };
}
