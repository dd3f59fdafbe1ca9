/** Says whether anything changed since last time, by records of the file system and of git alone. It reads no artifact. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runGit } from './git-run.ts';
import type { Sighting } from './sighting.ts';

/** As long before its start as a file may have been written and still change unseen (see facts-index.ts). */
const racyMs = 2000;

/** Identity of what Plumbline itself is made of: every file below the folders by path, size and time. */
export function installIdentity(folders: readonly string[]): string {
  const digest = createHash('sha256');
  for (const folder of folders) {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const files = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
    for (const file of files) {
      const { size, mtimeMs } = statSync(file);
      digest.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return digest.digest('hex');
}

/**
 * Identity of a tree: every sighting with size, times and inode. Undefined when a file is so young at `startedMs`
 * that it could change again without a trace.
 */
export function treeIdentity(sightings: readonly Sighting[], startedMs: number): string | undefined {
  const digest = createHash('sha256');
  const lines: string[] = [];
  for (const { path, size, mtimeMs, ctimeMs, inode, objectId = '', trouble = '' } of sightings) {
    if (Math.max(mtimeMs, ctimeMs) >= startedMs - racyMs) return undefined;
    lines.push(`${path}\0${size}\0${mtimeMs}\0${ctimeMs}\0${inode}\0${objectId}\0${trouble}\n`);
  }
  return digest.update(lines.join('')).digest('hex');
}

/** Identity of the version history around a folder: the commit and the state of the index; empty where there is none. */
export function historyIdentity(folder: string): string {
  const answer = runGit(folder, ['rev-parse', 'HEAD', '--git-path', 'index', '--git-path', 'config']);
  if (!answer.ok) return '';
  const [commit = '', index = '', config = ''] = answer.stdout.toString('utf8').split('\n');
  const [entries, named] = [index, config].map((file) => statSync(file.startsWith('/') ? file : join(folder, file), { throwIfNoEntry: false }));
  // A device without a manifest takes its name from the address in `config`.
  return `${commit} ${entries?.size ?? 0} ${entries?.mtimeMs ?? 0} ${named?.size ?? 0} ${named?.mtimeMs ?? 0}`;
}
