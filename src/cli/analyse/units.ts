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

const usualPlaces = ['compile_commands.json', 'build/compile_commands.json', 'out/compile_commands.json'];

export function unitsOf(device: string, commands: string | undefined): Units {
  const home = realpathSync(device);
  const found = commands ?? usualPlaces.map((place) => join(home, place)).find((place) => existsSync(place)) ?? onlyOne(home);
  const made = found === undefined ? guessed(home) : compiled(home, found);
  if (made.units.length === 0) throw new UsageError('nothing-to-analyse', `no C or C++ source file was found ${found === undefined ? `in ${device}` : `through ${found}`}`, 'name the folder of the sources, or with --commands the compile_commands.json of its build');
  return made;
}

/** The compile commands of the device wherever they lie, as among its evidence. Of several only a person knows which build is meant. */
function onlyOne(home: string): string | undefined {
  const all = openDevice(home, undefined, defaultLimits).sightings.filter(({ path, sort }) => sort === 'file' && basename(path) === usualPlaces[0]).map(({ path }) => path);
  if (all.length > 1) throw new UsageError('which-commands', `there are ${all.length} files of compile commands: ${all.slice(0, 5).join(', ')}`, `name one: --commands ${all[0] ?? ''}`);
  return all[0] === undefined ? undefined : join(home, all[0]);
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
  for (const entry of entries as readonly unknown[]) {
    const { directory, file: source, command, arguments: list } = record(entry);
    if (typeof source !== 'string') continue;
    const told = typeof directory === 'string' ? directory : '.';
    // A build writes whole paths; made portable they are from where the file lies, or from the root of the device.
    const where = [resolve(dirname(file), told), resolve(home, told)].find((folder) => existsSync(resolve(folder, source))) ?? resolve(dirname(file), told);
    const words = Array.isArray(list) ? list.filter((word): word is string => typeof word === 'string') : splitCommand(typeof command === 'string' ? command : '');
    const unit = unitOf(home, resolve(where, source), where, words);
    if (typeof unit === 'string') refused.push({ path: shown(home, resolve(where, source)), because: unit });
    else units.push(unit);
  }
  return { units: inOrder(units), basis: `the compile commands of ${shown(home, resolve(file))}`, refused };
}

function guessed(home: string): Units {
  const { sightings } = openDevice(home, undefined, defaultLimits);
  const sources = sightings.map(({ path }) => path).filter((path) => languages[extname(path)] !== undefined);
  const headers = sightings.map(({ path }) => path).filter((path) => /\.(?:h|hh|hpp|hxx)$/.test(path));
  const words = foldersOfHeaders(home, headers, [...sources, ...headers]).flatMap((folder) => ['-I', join(home, folder)]);
  const units: Unit[] = [];
  const refused: { path: string; because: string }[] = [];
  for (const path of sources) {
    const unit = unitOf(home, join(home, path), home, words);
    if (typeof unit === 'string') refused.push({ path, because: unit });
    else units.push(unit);
  }
  return { units: inOrder(units), basis: 'all sources, with guessed folders of headers: no compile_commands.json was found, and the build may differ', refused };
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
