/** Writes a file whole or not at all: whoever looks sees the old bytes or the new ones, also after a crash or on a full disk. */
import { closeSync, constants, fchmodSync, fsyncSync, lstatSync, openSync, realpathSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../core/trouble.ts';
import { reasonOf } from './walk.ts';

/** The calls that can fail half-way, so that a test can make them fail. */
export interface Disk {
  readonly write: typeof writeSync;
  readonly sync: typeof fsyncSync;
  readonly rename: typeof renameSync;
}

const disk: Disk = { write: writeSync, sync: fsyncSync, rename: renameSync };
let sequence = 0;

/**
 * Replaces `path` by `bytes`. A link at `path` is followed only to a target in the same folder: what lies elsewhere is
 * not ours to replace. On any failure the old file stays as it was and the temporary file is removed.
 */
export function writeWhole(path: string, bytes: Uint8Array | string, on: Disk = disk): void {
  const target = realTarget(path);
  const folder = dirname(target);
  const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  const temporary = join(folder, `.${basename(target)}.${process.pid}-${sequence++}.partial`);
  let handle: number | undefined;
  try {
    // Exclusive creation: nobody can have put a link there before.
    handle = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o666);
    keepMode(target, handle);
    for (let at = 0; at < content.length; ) at += on.write(handle, content, at, content.length - at);
    on.sync(handle);
    closeSync(handle);
    handle = undefined;
    on.rename(temporary, target);
  } catch (error) {
    if (handle !== undefined) closeSync(handle);
    remove(temporary);
    throw new UsageError('not-written', `${path} could not be written: ${reasonOf(error)}`, 'make room or name another place; what was there before is unchanged');
  }
  syncFolder(folder);
}

function realTarget(path: string): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return path;
  if (stats.isDirectory()) throw new UsageError('is-a-folder', `${path} is a folder, no file can be written over it`, 'name a file in it');
  // Renaming over a device (/dev/null) would put a file in its place for everybody.
  if (!stats.isSymbolicLink() && !stats.isFile()) throw new UsageError('no-regular-file', `${path} is no regular file`, 'name a file, or - for standard output');
  if (!stats.isSymbolicLink()) return path;
  const real = attempt(() => realpathSync(path));
  if (real !== undefined && dirname(real) === attempt(() => realpathSync(dirname(path)))) return real;
  throw new UsageError('link-leads-away', `${path} is a link that leads out of its folder`, 'name the file it should be, or remove the link');
}

function keepMode(target: string, handle: number): void {
  const old = lstatSync(target, { throwIfNoEntry: false });
  if (old !== undefined) fchmodSync(handle, old.mode & 0o777);
}

/** The rename itself must survive a crash; where a folder cannot be synced (Windows, some network disks) that is all there is. */
function syncFolder(folder: string): void {
  attempt(() => {
    const handle = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  });
}

function remove(path: string): void {
  attempt(() => unlinkSync(path));
}

function attempt<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
