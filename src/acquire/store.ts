/** The cache on disk. It may lose everything at any time: a damaged, foreign or missing entry is as good as none, and said. */
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, unlinkSync, writeSync, type fsyncSync, type Stats } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { sha256 } from '../core/canonical.ts';
import { compareText } from '../core/place.ts';
import { decodeIndex, emptyIndex, encodeIndex, type FactsIndex, type Identity } from './facts-index.ts';
import { reasonOf } from './walk.ts';
import { writeWhole, type Disk } from './write.ts';

export interface Store {
  readonly folder: string;
  /** The text saved under a key, or undefined. */
  readonly load: (key: string) => string | undefined;
  readonly save: (key: string, text: string) => void;
  readonly loadIndex: (rootKey: string) => FactsIndex;
  readonly saveIndex: (rootKey: string, entries: Iterable<readonly [Identity, string]>, startedMs: number) => void;
  /** Removes what was written longest ago until the cache keeps its limit; answers with the number of files removed. */
  readonly prune: () => number;
  /** What went wrong so far. Nothing of it changes a result. */
  readonly troubles: () => readonly string[];
}

export interface StoreOptions {
  readonly folder?: string;
  readonly maxBytes?: number;
}

/** Facts of a tree as large as the Linux kernel take about 50 MB; ten such trees fit. */
const defaultMaxBytes = 512 * 1024 * 1024;

/** A torn entry is recognised by its digest, so the disk need not be waited for. */
const lazyDisk: Disk = { write: writeSync, sync: ((handle) => void handle) as typeof fsyncSync, rename: renameSync };

/** `$PLUMBLINE_CACHE`, else `$XDG_CACHE_HOME/plumbline`, else `~/.cache/plumbline` (XDG Base Directory Specification 0.8). */
export function cacheFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const own = env['PLUMBLINE_CACHE'];
  if (own !== undefined && own !== '') return own;
  const base = env['XDG_CACHE_HOME'];
  // The specification says that relative paths are to be ignored.
  return join(base !== undefined && isAbsolute(base) ? base : join(homedir(), '.cache'), 'plumbline');
}

export function openStore(options: StoreOptions = {}): Store {
  const folder = options.folder ?? cacheFolder();
  const troubles: string[] = [];
  const refusal = makeFolder(folder);
  if (refusal !== undefined) troubles.push(refusal);
  const fileOf = (key: string, ending: string): string => join(folder, `${sha256(key)}.${ending}`);
  const write = (file: string, bytes: Uint8Array | string): void => {
    if (refusal !== undefined) return;
    try {
      writeWhole(file, bytes, lazyDisk);
    } catch (error) {
      troubles.push(`the cache could not be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const read = (file: string): Buffer | undefined => (refusal === undefined ? readOwn(file, troubles) : undefined);
  const damaged = (file: string): undefined => void troubles.push(`a damaged cache entry was ignored: ${file.slice(folder.length + 1)}`);
  return {
    folder,
    load: (key) => {
      const file = fileOf(key, 'text');
      const bytes = read(file);
      if (bytes === undefined) return undefined;
      const text = bytes.subarray(65);
      return bytes.toString('latin1', 0, 64) === sha256(text) ? text.toString('utf8') : damaged(file);
    },
    save: (key, text) => write(fileOf(key, 'text'), `${sha256(text)}\n${text}`),
    loadIndex: (rootKey) => {
      const file = fileOf(rootKey, 'index');
      const bytes = read(file);
      if (bytes === undefined) return emptyIndex;
      return decodeIndex(bytes) ?? damaged(file) ?? emptyIndex;
    },
    saveIndex: (rootKey, entries, startedMs) => write(fileOf(rootKey, 'index'), encodeIndex(entries, startedMs)),
    prune: () => (refusal === undefined ? prune(folder, options.maxBytes ?? defaultMaxBytes, troubles) : 0),
    troubles: () => troubles,
  };
}

/** A cache that others may write to could tell any story about a device: it is not used. */
function makeFolder(folder: string): string | undefined {
  try {
    makeAll(folder);
    const stats = lstatSync(folder);
    if (!stats.isDirectory()) return `${folder} is no folder: nothing is cached`;
    const isOurs = process.getuid === undefined || stats.uid === process.getuid();
    return isOurs && (process.getuid === undefined || (stats.mode & 0o022) === 0) ? undefined : `${folder} can be written by others: nothing is cached`;
  } catch (error) {
    return `the cache folder could not be made (${reasonOf(error)}): nothing is cached`;
  }
}

/** Level by level: `recursive` never comes back where a file system refuses folders with ENOENT, as procfs does. */
function makeAll(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeAll(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function readOwn(file: string, troubles: string[]): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (reasonOf(error) !== 'ENOENT') troubles.push(`a cache entry could not be read: ${reasonOf(error)}`);
    return undefined;
  }
}

const entryName = /^(?:[0-9a-f]{64}\.(?:text|index)|\.[0-9a-f]{64}\.(?:text|index)\.\d+-\d+\.partial)$/;

function prune(folder: string, maxBytes: number, troubles: string[]): number {
  try {
    const files = readdirSync(folder).filter((name) => entryName.test(name)).flatMap((name) => statsOf(folder, name));
    let bytes = files.reduce((sum, { stats }) => sum + stats.size, 0);
    let removed = 0;
    for (const { name, stats } of files.sort((a, b) => a.stats.mtimeMs - b.stats.mtimeMs || compareText(a.name, b.name))) {
      // What a killed run left half-written goes once it is surely nobody's any more.
      const isLeftOver = name.endsWith('.partial') && Date.now() - stats.mtimeMs > 3_600_000;
      if (bytes <= maxBytes && !isLeftOver) continue;
      unlinkSync(join(folder, name));
      bytes -= stats.size;
      removed += 1;
    }
    return removed;
  } catch (error) {
    troubles.push(`the cache could not be pruned: ${reasonOf(error)}`);
    return 0;
  }
}

function statsOf(folder: string, name: string): readonly { readonly name: string; readonly stats: Stats }[] {
  const stats = lstatSync(join(folder, name), { throwIfNoEntry: false });
  return stats === undefined ? [] : [{ name, stats }];
}
