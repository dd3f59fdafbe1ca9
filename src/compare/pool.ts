/** The inputs of a comparison: those given, those described, and changed ones of both; what is new to a side is kept to change again. */
import { generate } from './generate.ts';
import { mutate } from './mutate.ts';
import type { Plan } from './plan.ts';
import { random, type Random } from './random.ts';

export interface Pool {
  /** The next inputs. The given ones come first, each once. */
  readonly next: (count: number) => readonly Uint8Array[];
  /** Keeps an input that showed something new. */
  readonly keep: (input: Uint8Array) => void;
  readonly counts: () => { readonly tried: number; readonly described: number; readonly mutated: number; readonly kept: number };
  /** Everything that the series depends on, to go on later. */
  readonly state: () => PoolState;
}

export interface PoolState {
  readonly random: readonly number[];
  readonly given: number;
  readonly described: number;
  readonly mutated: number;
  readonly kept: readonly string[];
}

const mostKept = 5000;
const wrongShare = 0.15;

export function pool(plan: Plan, given: readonly Uint8Array[], seed: number, from?: PoolState): Pool {
  const chance: Random = random(from?.random ?? seed);
  const words = plan.words.map((word) => Buffer.from(word, 'latin1'));
  const kept: Uint8Array[] = (from?.kept ?? []).map((hex) => Buffer.from(hex, 'hex'));
  const most = plan.limits.input_bytes;
  const counts = { given: from?.given ?? 0, described: from?.described ?? 0, mutated: from?.mutated ?? 0 };
  const changed = (): Uint8Array => {
    counts.mutated++;
    const others = kept.length > 0 && chance.chance(0.7) ? kept : given;
    const base = chance.pick(others) ?? (plan.description.length > 0 ? generate(plan.description, chance, 0) : Buffer.from([chance.below(256)]));
    return mutate(base, chance, others.length > 0 ? others : [base], words, most);
  };
  const described = (): Uint8Array => {
    counts.described++;
    const made = generate(plan.description, chance, chance.chance(0.6) ? 0 : wrongShare).subarray(0, most);
    return chance.chance(0.15) ? mutate(made, chance, [made], words, most) : made;
  };
  const one = (): Uint8Array => {
    const next = given[counts.given];
    if (next !== undefined) {
      counts.given++;
      return next.subarray(0, most);
    }
    return plan.description.length > 0 && chance.chance(0.6) ? described() : changed();
  };
  return {
    next: (count) => Array.from({ length: count }, one),
    keep: (input) => {
      if (kept.length < mostKept) kept.push(input);
      else kept[chance.below(mostKept)] = input;
    },
    counts: () => ({ tried: counts.given + counts.described + counts.mutated, described: counts.described, mutated: counts.mutated, kept: kept.length }),
    state: () => ({ random: chance.state(), ...counts, kept: kept.map((input) => Buffer.from(input).toString('hex')) }),
  };
}
