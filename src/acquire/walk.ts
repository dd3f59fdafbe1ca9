/** Walks a folder and tells what is there, in an order no machine changes. It follows no link and reads no file but `.gitignore`. */
import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { compareText } from '../core/place.ts';
import { ignoredBy, maxIgnoreBytes, withRules, type RuleStack } from './ignored.ts';
import { crossed, defaultLimits, type Limits } from './limits.ts';
import { mayHaveLostBytes, escapeName, nameFromBytes, onDisk } from './names.ts';
import { batchBytes, batchEntries, type Aside, type Sighting, type Tree } from './sighting.ts';
import { surroundings, type Surroundings } from './surroundings.ts';

export interface WalkOptions {
  readonly limits?: Limits;
  /** False to look at what `.gitignore` files name, too. */
  readonly obeyIgnoreFiles?: boolean;
}

interface Met {
  readonly name: string;
  /** Name, with `/` behind a folder: sorting by it sorts whole paths. */
  readonly key: string;
  readonly stats: Stats | undefined;
  readonly failure: string;
}

interface Walk {
  readonly root: string;
  readonly limits: Limits;
  readonly around: Surroundings;
  readonly obey: boolean;
  readonly asides: Aside[];
  batch: Sighting[];
  bytes: number;
  count: number;
}

/** Opens a folder. The root itself may be a link: the operator named it. */
export function walkDirectory(root: string, options: WalkOptions = {}): Tree {
  const walk: Walk = {
    root, limits: options.limits ?? defaultLimits, around: surroundings(root), obey: options.obeyIgnoreFiles ?? true,
    asides: [], batch: [], bytes: 0, count: 0,
  };
  return { origin: { kind: 'folder', root }, revision: '', batches: start(walk), asides: () => walk.asides };
}

function* start(walk: Walk): Generator<readonly Sighting[]> {
  yield* folder(walk, '', 1, walk.obey ? walk.around.rules : [], undefined);
  if (walk.batch.length > 0) yield walk.batch;
}

/** `within` names the rule that ignores this very folder, when it is walked only for what is tracked in it. */
function* folder(walk: Walk, path: string, depth: number, outer: RuleStack, within: string | undefined): Generator<readonly Sighting[]> {
  const met = list(walk, path);
  if (typeof met === 'string') return void note(walk, trouble(path, `the folder could not be read: ${met}`));
  const rules = walk.obey && met.some((entry) => entry.name === '.gitignore' && entry.stats?.isFile()) ? readRules(walk, path, outer) : outer;
  // What is ignored stays ignored below, save what is tracked: git asks no rule inside an ignored folder.
  for (const { name, key, stats, failure } of met) {
    if (walk.count > walk.limits.maxArtifacts) return;
    const here = path + name;
    if (stats === undefined) {
      note(walk, trouble(here, `the entry could not be read: ${failure}`));
      continue;
    }
    const isFolder = key !== name;
    if (name === '.git') {
      walk.asides.push({ path: here, sort: isFolder ? 'folder' : 'file', reason: 'version control data' });
      continue;
    }
    const by = within ?? ignoredBy(rules, walk.around.prefix + here, name, isFolder);
    if (by !== undefined && !walk.around.isTracked(here, isFolder)) {
      walk.asides.push({ path: here, sort: isFolder ? 'folder' : 'file', reason: `ignored by ${insideRoot(walk, by)}` });
      continue;
    }
    if (here.length > walk.limits.maxPathLength) {
      note(walk, trouble(here, crossed('the path is too long', 'maxPathLength', walk.limits)));
    } else if (!isFolder) {
      note(walk, sighting(walk, here, stats));
    } else if (depth >= walk.limits.maxDepth) {
      note(walk, trouble(here, crossed('folders lie too deep; what is below was not looked at', 'maxDepth', walk.limits)));
    } else {
      yield* folder(walk, `${here}/`, depth + 1, rules, by);
    }
    if (walk.batch.length >= batchEntries || walk.bytes >= batchBytes) {
      yield walk.batch;
      walk.batch = [];
      walk.bytes = 0;
    }
  }
}

/** The entries of a folder in code-unit order of their paths, or why there are none. */
function list(walk: Walk, path: string): readonly Met[] | string {
  const at = onDisk(walk.root, path);
  try {
    const names = readdirSync(at);
    if (typeof at !== 'string' || names.some(mayHaveLostBytes)) {
      return readdirSync(at, { encoding: 'buffer' }).map((bytes) => look(walk, path, nameFromBytes(bytes))).sort(byKey);
    }
    return names.map((name) => look(walk, path, escapeName(name))).sort(byKey);
  } catch (error) {
    return reasonOf(error);
  }
}

function look(walk: Walk, path: string, name: string): Met {
  try {
    const stats = lstatSync(onDisk(walk.root, path + name));
    return { name, key: stats.isDirectory() ? `${name}/` : name, stats, failure: '' };
  } catch (error) {
    return { name, key: name, stats: undefined, failure: reasonOf(error) };
  }
}

function byKey(a: Met, b: Met): number {
  return compareText(a.key, b.key);
}

function sighting(walk: Walk, path: string, stats: Stats): Sighting {
  const { size, mtimeMs, ctimeMs, ino: inode, mode } = stats;
  const base = { path, size, mtimeMs, ctimeMs, inode, mode };
  if (stats.isFile()) return { ...base, sort: 'file' };
  if (!stats.isSymbolicLink()) return { ...base, size: 0, sort: 'special', trouble: 'no regular file (FIFO, socket or device): it was not opened' };
  try {
    const target = nameFromBytes(readlinkSync(onDisk(walk.root, path), { encoding: 'buffer' }));
    return { ...base, sort: 'link', target, leaves: leavesRoot(path, target) };
  } catch (error) {
    return { ...base, sort: 'link', trouble: `the link could not be read: ${reasonOf(error)}` };
  }
}

/** Whether a link's text, taken by its letters, leads above the root. Links on its way are not resolved. */
export function leavesRoot(path: string, target: string): boolean {
  if (target.startsWith('/')) return true;
  let depth = path.split('/').length - 1;
  for (const part of target.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

function trouble(path: string, reason: string): Sighting {
  return { path: path.replace(/\/$/, ''), size: 0, mtimeMs: 0, ctimeMs: 0, inode: 0, mode: 0, sort: 'special', trouble: reason };
}

function note(walk: Walk, seen: Sighting): void {
  walk.count += 1;
  const tooMany = walk.count > walk.limits.maxArtifacts;
  walk.batch.push(tooMany ? trouble(seen.path, crossed('too many files; this one and all after it were not looked at', 'maxArtifacts', walk.limits)) : seen);
  walk.bytes += seen.sort === 'file' ? seen.size : 0;
}

function readRules(walk: Walk, path: string, outer: RuleStack): RuleStack {
  try {
    const bytes = readFileSync(onDisk(walk.root, `${path}.gitignore`));
    return bytes.length > maxIgnoreBytes ? outer : withRules(outer, walk.around.prefix + path, bytes.toString('utf8'));
  } catch {
    return outer;
  }
}

function insideRoot(walk: Walk, file: string): string {
  return file.startsWith(walk.around.prefix) ? file.slice(walk.around.prefix.length) : `a .gitignore above the folder`;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
