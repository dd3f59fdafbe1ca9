/** Sorts the files of a device into what is its own, what is others', and what does not ship, by folder names. It reads licences only. */
import type { Existing } from './existing.ts';
import { libraryNamed, type OwnNames } from './infer-libraries.ts';
import names from './infer-names.json' with { type: 'json' };
import { nameTest } from './name-test.ts';

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

/** `old-copies`: what a tool for patches or versions keeps beside the files, such as quilt's `.pc`. */
export const folderSorts: readonly FolderSort[] = ['third-party', 'old-copies', 'tests', 'documents-and-examples'];
const folderTests = Object.fromEntries(folderSorts.map((sort) => [sort, nameTest(names.folders[sort])])) as Readonly<Record<FolderSort, (name: string) => boolean>>;
const staysHome: ReadonlySet<FolderSort> = new Set(['tests', 'documents-and-examples']);
const maxLicenceBytes = 64 * 1024;

/** The folder set apart around each file, the topmost but for tests and examples within others' work; a file may have none. */
export function foldersApart(files: readonly NamedFile[], own: OwnNames, look: Existing): readonly Apart[] {
  const found = new Map<string, Apart | undefined>();
  const modules = new Set(files.filter(({ name }) => names.modules.includes(name)).map(({ folder }) => folder));
  const licensed = ownLicence(files, look);
  const judge = (folder: string): Apart | undefined => {
    if (found.has(folder)) return found.get(folder);
    const slash = folder.lastIndexOf('/');
    const around = slash < 0 ? undefined : judge(folder.slice(0, slash));
    const named = around === undefined || around.sort === 'third-party' ? byName(folder, own, modules) : undefined;
    // A library's own tests and demonstrations do not ship with what uses it.
    const apart = around === undefined ? named ?? licensed(folder) : named !== undefined && staysHome.has(named.sort) ? named : around;
    found.set(folder, apart);
    return apart;
  };
  for (const { folder } of files) if (folder !== '') judge(folder);
  return [...new Set(found.values())].filter((apart) => apart !== undefined);
}

function byName(folder: string, own: OwnNames, modules: ReadonlySet<string>): Apart | undefined {
  const parts = folder.toLowerCase().split('/');
  const name = parts.at(-1) ?? '';
  for (const sort of folderSorts) {
    if (!folderTests[sort](name)) continue;
    // A folder of others' works holds a folder for each; one that is built as a whole is a part of this product.
    if (sort === 'third-party' && name === 'libraries' && modules.has(folder)) continue;
    // `app/views/samples` is part of a product; only tests have their place among its sources.
    if (sort === 'documents-and-examples' && parts.slice(0, -1).some((part) => names.productFolders.includes(part))) continue;
    return { folder, sort, because: `the folder is named ${name}` };
  }
  const library = libraryNamed(parts, own);
  return library === undefined ? undefined : { folder, sort: 'third-party', because: `the folder is named like the library ${library}` };
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

/** Whom the copyright lines name, without years and marks. Blanks of a form are nobody, and the GNU licences name the owner of their own text. */
function holders(text: string): readonly string[] {
  // Prose of a licence speaks of copyright, too: a holder stands behind a mark or a year.
  const found = [...text.matchAll(/^[^a-z\n]{0,20}copyright\s*(?:\(c\)|\u00a9|\d{4})(?:\s|\(c\)|\u00a9|[\d,-])*(.{2,100})$/gim)];
  const lines = found.map((match) => (match[1] ?? '').toLowerCase()).filter((line) => !/[[<{](?:y|n|full|copyright|owner)/.test(line));
  return lines.map((line) => line.replaceAll(/[^a-z]+/g, ' ').trim()).filter((holder) => holder !== '' && !holder.startsWith('free software foundation'));
}

function isLicence(name: string): boolean {
  return /^(?:licen[cs]e|copying|unlicense)(?:[-_.]|$)/.test(name);
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
