/** What became of the entries of the bill: added, removed, of another version, supplier or end of support. It does not say whether a newer version is a better one. */
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

type Pair = readonly [before: readonly Entry[], after: readonly Entry[]];

export function billChanges(before: readonly Fact[], after: readonly Fact[]): readonly Change[] {
  return paired(entriesOf(before), entriesOf(after)).flatMap(rowsOf).sort((a, b) => compareText(a.what, b.what));
}

/** By package URL without its version, else by name and supplier; what is left on both sides under one name is taken for the same part. */
function paired(before: readonly Entry[], after: readonly Entry[]): readonly Pair[] {
  const [a, b] = [Map.groupBy(before, keyOf), Map.groupBy(after, keyOf)];
  const sure = [...a].flatMap(([key, list]): Pair[] => (b.has(key) ? [[list, b.get(key) ?? []]] : []));
  const [gone, fresh] = [[...a].filter(([key]) => !b.has(key)), [...b].filter(([key]) => !a.has(key))].map((left) => Map.groupBy(left.map(([, list]) => list), ([first]) => first?.name.toLowerCase() ?? ''));
  const names = new Set([...(gone?.keys() ?? []), ...(fresh?.keys() ?? [])]);
  const left = [...names].flatMap((name): Pair[] => {
    const [x = [], y = []] = [gone?.get(name), fresh?.get(name)];
    return x.length === 1 && y.length === 1 ? [[x.flat(), y.flat()]] : [...x.map((list): Pair => [list, []]), ...y.map((list): Pair => [[], list])];
  });
  return [...sure, ...left];
}

function keyOf({ purl, name, supplier }: Entry): string {
  return purl === '' ? JSON.stringify([name, supplier]) : purl.replace(/[?#].*$/, '').replace(/@[^@/]*$/, '');
}

function rowsOf([before, after]: Pair): readonly Change[] {
  const what = (after[0] ?? before[0])?.name ?? '';
  const row = (label: string, of: (list: readonly Entry[]) => string): readonly Change[] => {
    const [from, to] = [of(before), of(after)];
    return from === to ? [] : [{ sort: 'bill', what: label, from, to }];
  };
  const versions = row(what, (list) => (list.length === 0 ? 'not on the bill' : valuesOf(list, 'version', 'no version')));
  // An entry that came or went has no supplier and no support to compare.
  if (before.length === 0 || after.length === 0) return versions;
  return [...versions, ...row(`${what}, supplier`, (list) => valuesOf(list, 'supplier', 'not stated')), ...row(`${what}, end of support`, (list) => valuesOf(list, 'end_of_support', 'not stated'))];
}

const valuesOf = (list: readonly Entry[], member: 'version' | 'supplier' | 'end_of_support', none: string): string => [...new Set(list.map((entry) => entry[member] || none))].sort(compareText).join(', ');

/** A record is somebody else's text: a member that is no text reads as empty. */
function entriesOf(facts: readonly Fact[]): readonly Entry[] {
  return facts.filter(({ word }) => word === 'bill-entry').map(({ value }): Entry => {
    const said = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
    const text = (name: string): string => (typeof said.get(name) === 'string' ? String(said.get(name)) : '');
    return { name: text('name'), version: text('version'), supplier: text('supplier'), purl: text('purl'), end_of_support: text('end_of_support') };
  });
}
