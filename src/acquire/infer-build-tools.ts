/** Finds sources of programs that the build itself runs, as Makefiles, Kbuild files and CMake files tell. What is installed, shared with other targets, or not plainly said, ships. */
import type { Existing } from './existing.ts';
import type { NamedFile } from './infer-folders.ts';
import { calls, isInstalled, type CMakeCall } from './cmake-calls.ts';

/** A file that is compiled for the machine that builds, and why that is believed. */
export interface BuildTool {
  readonly path: string;
  readonly because: string;
}

/** So many build files are read, those nearest to the root first; sources of the others ship. */
const mostRead = 64;
const maxBytes = 256 * 1024;
const compiled = /\.(?:c|cc|cpp|cxx)$/;
/** A build with more programs, rules or targets than these was not written by people. */
const mostPrograms = 200;
const mostTargets = 1_000;
/** With more of the source than this it is no tool but what the device is. */
const largestShare = 0.5;

export function buildTools(files: readonly NamedFile[], look: Existing): readonly BuildTool[] {
  const sources = new Map(files.filter(({ name }) => compiled.test(name)).map((file) => [file.path, file.source]));
  if (sources.size < 2) return [];
  const depth = ({ path }: NamedFile): number => path.split('/').length;
  const builds = files.filter(({ name }) => /^(?:makefile|gnumakefile|kbuild|makefile\.am|cmakelists\.txt)$|\.mk$/.test(name)).sort((a, b) => depth(a) - depth(b)).slice(0, mostRead);
  const texts = builds.flatMap((file): readonly BuildText[] => {
    const text = look.text(file.path, maxBytes);
    // `override HOSTCC = $(CC)`: what runs on the device is built so for once (U-Boot's fw_printenv).
    return text === undefined || /HOST_?CC\s*[:?]?=\s*\$[({](?:CC|CROSS\w*)[)}]/.test(text) ? [] : [{ file, text: text.replaceAll(/\\\r?\n/g, ' ') }];
  });
  const found = texts.flatMap(({ file, text }) => (file.name === 'cmakelists.txt' ? [] : [...hostPrograms(file, text, sources).filter(({ path }) => !isNamedElsewhere(texts, file, path)), ...hostRules(file, text, sources)]));
  const cmake = texts.filter(({ file }) => file.name === 'cmakelists.txt').map(({ file, text }) => ({ file, calls: calls(text) }));
  const tools = [...new Map([...found, ...generators(cmake, sources)].map((tool) => [tool.path, tool])).values()];
  const sum = (paths: readonly string[]): number => paths.reduce((total, path) => total + (sources.get(path) ?? 0), 0);
  return sum(tools.map(({ path }) => path)) > sum([...sources.keys()]) * largestShare ? [] : tools.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface BuildText {
  readonly file: NamedFile;
  readonly text: string;
}

type Sources = ReadonlyMap<string, number>;

/** `hostprogs := fixdep`, `hostprogs-y += mkimage` with `mkimage-objs := a.o b.o` (Kbuild). */
function hostPrograms(file: NamedFile, text: string, sources: Sources): readonly BuildTool[] {
  const lists = [...text.matchAll(/^[ \t]*(?:always-)?hostprogs(?:-\S*?)?[ \t]*[:+]?=[ \t]*(.*)$/gm)];
  const programs = new Set(lists.flatMap(([, list = '']) => words(list)));
  return [...programs].slice(0, mostPrograms).flatMap((program) => {
    const objects = [...text.matchAll(new RegExp(`^[ \\t]*${escaped(program)}-(?:objs|y|cxxobjs)[ \\t]*[:+]?=[ \\t]*(.*)$`, 'gm'))].flatMap(([, list = '']) => words(list));
    const names = objects.length > 0 ? objects.slice(0, mostPrograms) : [`${program}.o`];
    return names.flatMap((object) => sourceOf(file.folder, object.replace(/\.o$/, ''), sources))
      .filter((path) => !isLinked(text, path))
      .map((path) => ({ path, because: `${file.path} names ${program} among hostprogs, which run where the device is built` }));
  });
}

/** The object also goes into the device: `obj-y += crc.o`, `obj-$(CONFIG_X) := …`. */
function isLinked(text: string, path: string): boolean {
  const object = `${baseOf(path)}.o`;
  return [...text.matchAll(/^[ \t]*(?:obj|lib|objs|objects)\S*[ \t]*[:+?]?=[ \t]*(.*)$/gim)].some(([, list = '']) => words(list).some((word) => word === object || word.endsWith(`/${object}`)));
}

/** `obj-y += ../tools/crc.o` in another folder. */
function isNamedElsewhere(texts: readonly BuildText[], file: NamedFile, path: string): boolean {
  const object = `/${baseOf(path)}.o`;
  return texts.some((other) => other.file !== file && other.text.includes(object));
}

const hostCompiler = /\$[({](?:HOST_?CC|HOST_?CXX|BUILD_?CC|CC_FOR_BUILD|CXX_FOR_BUILD|HOSTCPP_CC)[)}]/;

/** `gen: gen.c` with a recipe that calls `$(HOSTCC)`. */
function hostRules(file: NamedFile, text: string, sources: Sources): readonly BuildTool[] {
  return [...text.matchAll(/^([^\s#:=%][^:=%\n]*):(?![:=])([^=%\n]*)\n((?:\t.*(?:\n|$))+)/gm)].filter(([, , , recipe = '']) => hostCompiler.test(recipe)).slice(0, mostPrograms).flatMap(([rule = '', target = '', needs = '', recipe = '']) => {
    const [compiler = ''] = hostCompiler.exec(recipe) ?? [];
    const elsewhere = text.replace(rule, '');
    return words(needs).filter((word) => compiled.test(word)).slice(0, mostPrograms).flatMap((word) => sourceOf(file.folder, word.replace(compiled, ''), sources))
      // What another rule or list names as well may go into the device.
      .filter((path) => !new RegExp(`\\b${escaped(baseOf(path))}\\.(?:o|obj|c|cc|cpp|cxx)\\b`).test(elsewhere))
      .map((path) => ({ path, because: `${file.path} builds ${target.trim()} of it with ${compiler}, the compiler of the machine that builds` }));
  });
}

function words(list: string): readonly string[] {
  return list.replace(/#.*$/, '').split(/\s+/).filter((word) => word !== '' && !word.includes('$'));
}

function sourceOf(folder: string, stem: string, sources: Sources): readonly string[] {
  const path = joined(folder, stem);
  return path === undefined ? [] : ['.c', '.cc', '.cpp', '.cxx'].map((ending) => path + ending).filter((each) => sources.has(each)).slice(0, 1);
}

function joined(folder: string, path: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(compiled, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w]/g, '\\$&');
}

interface CMakeFile {
  readonly file: NamedFile;
  readonly calls: readonly CMakeCall[];
}

const generated = /\.(?:c|cc|cpp|cxx|h|hh|hpp|inc|inl|s|S|asm)$/;

/** `add_executable(gen gen.c)` and `add_custom_command(OUTPUT table.c COMMAND gen …)`: a program that writes source for the build. */
function generators(all: readonly CMakeFile[], sources: Sources): readonly BuildTool[] {
  const everything = all.flatMap(({ calls: list }) => list);
  const runs = everything.filter(({ name }) => name === 'add_custom_command').slice(0, mostPrograms);
  const targets = all.flatMap(({ file, calls: list }) => list.filter(({ name }) => /^add_(?:executable|library)$|^target_sources$/.test(name)).map((call) => ({ file, call }))).slice(0, mostTargets);
  return targets.flatMap(({ file, call }) => {
    const [program = '', ...rest] = call.words;
    const run = runs.find(({ words: given }) => writesSource(given) && given.some((word, at) => (given[at - 1] === 'COMMAND' && word === program) || word.includes(`$<TARGET_FILE:${program}>`)));
    if (call.name !== 'add_executable' || run === undefined || isInstalled(everything, program)) return [];
    const output = run.words[run.words.indexOf('OUTPUT') + 1] ?? '';
    return rest.map((word) => word.replace(/^\$\{CMAKE_CURRENT_(?:SOURCE|LIST)_DIR\}\//, '')).filter((word) => compiled.test(word) && !word.includes('$')).flatMap((word) => sourceOf(file.folder, word.replace(compiled, ''), sources))
      .filter((path) => !targets.some(({ call: other }) => other !== call && other.words.some((word) => baseOf(word) === baseOf(path))))
      .map((path) => ({ path, because: `${file.path} builds ${program} of it, which the build itself runs to write ${output.slice(output.lastIndexOf('/') + 1)}` }));
  });
}

function writesSource(given: readonly string[]): boolean {
  const from = given.indexOf('OUTPUT') + 1;
  return from > 0 && generated.test(given[from] ?? '');
}
