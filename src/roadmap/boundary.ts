/** What crosses the boundary of each unit: headers and functions used from outside, units it needs, tests that reach it. By names alone. */
import type { Cut } from './cut.ts';
import type { SourceFile } from './gather.ts';

export interface Boundary {
  /** Functions other units call, where the device's calls are known. */
  readonly calledFromOutside: number | undefined;
  /** Its headers that other units include, and the files that do. */
  readonly headers: number;
  readonly users: number;
  /** Units it needs and units that need it. */
  readonly needs: ReadonlySet<string>;
  readonly neededBy: ReadonlySet<string>;
  readonly tests: readonly string[];
  readonly fuzz: readonly string[];
}

interface Drawn {
  readonly headers: Set<string>;
  readonly users: Set<string>;
  readonly called: Set<string>;
  readonly needs: Set<string>;
  readonly neededBy: Set<string>;
  readonly tests: Set<string>;
}

export function boundariesOf(units: readonly Cut[], tests: readonly SourceFile[]): ReadonlyMap<string, Boundary> {
  const drawn = new Map(units.map(({ name }): [string, Drawn] => [name, { headers: new Set(), users: new Set(), called: new Set(), needs: new Set(), neededBy: new Set(), tests: new Set() }]));
  const ownerOf = new Map(units.flatMap(({ name, files }) => files.map(({ path }) => [path, name] as const)));
  const headers = headersByName(units);
  const definers = definersOf(units);
  const hasCalls = units.some(({ files }) => files.some(({ calls }) => calls !== undefined));
  const link = (from: string, to: string): void => {
    drawn.get(from)?.needs.add(to);
    drawn.get(to)?.neededBy.add(from);
  };
  for (const { name, files } of units) {
    for (const file of files) {
      for (const include of file.includes) {
        const header = resolve(include, file.path, headers);
        const owner = header === undefined ? undefined : ownerOf.get(header);
        if (header === undefined || owner === undefined || owner === name) continue;
        drawn.get(owner)?.headers.add(header);
        drawn.get(owner)?.users.add(file.path);
        link(name, owner);
      }
      for (const callee of file.calls?.callees ?? []) {
        const owner = definers.get(callee);
        if (owner === undefined || owner === name) continue;
        drawn.get(owner)?.called.add(callee);
        link(name, owner);
      }
    }
  }
  for (const test of tests) {
    for (const include of test.includes) {
      const header = resolve(include, test.path, headers);
      drawn.get((header === undefined ? undefined : ownerOf.get(header)) ?? '')?.tests.add(test.path);
    }
  }
  return new Map([...drawn].map(([name, { headers: used, users, called, needs, neededBy, tests: reached }]): [string, Boundary] => {
    const fuzz = [...reached].filter((path) => /fuzz/i.test(path)).sort();
    return [name, { calledFromOutside: hasCalls ? called.size : undefined, headers: used.size, users: users.size, needs, neededBy, tests: [...reached].filter((path) => !/fuzz/i.test(path)).sort(), fuzz }];
  }));
}

const isHeader = /\.(?:h|hh|hpp|hxx|inc)$/i;

function headersByName(units: readonly Cut[]): ReadonlyMap<string, readonly string[]> {
  const paths = units.flatMap(({ files }) => files.map(({ path }) => path)).filter((path) => isHeader.test(path));
  return Map.groupBy(paths, baseOf);
}

/** The header an include most likely names: the longest common ending, then the nearest folder. Two that fit equally are none. */
function resolve(include: string, from: string, headers: ReadonlyMap<string, readonly string[]>): string | undefined {
  const wanted = include.replace(/^(?:\.\.?\/)+/, '');
  const fitting = (headers.get(baseOf(wanted)) ?? []).filter((path) => path === wanted || path.endsWith(`/${wanted}`));
  if (fitting.length < 2) return fitting[0];
  const near = fitting.map((path) => ({ path, shared: sharedFolders(path, from) })).sort((a, b) => b.shared - a.shared);
  return near[0]?.shared === near[1]?.shared ? undefined : near[0]?.path;
}

function sharedFolders(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return at;
}

/** A function that two units define under one name is nobody's: a caller cannot be told which it means. */
function definersOf(units: readonly Cut[]): ReadonlyMap<string, string> {
  const definers = new Map<string, string>();
  const shared = new Set<string>();
  for (const { name, files } of units) {
    for (const open of files.flatMap(({ calls }) => calls?.open ?? [])) {
      if ((definers.get(open) ?? name) !== name) shared.add(open);
      definers.set(open, name);
    }
  }
  for (const name of shared) definers.delete(name);
  return definers;
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
