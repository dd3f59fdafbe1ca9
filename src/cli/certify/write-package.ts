/** Writes a package as a folder or a zip, whole or not at all, and adds signatures to one that is there. It replaces no file of a package. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { reasonOf } from '../../acquire/walk.ts';
import { writeWhole } from '../../acquire/write.ts';
import type { Files } from '../../certify/package.ts';
import { zipOf } from '../../certify/zip.ts';
import { compareText } from '../../core/place.ts';
import { UsageError } from '../../core/trouble.ts';

const isZip = (path: string): boolean => path.endsWith('.zip');

/** Throws `UsageError` when something is at `out` already: old and new files must not mix. */
export function demandRoom(out: string): void {
  const stats = statSync(out, { throwIfNoEntry: false });
  if (stats === undefined || (isZip(out) && stats.isFile()) || (stats.isDirectory() && readdirSync(out).length === 0)) return;
  throw new UsageError('taken', `there is something at ${out} already`, 'name a new folder, an empty one, or a file ending in .zip');
}

export function writePackage(out: string, files: Files): void {
  const ordered = inOrder(files);
  guarded(out, () => {
    mkdirSync(dirname(resolve(out)), { recursive: true });
    if (isZip(out)) return writeWhole(out, zipOf(ordered));
    const target = resolve(out);
    // Beside the target, so that renaming is one step.
    const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
    mkdirSync(temporary);
    try {
      writeAll(temporary, ordered);
      if (existsSync(target)) rmdirSync(target);
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { recursive: true, force: true });
      throw error;
    }
  });
}

/** Into the package itself, or as a new package at `out`. */
export function addToPackage(path: string, out: string | undefined, files: Files, added: Files): void {
  if (out !== undefined) {
    demandRoom(out);
    return writePackage(out, new Map([...files, ...added]));
  }
  if (statSync(path).isDirectory()) return guarded(path, () => writeAll(path, added));
  if (!isZip(path)) throw new UsageError('no-place', `${path} is an archive that is not written here`, 'name a new folder or a .zip file with --out');
  guarded(path, () => writeWhole(path, zipOf(inOrder(new Map([...files, ...added])))));
}

function writeAll(folder: string, files: Files): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeWhole(join(folder, path), bytes);
  }
}

function inOrder(files: Files): Files {
  return new Map([...files].sort(([a], [b]) => compareText(a, b)));
}

function guarded(place: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError('not-written', `${place} could not be written: ${reasonOf(error)}`, 'make room or name another place');
  }
}
