/** Looks up single paths and small texts of a device before the walk: the manifest, a licence, a build file. It reads nothing large and follows no link. */
import { lstatSync } from 'node:fs';
import { runGit, type GitOptions } from './git-run.ts';
import { defaultLimits } from './limits.ts';
import { onDisk } from './names.ts';
import { readInto } from './read.ts';
import type { Origin } from './sighting.ts';

export interface Existing {
  readonly exists: (path: string) => boolean;
  /** Text of a regular file of at most `maxBytes`, or undefined. Bytes that are no UTF-8 become U+FFFD. */
  readonly text: (path: string, maxBytes: number) => string | undefined;
  /** What the repository is called where it was cloned from; undefined below its root, without an address, or from a folder. */
  readonly remoteName: () => string | undefined;
}

export function existing(origin: Origin): Existing {
  return origin.kind === 'folder' ? inFolder(origin.root) : inGit(origin);
}

function inFolder(root: string): Existing {
  const look = (path: string) => lstatSync(onDisk(root, path), { throwIfNoEntry: false });
  return {
    exists: (path) => attempt(() => look(path)) !== undefined,
    text: (path, maxBytes) => attempt(() => {
      const stats = look(path);
      if (stats === undefined || !stats.isFile() || stats.size > maxBytes) return undefined;
      const { size, mtimeMs, ctimeMs, ino: inode, mode } = stats;
      const got = readInto(root, { path, size, mtimeMs, ctimeMs, inode, mode, sort: 'file' }, (length) => new Uint8Array(length), defaultLimits);
      return got.bytes === undefined ? undefined : new TextDecoder().decode(got.bytes);
    }),
    // Below the root of a repository its name would be that of something larger.
    remoteName: () => (attempt(() => look('.git')) === undefined ? undefined : remoteName(root, {})),
  };
}

function inGit(origin: Origin & { readonly kind: 'git' }): Existing {
  const options = { safe: origin.safe };
  const name = (path: string): string => `${origin.tree}:${path}`;
  const sort = (path: string): string => {
    // One line in, one line out: a path with a line end could ask twice.
    if (path.includes('\n')) return 'missing';
    return runGit(origin.repository, ['cat-file', '--batch-check=%(objecttype) %(objectsize)'], { ...options, input: `${name(path)}\n` }).stdout.toString('latin1').trim();
  };
  return {
    exists: (path) => /^(?:blob|tree|commit) /.test(sort(path)),
    text: (path, maxBytes) => {
      const [type, size] = sort(path).split(' ');
      if (type !== 'blob' || Number(size) > maxBytes) return undefined;
      const answer = runGit(origin.repository, ['cat-file', 'blob', name(path)], options);
      return answer.ok ? new TextDecoder().decode(answer.stdout) : undefined;
    },
    remoteName: () => remoteName(origin.repository, options),
  };
}

/** The last part of the address of `origin`. Nothing else of it is kept: an address may hold a password. */
function remoteName(repository: string, options: GitOptions): string | undefined {
  // Below the root of a work tree the prefix is not empty; in a bare repository it is.
  const prefix = runGit(repository, ['rev-parse', '--show-prefix'], options);
  if (!prefix.ok || prefix.stdout.toString('utf8').trim() !== '') return undefined;
  const answer = runGit(repository, ['config', '--local', '--no-includes', '--get', 'remote.origin.url'], options);
  const [, name] = /^(?:(?:https?|ssh|git):\/\/\S*\/|[\w.-]+@[\w.-]+:(?:\S*\/)?)([A-Za-z0-9][\w.+-]{0,99}?)(?:\.git)?\/?\s*$/.exec(answer.ok ? answer.stdout.toString('utf8') : '') ?? [];
  return name;
}

function attempt<Value>(look: () => Value | undefined): Value | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
