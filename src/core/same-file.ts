/** Tells which file of a component a path in somebody's log means: other machines have other roots. A path that could mean two files means none. */

/** Finds the path of a component that `path` names, by the folders both have in common at their ends. */
export type SameFile = (path: string) => string | undefined;

export function sameFileIn(paths: Iterable<string>): SameFile {
  const byName = new Map<string, string[]>();
  for (const path of paths) {
    const name = baseOf(path);
    const list = byName.get(name);
    if (list === undefined) byName.set(name, [path]);
    else list.push(path);
  }
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (known.has(path)) return known.get(path);
    const found = pick(path, byName.get(baseOf(path)) ?? []);
    known.set(path, found);
    return found;
  };
}

/** The same path; else the longest that ends the log's; else the only one that the log's ends. */
function pick(path: string, candidates: readonly string[]): string | undefined {
  if (candidates.includes(path)) return path;
  const within = candidates.filter((candidate) => path.endsWith(`/${candidate}`)).sort((a, b) => b.length - a.length);
  if (within[0] !== undefined) return within[0];
  const around = candidates.filter((candidate) => candidate.endsWith(`/${path}`));
  return around.length === 1 ? around[0] : undefined;
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
