/** What is to be analysed: the files that the device's build compiles, with its options; without a build all sources, with guessed folders of headers. */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { openDevice } from '../../acquire/device.ts';
import { defaultLimits } from '../../acquire/limits.ts';
import { sha256 } from '../../core/canonical.ts';
import { UsageError } from '../../core/trouble.ts';
import { splitCommand } from '../../materials/compile-database/command-line.ts';
import { compilerName, safeFlags } from './flags.ts';
import { foldersOfHeaders } from './header-folders.ts';

export interface Unit {
  /** Absolute, and below the device's folder. */
  readonly file: string;
  /** Relative to the device's folder, with `/`. */
  readonly path: string;
  readonly language: 'C' | 'C++';
  readonly compiler: string;
  readonly flags: readonly string[];
  readonly sha256: string;
  readonly bytes: number;
}

export interface Units {
  readonly units: readonly Unit[];
  /** Where the options came from, in words. */
  readonly basis: string;
  /** Entries that cannot be analysed, with the reason. */
  readonly refused: readonly { readonly path: string; readonly because: string }[];
}

const languages: Readonly<Record<string, Unit['language']>> = { '.c': 'C', '.cc': 'C++', '.cpp': 'C++', '.cxx': 'C++', '.c++': 'C++', '.C': 'C++' };

const name = 'compile_commands.json';
const usualPlaces = [name, `build/${name}`, `out/${name}`];

export function unitsOf(device: string, commands: string | undefined): Units {
  const home = realpathSync(device);
  const sightings = openDevice(home, undefined, defaultLimits).sightings.map(({ path }) => path);
  const found = commands === undefined ? foundIn(home, sightings) : [commands];
  const [only] = found;
  const made = only === undefined || found.length > 1 ? guessed(home, sightings, found) : compiled(home, only);
  if (made.units.length > 0) return made;
  const [refused] = made.refused;
  const why = refused === undefined ? '' : `: ${made.refused.length} entries, none of which can be read here (${refused.path}: ${refused.because})`;
  throw new UsageError('nothing-to-analyse', `no C or C++ source file was found ${only === undefined ? `in ${device}` : `through ${only}`}${why}`, 'name the folder of the sources, or with --commands the compile_commands.json of its build');
}

/** The one in a usual place, or all that lie anywhere in the device: as evidence it lies where the maker keeps evidence. */
function foundIn(home: string, sightings: readonly string[]): readonly string[] {
  const usual = usualPlaces.map((place) => join(home, place)).find((place) => existsSync(place));
  return usual === undefined ? sightings.filter((path) => basename(path) === name).map((path) => join(home, path)) : [usual];
}

function compiled(home: string, file: string): Units {
  let entries: unknown;
  try {
    entries = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError('no-commands', `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, 'have the build write it again (cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, bear -- make)');
  }
  if (!Array.isArray(entries)) throw new UsageError('no-commands', `${file} is no list of compile commands`, 'have the build write it again');
  const units: Unit[] = [];
  const refused: { path: string; because: string }[] = [];
  let moved = 0;
  for (const entry of entries as readonly unknown[]) {
    const { directory, file: source, command, arguments: list } = record(entry);
    if (typeof source !== 'string') continue;
    const told = typeof directory === 'string' ? directory : '.';
    // A build writes whole paths; made portable they are from where the file lies, or from the root of the device.
    const where = [resolve(dirname(file), told), resolve(home, told)].find((folder) => existsSync(resolve(folder, source))) ?? resolve(dirname(file), told);
    const words = Array.isArray(list) ? list.filter((word): word is string => typeof word === 'string') : splitCommand(typeof command === 'string' ? command : '');
    const named = resolve(where, source);
    const root = existsSync(named) ? undefined : rootOfBuild(home, named);
    const here = (path: string): string => (root === undefined ? path : path.replaceAll(root, home));
    if (root !== undefined) moved++;
    const unit = unitOf(home, here(named), here(where), words.map(here));
    if (typeof unit === 'string') refused.push({ path: shown(home, named), because: unit });
    else units.push(unit);
  }
  const again = moved === 0 ? '' : `, ${moved} of whose files were found again by the end of their paths`;
  return { units: inOrder(units), basis: `the compile commands of ${shown(home, resolve(file))}${again}`, refused };
}

/** The folder of a build elsewhere that stands for the device's here: `/build/pump`, when `/build/pump/src/a.c` is `src/a.c` here. */
function rootOfBuild(home: string, named: string): string | undefined {
  for (let at = named.indexOf(sep, 1); at > 0; at = named.indexOf(sep, at + 1)) {
    if (existsSync(join(home, named.slice(at)))) return named.slice(0, at);
  }
  return undefined;
}

function guessed(home: string, sightings: readonly string[], several: readonly string[]): Units {
  const sources = sightings.filter((path) => languages[extname(path)] !== undefined);
  const headers = sightings.filter((path) => /\.(?:h|hh|hpp|hxx)$/.test(path));
  const words = foldersOfHeaders(home, headers, [...sources, ...headers]).flatMap((folder) => ['-I', join(home, folder)]);
  const units: Unit[] = [];
  const refused: { path: string; because: string }[] = [];
  for (const path of sources) {
    const unit = unitOf(home, join(home, path), home, words);
    if (typeof unit === 'string') refused.push({ path, because: unit });
    else units.push(unit);
  }
  const why = several.length === 0 ? `no ${name} was found` : `${several.length} files ${name} were found (${several.slice(0, 3).map((file) => shown(home, file)).join(', ')}), and none was named with --commands`;
  return { units: inOrder(units), basis: `all sources, with guessed folders of headers: ${why}, and the build may differ`, refused };
}

function unitOf(home: string, file: string, directory: string, words: readonly string[]): Unit | string {
  const language = languages[extname(file)];
  if (language === undefined) return 'no C or C++ source file';
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) return 'the build names it, and it is not there';
  const real = realpathSync(file);
  if (!real.startsWith(home + sep)) return 'it lies outside the folder of the device';
  if (stats.size > defaultLimits.maxFileBytes) return `larger than ${defaultLimits.maxFileBytes} bytes`;
  const { kept } = safeFlags(words, directory, home);
  return { file: real, path: shown(home, real), language, compiler: compilerName(words), flags: kept, sha256: sha256(readFileSync(real)), bytes: stats.size };
}

function shown(home: string, file: string): string {
  return relative(home, file).split(sep).join('/');
}

function inOrder(units: readonly Unit[]): readonly Unit[] {
  return [...units].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
