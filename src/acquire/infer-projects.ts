/** Finds the separately built parts of a device by their build files. A part inside a larger part of the same family is no part of its own. */
import { compareText } from '../core/place.ts';
import type { Existing } from './existing.ts';
import { nameTest, weigh, type NamedFile } from './infer-folders.ts';
import names from './infer-names.json' with { type: 'json' };

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
  const kept: (typeof builds)[number][] = [];
  for (const build of builds) {
    if (!kept.some((one) => one.family === build.family && isWithin(build.folder, one.folder)) && isOneIndeed(build.file, look)) kept.push(build);
  }
  const firsts = kept.filter((build, index) => kept.findIndex(({ folder }) => folder === build.folder) === index);
  const weights = weigh(files, new Set(['', ...firsts.map(({ folder }) => folder)]));
  const weight = (folder: string): number => weights.get(folder) ?? 0;
  return firsts
    .filter(({ folder }) => folder === '' || weight(folder) >= Math.max(1, weight('') * leastShare))
    .sort((a, b) => weight(b.folder) - weight(a.folder) || compareText(a.folder, b.folder))
    .slice(0, mostProjects)
    .map(({ folder, tool, file }) => ({ folder, because: `${file} builds it with ${tool}` }))
    .sort((a, b) => compareText(a.folder, b.folder));
}

/** Other tools end their files in `.pro`, too: a project of qmake says what it is made of. */
function isOneIndeed(file: string, look: Existing): boolean {
  if (file.endsWith('rules.pro')) return false;
  return !file.toLowerCase().endsWith('.pro') || /^\s*(?:TEMPLATE|SOURCES|QT)\s*[+]?=/m.test(look.text(file, 64 * 1024) ?? '');
}

function buildFile({ path, folder: inner, name }: NamedFile): readonly { readonly folder: string; readonly file: string; readonly family: string; readonly tool: string; readonly rank: number }[] {
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
