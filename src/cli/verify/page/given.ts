/** Takes files out of what was dropped on the page or chosen as a folder, within the limits of a package. It verifies nothing. */
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { packageLimits } from '../../../acquire/package-archive.ts';
import type { Opened } from '../../../certify/verify.ts';

export type Given = { readonly name: string; readonly file: File } | { readonly name: string; readonly folder: () => Promise<Opened> };

/** The first thing dropped: a file, or a folder that is read when it is needed. */
export function droppedFiles(transfer: DataTransfer | null): Given | undefined {
  const [item] = transfer?.items ?? [];
  const entry = item?.webkitGetAsEntry() ?? null;
  if (entry !== null && entry.isDirectory) {
    const folder = entry as FileSystemDirectoryEntry;
    return { name: `the folder ${entry.name}`, folder: () => filesBelow(folder) };
  }
  const file = item?.getAsFile() ?? null;
  return file === null ? undefined : { name: file.name, file };
}

/** Files chosen as a folder; their paths begin with its name. */
export async function folderFiles(all: readonly File[]): Promise<Opened> {
  const reading = collector();
  for (const file of all) await reading.add(file.webkitRelativePath.replace(/^[^/]*\//, ''), file);
  return reading.opened;
}

async function filesBelow(folder: FileSystemDirectoryEntry): Promise<Opened> {
  const reading = collector();
  const walk = async (one: FileSystemDirectoryEntry, prefix: string, depth: number): Promise<void> => {
    for (const entry of await entriesOf(one)) {
      const path = prefix + entry.name;
      if (entry.isDirectory && depth < packageLimits.maxDepth) await walk(entry as FileSystemDirectoryEntry, `${path}/`, depth + 1);
      else if (entry.isFile) await reading.add(path, await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
      else reading.refuse(path, 'folders lie too deep in one another');
    }
  };
  await walk(folder, '', 0);
  return reading.opened;
}

/** A reader hands out its entries in portions, and nothing when it is done. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || all.length > packageLimits.maxArtifacts) return all;
    all.push(...some);
  }
}

function collector(): { readonly opened: Opened; readonly add: (path: string, file: File) => Promise<void>; readonly refuse: (where: string, reason: string) => void } {
  const files = new Map<string, Uint8Array>();
  const troubles: { readonly where: string; readonly reason: string; readonly code: 'unsafe' }[] = [];
  const refuse = (where: string, reason: string): void => void troubles.push({ where, reason, code: 'unsafe' });
  let room = packageLimits.maxExpandedBytes;
  return {
    opened: { files, troubles },
    refuse,
    add: async (path, file) => {
      room -= file.size;
      if (files.size >= packageLimits.maxArtifacts || room < 0 || file.size > packageLimits.maxFileBytes) return refuse(path, 'more files or bytes than a package can have');
      files.set(path, new Uint8Array(await file.arrayBuffer()));
    },
  };
}
