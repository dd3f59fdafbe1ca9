/** What became of the entries of the bill: added, removed, of another version, with another end of support. Entries are matched by package URL without its version, else by name and supplier. */
import type { Fact } from '../../core/fact.ts';
import { compareText } from '../../core/place.ts';
import type { Change } from './changes.ts';

interface Entry {
  readonly name: string;
  readonly version: string;
  readonly supplier: string;
  readonly purl: string;
  readonly end_of_support: string;
}

export function billChanges(before: readonly Fact[], after: readonly Fact[]): readonly Change[] {
  const [a, b] = [entriesOf(before), entriesOf(after)];
  return [...new Set([...a.keys(), ...b.keys()])].sort(compareText).flatMap((key): Change[] => {
    const [x = [], y = []] = [a.get(key), b.get(key)];
    const what = (y[0] ?? x[0])?.name ?? key;
    const support = (list: readonly Entry[]): string => one(list, ({ end_of_support: end }) => (end === '' ? 'not stated' : end));
    const [from, to] = [versions(x), versions(y)];
    const rows: Change[] = from === to ? [] : [{ sort: 'bill', what, from, to }];
    // An entry that came or went has no support to compare.
    const isKept = x.length > 0 && y.length > 0 && support(x) !== support(y);
    return isKept ? [...rows, { sort: 'bill', what: `support of ${what}`, from: support(x), to: support(y) }] : rows;
  });
}

function versions(list: readonly Entry[]): string {
  return list.length === 0 ? 'not on the bill' : one(list, ({ version }) => (version === '' ? 'no version' : version));
}

const one = (list: readonly Entry[], of: (entry: Entry) => string): string => [...new Set(list.map(of))].sort(compareText).join(', ');

/** A record is somebody else's text: a member that is no text reads as empty. */
function entriesOf(facts: readonly Fact[]): ReadonlyMap<string, readonly Entry[]> {
  const all = facts.filter(({ word }) => word === 'bill-entry').map(({ value }): Entry => {
    const said = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
    const text = (name: string): string => (typeof said.get(name) === 'string' ? String(said.get(name)) : '');
    return { name: text('name'), version: text('version'), supplier: text('supplier'), purl: text('purl'), end_of_support: text('end_of_support') };
  });
  return Map.groupBy(all, ({ purl, name, supplier }) => (purl === '' ? JSON.stringify([name, supplier]) : purl.replace(/[?#].*$/, '').replace(/@[^@/]*$/, '')));
}
