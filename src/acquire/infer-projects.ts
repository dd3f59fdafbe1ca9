/** Finds the separately built parts of a device by their build files. A part inside a larger part of the same family is no part of its own. */
import { compareText } from '../core/place.ts';
import type { Existing } from './existing.ts';
import { weigh, type NamedFile } from './infer-folders.ts';
import names from './infer-names.json' with { type: 'json' };
import { nameTest } from './name-test.ts';

export interface Project {
  /** '' for the root. */
  readonly folder: string;
  readonly because: string;
}

/** More parts than this are no overview; the smallest stay with what is around them. */
const mostProjects = 5;
/** A part with a smaller share of the source is a helper, not a component. */
const leastShare = 0.05;

const tests = names.projects.map((project) => nameTest(project.names));
const isBuildFile = nameTest(names.projects.flatMap((project) => project.names));

export function projectsIn(files: readonly NamedFile[], look: Existing): readonly Project[] {
  const builds = files.flatMap(buildFile).sort((a, b) => compareText(a.folder, b.folder) || a.rank - b.rank);
  const weights = weigh(files, new Set(['', ...builds.map(({ folder }) => folder)]));
  const weight = (folder: string): number => weights.get(folder) ?? 0;
  const kept: Build[] = [];
  for (const build of builds) {
    if (build.folder !== '' && weight(build.folder) < Math.max(1, weight('') * leastShare)) continue;
    if (kept.every((outer) => outer.family !== build.family || !isWithin(build.folder, outer.folder) || standsAlone(build, outer, look)) && isOneIndeed(build.file, look)) kept.push(build);
  }
  const firsts = kept.filter((build, index) => kept.findIndex(({ folder }) => folder === build.folder) === index);
  return firsts
    .sort((a, b) => weight(b.folder) - weight(a.folder) || compareText(a.folder, b.folder))
    .slice(0, mostProjects)
    .map(({ folder, tool, file }) => ({ folder, because: `${file} builds it with ${tool}` }))
    .sort((a, b) => compareText(a.folder, b.folder));
}

/**
 * Firmware beside the program for a host is built by another tool, and the host's build does not speak of it:
 * `firmware/Makefile` below a CMakeLists.txt that names no `firmware`.
 */
function standsAlone(inner: Build, outer: Build, look: Existing): boolean {
  if (inner.tool === outer.tool || inner.folder === outer.folder) return false;
  const text = look.text(outer.file, 256 * 1024);
  const [first = ''] = inner.folder.slice(outer.folder === '' ? 0 : outer.folder.length + 1).split('/');
  return text !== undefined && !text.toLowerCase().includes(first.toLowerCase());
}

/** Other tools end their files in `.pro`, too: a project of qmake says what it is made of. */
function isOneIndeed(file: string, look: Existing): boolean {
  if (file.endsWith('rules.pro')) return false;
  return !file.toLowerCase().endsWith('.pro') || /^\s*(?:TEMPLATE|SOURCES|QT)\s*[+]?=/m.test(look.text(file, 64 * 1024) ?? '');
}

interface Build {
  readonly folder: string;
  readonly file: string;
  readonly family: string;
  readonly tool: string;
  readonly rank: number;
}

function buildFile({ path, folder: inner, name }: NamedFile): readonly Build[] {
  if (!isBuildFile(name)) return [];
  const rank = tests.findIndex((test) => test(name));
  const project = names.projects[rank];
  if (project === undefined) return [];
  // An Xcode project is a folder: what it builds lies around it.
  const folder = inner.replace(/(?:^|\/)[^/]+\.xcodeproj$/, '');
  return [{ folder, file: path, family: project.family, tool: project.tool, rank }];
}

export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
