/** Finds every file of a device, once, and nothing more: no manifest, no owners, no bytes. An unchanged device needs no more than this. */
import { statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { UsageError } from '../core/trouble.ts';
import { singleFile } from './file.ts';
import { gitRevision } from './git.ts';
import type { Limits } from './limits.ts';
import type { Sighting, Tree } from './sighting.ts';
import { walkDirectory } from './walk.ts';

export interface Sighted {
  readonly tree: Tree;
  readonly all: readonly Sighting[];
  readonly home: string;
  /** Folder in which a version history may be asked for. */
  readonly folder: string;
  readonly isFolder: boolean;
  /** Reports of this very run that lie in the device; they are left out of `all`. */
  readonly own: readonly string[];
  /** When the walk began, in milliseconds since 1970; for the cache, never for a result. */
  readonly startedMs: number;
}

/** Throws `UsageError` when there is nothing at `path` or the revision is unknown. */
export function sightDevice(path: string, revision: string | undefined, limits: Limits, reports: readonly string[] = []): Sighted {
  const startedMs = Date.now();
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError('no-such-path', `there is nothing at ${path}`, 'name the folder, file or repository to inspect');
  const home = resolve(path);
  const isFolder = stats.isDirectory();
  const tree = revision !== undefined ? gitRevision(home, revision, limits) : isFolder ? walkDirectory(home, { limits }) : singleFile(home);
  const own = revision === undefined && isFolder ? reportsWithin(home, reports) : [];
  const all = [...tree.batches].flat().filter((sighting) => !own.includes(sighting.path));
  return { tree, all, home, folder: isFolder ? home : dirname(home), isFolder, own, startedMs };
}

/** Paths of reports that lie in the device, whether they are there already or not: the first run and the second agree. */
function reportsWithin(home: string, reports: readonly string[]): readonly string[] {
  return reports.map((report) => relative(home, resolve(report)).split(sep).join('/')).filter((path) => path !== '' && !path.startsWith('../'));
}
