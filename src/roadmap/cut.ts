/** Cuts a device into candidate units: folders with what belongs to them, or single modules where a folder is all there is. It rates none. */
import { compareText } from '../core/place.ts';
import type { SourceFile } from './gather.ts';
import type { Tables } from './tables.ts';

export interface Cut {
  readonly name: string;
  readonly component: string;
  readonly party: 'own' | 'third-party';
  readonly sort: 'folder' | 'module';
  readonly files: readonly SourceFile[];
}

export interface LeftOut {
  readonly what: string;
  readonly files: number;
  readonly code: number;
}

export interface Cuts {
  readonly units: readonly Cut[];
  /** Sources that test; they are no units, but evidence about them. */
  readonly tests: readonly SourceFile[];
  readonly leftOut: readonly LeftOut[];
}

/** A unit of the operator's own making: every file at or below one of the paths. */
export interface OwnUnit {
  readonly name: string;
  readonly paths: readonly string[];
}

const testFolder = /(^|\/)(?:tests?|unittests?|test_libs|mocks?|fuzz|fuzzing|fuzzers?)(?=\/)/i;
/** Stand-ins for tests, wherever they lie: `hal_mock.cpp`, `fake-clock.c`. */
const standIn = /(?:^|[\/_-])(?:mocks?|fakes?)(?=[._-][^/]*$)/i;
const sideFolder = /(^|\/)(?:examples?|samples?|demos?|docs?|tools?|scripts?)(?=\/)/i;
/** Folders that only sort the files of the folder they lie in. */
const innerFolder = /^(?:src|source|sources|libsrc|inc|include|includes|lib|apps|private|public|impl)$/i;

/** Smaller ones are a header of constants or a stub; a row for each would hide the others. */
const smallestModule = 30;
/** Lines of a file without a function beyond which it is taken for data: fonts, maps of characters, lists of names. */
const largestDeclarations = 1000;
/** Share of the device's code below which a component is not cut further. */
const smallComponent = 0.2;

export function cutUnits(files: Iterable<SourceFile>, languages: Tables['languages'], own: readonly OwnUnit[]): Cuts {
  const tests: SourceFile[] = [];
  const sources: SourceFile[] = [];
  const aside = new Map<string, SourceFile[]>();
  const put = (why: string, file: SourceFile): void => void (aside.get(why)?.push(file) ?? aside.set(why, [file]));
  for (const file of files) {
    const language = languages[file.language];
    if (language?.sort !== 'code' && !file.language.endsWith('Header')) continue;
    if (testFolder.test(file.path) || standIn.test(file.path)) tests.push(file);
    else if (!file.component.shipped || file.component.kind !== 'source') {
      if (file.component.kind === 'source') tests.push(file);
      put('in components that do not ship', file);
    } else if (sideFolder.test(file.path)) put('in folders of examples, documents and tools', file);
    else if (file.generated) put('generated: what generates them is to be moved', file);
    else if (file.functions.length === 0 && file.code > largestDeclarations) put(`tables of more than ${largestDeclarations.toLocaleString('en-US')} lines without a function`, file);
    else sources.push(file);
  }
  const units: Cut[] = [];
  for (const group of grouped(sources, own).values()) {
    if (group.sort === 'module' && codeOf(group.files) < smallestModule) for (const file of group.files) put(`modules of fewer than ${smallestModule} lines: each moves with what uses it`, file);
    else if (group.files.some((file) => file.functions.length > 0)) units.push(group);
    else for (const file of group.files) put('without a function: declarations and tables', file);
  }
  const leftOut = [...aside].map(([what, members]) => ({ what, files: members.length, code: members.reduce((sum, { code }) => sum + code, 0) }));
  return { units: units.sort((a, b) => compareText(a.name, b.name)), tests, leftOut: leftOut.sort((a, b) => compareText(a.what, b.what)) };
}

function codeOf(files: readonly SourceFile[]): number {
  return files.reduce((sum, { code }) => sum + code, 0);
}

function grouped(sources: readonly SourceFile[], own: readonly OwnUnit[]): ReadonlyMap<string, Cut> {
  const named = (path: string): OwnUnit | undefined => own.find(({ paths }) => paths.some((one) => path === one || path.startsWith(`${one.replace(/\/$/, '')}/`)));
  const folders = Map.groupBy(sources, (file) => named(file.path)?.name ?? `${file.component.name}\0${homeOf(file.path)}`);
  // Smaller tables of fonts and colours would make any folder of code look small, and their own look like all of it.
  const isActive = (file: SourceFile): boolean => file.functions.length > 0;
  const active = sources.filter(isActive);
  const wholes = new Map([...Map.groupBy(active, ({ component }) => component.name)].map(([name, members]) => [name, codeOf(members)]));
  const cuts = new Map<string, Cut>();
  for (const [key, files] of folders) {
    const [first] = files;
    if (first === undefined) continue;
    const { component } = first;
    const home = key.includes('\0') ? key.slice(key.indexOf('\0') + 1) : key;
    const base = { component: component.name, party: component.party };
    // A folder that holds most of a component says nothing about it: its modules are the units. A small component of a larger
    // device, such as a library in a folder of its own, is moved whole.
    const isAll = key.includes('\0') && component.party === 'own' && (wholes.get(component.name) ?? 0) >= smallComponent * codeOf(active) && stemsOf(files).size >= 4 && codeOf(files.filter(isActive)) >= 0.5 * (wholes.get(component.name) ?? 0);
    if (!isAll) cuts.set(key, { ...base, name: home === '' ? component.name : home, sort: 'folder', files });
    else for (const [stem, members] of stemsOf(files)) cuts.set(`${key}/${stem}`, { ...base, name: `${home === '' ? '' : `${home}/`}${stem}`, sort: 'module', files: members });
  }
  return cuts;
}

/** The folder a file belongs to, without the inner folders that only sort: `dcmdata/include/dcmtk/dcmdata` is `dcmdata`. */
function homeOf(path: string): string {
  const parts = path.split('/').slice(0, -1);
  const include = parts.findIndex((part, at) => at > 0 && /^(?:include|inc|includes)$/i.test(part));
  const kept = include > 0 ? parts.slice(0, include) : parts;
  while (kept.length > 1 && innerFolder.test(kept.at(-1) ?? '')) kept.pop();
  return kept.join('/');
}

/** Source and header of one name together; ordered by name. */
function stemsOf(files: readonly SourceFile[]): ReadonlyMap<string, SourceFile[]> {
  const stem = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/, '');
  return new Map([...Map.groupBy(files, ({ path }) => stem(path))].sort(([a], [b]) => compareText(a, b)));
}
