/** Reads a package from a folder, or from an archive on disk. It follows no link, opens no device and stops at limits. */
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from '../core/trouble.ts';
import { compareText } from '../core/place.ts';
import { crossed } from './limits.ts';
import { openPackageArchive, packageLimits, type OpenedPackage, type PackageTrouble } from './package-archive.ts';
import { readWholeFile } from './whole-file.ts';
import { reasonOf } from './walk.ts';

const next = 'name a folder, a zip or a tar archive that plumbline certify wrote';

/** Throws `UsageError` when there is no package at `path` at all; what is wrong in one is a trouble. */
export function openPackage(path: string): OpenedPackage {
  let stats: ReturnType<typeof statSync>;
  try {
    stats = statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new UsageError('no-package', `${path} cannot be reached: ${reasonOf(error)}`, next);
  }
  if (stats === undefined) throw new UsageError('no-package', `there is nothing at ${path}`, next);
  if (stats.isDirectory()) return fromFolder(path);
  const got = readWholeFile(path, packageLimits.maxExpandedBytes);
  if ('trouble' in got) throw new UsageError('no-package', `${path} cannot be read: ${got.trouble}`, next);
  const opened = openPackageArchive(got.bytes, basename(path));
  if (opened === undefined) throw new UsageError('no-package', `${path} is no folder and no archive of a kind that packages come in`, next);
  return opened;
}

function fromFolder(root: string): OpenedPackage {
  const files = new Map<string, Uint8Array>();
  const troubles: PackageTrouble[] = [];
  let room = packageLimits.maxExpandedBytes;
  const unsafe = (where: string, reason: string): void => void troubles.push({ where, reason, code: 'unsafe' });
  const walk = (folder: string, depth: number): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (files.size >= packageLimits.maxArtifacts) return unsafe(path, crossed('too many files', 'maxArtifacts', packageLimits));
      if (entry.isDirectory()) {
        if (depth >= packageLimits.maxDepth) unsafe(path, crossed('folders lie too deep in one another', 'maxDepth', packageLimits));
        else walk(path, depth + 1);
      } else if (!entry.isFile()) {
        unsafe(path, entry.isSymbolicLink() ? 'a link: a package holds files only' : 'no regular file: a package holds files only');
      } else {
        const got = readWholeFile(join(root, path), Math.min(room, packageLimits.maxFileBytes));
        if ('trouble' in got) unsafe(path, got.trouble);
        else {
          files.set(path, got.bytes);
          room -= got.bytes.length;
        }
      }
    }
  };
  try {
    walk('', 0);
  } catch (error) {
    throw new UsageError('no-package', `${root} cannot be read: ${reasonOf(error)}`, next);
  }
  return { files, troubles };
}
