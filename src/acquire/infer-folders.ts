/** Sorts the files of a device into what is its own, what is others', and what does not ship, by folder names. It reads licences only. */
import type { Existing } from './existing.ts';
import names from './infer-names.json' with { type: 'json' };

export type FolderSort = keyof typeof names.folders;

/** A folder set apart, and why. */
export interface Apart {
  readonly folder: string;
  readonly sort: FolderSort;
  readonly because: string;
}

export interface NamedFile {
  readonly path: string;
  readonly size: number;
}

const sorts = Object.keys(names.folders) as readonly FolderSort[];
const maxLicenceBytes = 64 * 1024;

/** The topmost folder set apart around each file; a file may have none. */
export function foldersApart(files: readonly NamedFile[], ownName: string, look: Existing): readonly Apart[] {
  const found = new Map<string, Apart | undefined>();
  const licensed = ownLicence(files, look);
  const judge = (folder: string): Apart | undefined => {
    if (found.has(folder)) return found.get(folder);
    const slash = folder.lastIndexOf('/');
    const around = slash < 0 ? undefined : judge(folder.slice(0, slash));
    const apart = around ?? byName(folder, ownName) ?? licensed(folder);
    found.set(folder, apart);
    return apart;
  };
  for (const { path } of files) if (path.includes('/')) judge(path.slice(0, path.lastIndexOf('/')));
  return [...new Set(found.values())].filter((apart) => apart !== undefined);
}

function byName(folder: string, ownName: string): Apart | undefined {
  const parts = folder.toLowerCase().split('/');
  const name = parts.at(-1) ?? '';
  for (const sort of sorts) {
    if (!matchesAny(name, names.folders[sort])) continue;
    // `app/views/samples` is part of a product; only tests have their place among its sources.
    if (sort === 'documents-and-examples' && parts.slice(0, -1).some((part) => names.productFolders.includes(part))) continue;
    return { folder, sort, because: `the folder is named ${name}` };
  }
  const bare = name.replace(/[-_ ]v?\d+(?:[._]\d+)*$/, '');
  const isKnown = matchesAny(bare, names.libraries.names) && names.libraries.parents.includes(parts.at(-2) ?? '');
  return isKnown && bare !== ownName ? { folder, sort: 'third-party', because: `the folder is named like the library ${bare}` } : undefined;
}

/** A folder whose licence names other holders than the licences at the root is somebody else's work. */
function ownLicence(files: readonly NamedFile[], look: Existing): (folder: string) => Apart | undefined {
  const licences = new Map<string, string[]>();
  for (const { path } of files) {
    const slash = path.lastIndexOf('/');
    if (!isLicence(path.slice(slash + 1))) continue;
    const folder = slash < 0 ? '' : path.slice(0, slash);
    licences.set(folder, [...(licences.get(folder) ?? []), path]);
  }
  const holdersIn = (folder: string): readonly string[] => (licences.get(folder) ?? []).flatMap((path) => holders(look.text(path, maxLicenceBytes) ?? ''));
  const root = new Set(holdersIn(''));
  return (folder) => {
    if (root.size === 0 || !licences.has(folder)) return undefined;
    const own = holdersIn(folder);
    if (own.length === 0 || own.some((holder) => root.has(holder))) return undefined;
    return { folder, sort: 'third-party', because: `${licences.get(folder)?.[0]} names other holders than the licence at the root` };
  };
}

/** Whom the copyright lines name, without years and marks. */
function holders(text: string): readonly string[] {
  const found = [...text.matchAll(/^[^a-z\n]{0,20}copyright(?:\s|\(c\)|\u00a9|[\d,-])+(.{2,100})$/gim)];
  return found.map((match) => (match[1] ?? '').toLowerCase().replaceAll(/[^a-z]+/g, ' ').trim()).filter((holder) => holder !== '');
}

function isLicence(name: string): boolean {
  return names.licences.includes(name.toLowerCase().replace(/[-_.].*$/, ''));
}

/** Whole names, `*ending` or `beginning*`. */
export function matchesAny(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}

/** Bytes of a file that looks like source by its ending, else 0; the measure of how much of a device lies where. */
export function sourceBytes({ path, size }: NamedFile): number {
  return sourceEndings.has(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ? size : 0;
}

/** For each of the folders: source bytes below it. One pass over the files, whatever the number of folders. */
export function weigh(files: readonly NamedFile[], folders: ReadonlySet<string>): ReadonlyMap<string, number> {
  const weights = new Map<string, number>([...folders].map((folder) => [folder, 0]));
  for (const file of files) {
    const bytes = sourceBytes(file);
    if (bytes === 0) continue;
    for (const folder of around(file.path)) if (folders.has(folder)) weights.set(folder, (weights.get(folder) ?? 0) + bytes);
  }
  return weights;
}

/** Folders around a path, outermost ('') first. */
export function* around(path: string): Generator<string> {
  yield '';
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) yield path.slice(0, slash);
}

const sourceEndings: ReadonlySet<string> = new Set(names.sources);
