/** Guesses the folders in which a compiler would look for headers, from what the sources include and where such headers lie. It knows no build. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders given to a compiler; each costs a look at the disk for each header. */
const mostFolders = 200;

/** Includes stand at the head of a file. */
const readBytes = 64 * 1024;

/** `lwip/opt.h`, included, and `src/include/lwip/opt.h`, there, give `src/include`. The folders that serve most includes come first. */
export function foldersOfHeaders(home: string, headers: readonly string[], files: readonly string[]): readonly string[] {
  const wanted = new Map<string, number>();
  for (const file of files) {
    for (const included of includesOf(join(home, file))) wanted.set(included, (wanted.get(included) ?? 0) + 1);
  }
  const byName = Map.groupBy(headers, (path) => path.slice(path.lastIndexOf('/') + 1));
  const served = new Map<string, number>();
  for (const [included, times] of wanted) {
    const tail = included.replace(/^(?:\.{1,2}\/)+/, '');
    for (const header of byName.get(tail.slice(tail.lastIndexOf('/') + 1)) ?? []) {
      if (header !== tail && !header.endsWith(`/${tail}`)) continue;
      const folder = header.slice(0, Math.max(0, header.length - tail.length - 1));
      served.set(folder, (served.get(folder) ?? 0) + times);
    }
  }
  return [...served].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).slice(0, mostFolders).map(([folder]) => folder);
}

function includesOf(file: string): readonly string[] {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? Infinity) > 16 * 1024 * 1024) return [];
  const text = readFileSync(file).subarray(0, readBytes).toString('latin1');
  return [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*["<]([\w./+-]{1,200})[">]/gm)].map((match) => match[1] ?? '');
}
