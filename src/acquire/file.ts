/** A single file as the whole device. A link named by the operator is followed once, here, and nowhere else. */
import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname } from 'node:path';
import { UsageError } from '../core/trouble.ts';
import { escapeName } from './names.ts';
import type { Tree } from './sighting.ts';
import { reasonOf } from './walk.ts';

export function singleFile(path: string): Tree {
  const { real, stats } = resolveFile(path);
  if (!stats.isFile()) {
    throw new UsageError('not-a-file', `${path} is neither a regular file nor a folder`, 'name a file, a folder or a git repository');
  }
  const { size, mtimeMs, ctimeMs, ino: inode, mode } = stats;
  const name = escapeName(basename(real));
  return {
    origin: { kind: 'folder', root: dirname(real) },
    revision: '',
    batches: [[{ path: name, size, mtimeMs, ctimeMs, inode, mode, sort: 'file' }]],
    asides: () => [],
  };
}

function resolveFile(path: string): { readonly real: string; readonly stats: Stats } {
  try {
    const real = realpathSync(path);
    return { real, stats: lstatSync(real) };
  } catch (error) {
    throw new UsageError('no-such-path', `${path} could not be opened: ${reasonOf(error)}`, 'check the path and its permissions');
  }
}
