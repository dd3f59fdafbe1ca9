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

/** A file as its name tells of it, worked out once: every rule asks the same questions. */
export interface NamedFile {
  readonly path: string;
  readonly folder: string;
  /** Last part of the path in lower case. */
  readonly name: string;
  /** Bytes that look like source by the ending, else 0: the measure of how much of a device lies where. */
  readonly source: number;
}

/** Neighbours come one after another and share the text of their folder. */
export function namedFiles(files: readonly { readonly path: string; readonly size: number }[]): readonly NamedFile[] {
  let folder = '';
  return files.map(({ path, size }) => {
    const slash = path.lastIndexOf('/');
    if (slash !== folder.length || !path.startsWith(folder)) folder = path.slice(0, Math.max(slash, 0));
    const name = path.slice(slash + 1).toLowerCase();
    return { path, folder, name, source: sourceEndings.has(name.slice(name.lastIndexOf('.') + 1)) ? size : 0 };
  });
}

const sorts: readonly FolderSort[] = ['third-party', 'tests', 'documents-and-examples'];
const folderTests = Object.fromEntries(sorts.map((sort) => [sort, nameTest(names.folders[sort])])) as Readonly<Record<FolderSort, (name: string) => boolean>>;
const isLibrary = nameTest(names.libraries.names);
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
  for (const { folder } of files) if (folder !== '') judge(folder);
  return [...new Set(found.values())].filter((apart) => apart !== undefined);
}

function byName(folder: string, ownName: string): Apart | undefined {
  const parts = folder.toLowerCase().split('/');
  const name = parts.at(-1) ?? '';
  for (const sort of sorts) {
    if (!folderTests[sort](name)) continue;
    // `app/views/samples` is part of a product; only tests have their place among its sources.
    if (sort === 'documents-and-examples' && parts.slice(0, -1).some((part) => names.productFolders.includes(part))) continue;
    return { folder, sort, because: `the folder is named ${name}` };
  }
  const bare = name.replace(/[-_ ]v?\d+(?:[._]\d+)*$/, '');
  const isKnown = isLibrary(bare) && names.libraries.parents.includes(parts.at(-2) ?? '');
  return isKnown && bare !== ownName ? { folder, sort: 'third-party', because: `the folder is named like the library ${bare}` } : undefined;
}

/** A folder whose licence names other holders than the licences at the root is somebody else's work. */
function ownLicence(files: readonly NamedFile[], look: Existing): (folder: string) => Apart | undefined {
  const licences = new Map<string, string[]>();
  for (const { path, folder, name } of files) if (isLicence(name)) licences.set(folder, [...(licences.get(folder) ?? []), path]);
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
  return /^(?:licen[cs]e|copying|unlicense)(?:[-_.]|$)/.test(name);
}

/** Whole names, `*ending` or `beginning*`. Sets answer for nearly all, since every file of a device is asked about. */
export function nameTest(patterns: readonly string[]): (name: string) => boolean {
  const whole = new Set(patterns.filter((pattern) => !pattern.includes('*')));
  const extensions = new Set(patterns.filter((pattern) => /^\*\.[^.]+$/.test(pattern)).map((pattern) => pattern.slice(2)));
  const endings = patterns.filter((pattern) => pattern.startsWith('*') && !extensions.has(pattern.slice(2))).map((pattern) => pattern.slice(1));
  const beginnings = patterns.filter((pattern) => pattern.endsWith('*')).map((pattern) => pattern.slice(0, -1));
  return (name) =>
    whole.has(name) || extensions.has(name.slice(name.lastIndexOf('.') + 1)) || endings.some((ending) => name.endsWith(ending)) || beginnings.some((beginning) => name.startsWith(beginning));
}

/** For each of the folders: source bytes below it. Neighbours are summed first, so the number of files hardly counts. */
export function weigh(files: readonly NamedFile[], folders: ReadonlySet<string>): ReadonlyMap<string, number> {
  const neighbours = new Map<string, number>();
  for (const file of files) {
    if (file.source > 0) neighbours.set(file.folder, (neighbours.get(file.folder) ?? 0) + file.source);
  }
  const weights = new Map<string, number>([...folders].map((folder) => [folder, 0]));
  for (const [folder, bytes] of neighbours) {
    for (const outer of around(`${folder}/`)) if (folders.has(outer)) weights.set(outer, (weights.get(outer) ?? 0) + bytes);
  }
  return weights;
}

/** Answers whether a file lies in one of the folders; worked out once per folder of neighbours. */
export function within(folders: ReadonlySet<string>): (file: NamedFile) => boolean {
  const known = new Map<string, boolean>();
  return ({ folder }) => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const answer = [...around(`${folder}/`)].some((outer) => outer !== '' && folders.has(outer));
    known.set(folder, answer);
    return answer;
  };
}

/** Folders around a path, outermost ('') first. */
export function* around(path: string): Generator<string> {
  yield '';
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) yield path.slice(0, slash);
}

const sourceEndings: ReadonlySet<string> = new Set(names.sources);
