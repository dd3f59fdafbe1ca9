/** Names a breach so that it is known again after lines have moved; a changed construct is a new breach. */
import { canonicalJson, sha256 } from '../core/canonical.ts';
import type { Fact } from '../core/fact.ts';
import { addressOf } from '../core/place.ts';

/**
 * Makes fingerprints for one element and breach. Equal facts in one file are told apart by their order. What is said of
 * a component as a whole is a measurement: a breach that was known stays known when a line more is counted. Members that
 * the word sets `aside` describe the fact and are left out.
 */
export function fingerprinter(element: string, breach: string, aside: readonly string[] = []): (fact: Pick<Fact, 'place' | 'value'>) => string {
  const met = new Map<string, number>();
  return ({ place, value }) => {
    const name = [element, breach, place.component, addressOf(place), canonicalJson(place.path === '' ? null : naming(value, aside))].join('\0');
    const ordinal = met.get(name) ?? 0;
    met.set(name, ordinal + 1);
    return sha256(`${name}\0${ordinal}`).slice(0, 32);
  };
}

function naming(value: unknown, aside: readonly string[]): unknown {
  if (aside.length === 0 || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([member]) => !aside.includes(member)));
}
