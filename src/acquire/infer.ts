/** Stands in for a missing manifest: draws a device and a few components from names, and gives the reason for each. It asserts nothing. */
import { componentSchema, type Component, type Device, type Inference } from '../core/device.ts';
import { compareText } from '../core/place.ts';
import type { Existing } from './existing.ts';
import { inferAbout } from './infer-about.ts';
import { buildTools, type BuildTool } from './infer-build-tools.ts';
import { folderSorts, foldersApart, namedFiles, weigh, within, type Apart, type NamedFile } from './infer-folders.ts';
import { libraryFiles, ownNames } from './infer-libraries.ts';
import names from './infer-names.json' with { type: 'json' };
import { nameTest } from './name-test.ts';
import { projectsIn } from './infer-projects.ts';
import type { Sighting } from './sighting.ts';

interface Part {
  readonly component: Component;
  readonly inference: Inference;
}

/** Where most of the source lies, there is the device: a folder named `examples` with more than this share ships. */
const largestShareApart = 0.8;
/** Beyond so many single files their folders stand for them. */
const mostFilesNamed = 40;
const isImageName = nameTest(names.files.images);

export function inferDevice(sightings: readonly Sighting[], folderName: string, look: Existing): Device {
  const files = namedFiles(sightings.filter(({ sort }) => sort === 'file'));
  const { about, inferred } = inferAbout(folderName, look);
  const ownName = ownNames(folderName, about.name);
  const apart = keepTheDevice(foldersApart(files, ownName, look), files);
  const inFolder = new Set(apart.map(({ folder }) => folder));
  const isApart = within(inFolder);
  const libraries = libraryFiles(files.filter((file) => !isApart(file)), ownName);
  const others = new Set(libraries);
  const tools = buildTools(files.filter((file) => !isApart(file) && !others.has(file.path)), look);
  const isTool = new Set(tools.map(({ path }) => path));
  const own = files.filter((file) => !isApart(file) && !others.has(file.path) && !isTool.has(file.path));
  const notShipped = new Set(apart.filter(({ sort }) => sort !== 'third-party').map(({ folder }) => folder));
  const staysHome = within(notShipped);
  const shipped = files.filter((file) => !staysHome(file));
  const parts = [...ownParts(own, look), ...apartParts(apart, libraries), ...toolParts(tools), ...fileParts(shipped, isApart)];
  return {
    about,
    components: parts.map(({ component }) => component),
    setAside: [],
    inferred: [...inferred, ...parts.map(({ inference }) => inference)],
    declared: false,
  };
}

/** The root owns whatever nobody else does; parts with a build of their own stand beside it. */
function ownParts(own: readonly NamedFile[], look: Existing): readonly Part[] {
  const projects = projectsIn(own, look);
  const root = projects.find(({ folder }) => folder === '');
  const inner = projects.filter(({ folder }) => folder !== '');
  const isImage = own.length > 0 && own.every(({ name }) => isImageName(name));
  const main = part(
    { name: root === undefined && inner.length > 0 ? 'rest' : 'main', kind: isImage ? 'image' : 'source', where: ['.'] },
    root?.because ?? (inner.length > 0 ? 'it lies outside of every part with a build of its own' : 'nothing divides the device into parts'),
  );
  return [main, ...inner.map(({ folder, because }) => part({ name: folder, kind: 'source', where: [folder] }, because))];
}

function apartParts(found: readonly Apart[], libraries: readonly string[]): readonly Part[] {
  const apart = [...found, ...libraries.map((folder): Apart => ({ folder, sort: 'third-party', because: 'the file is named like a library' }))];
  return folderSorts.flatMap((sort) => {
    const folders = apart.filter((one) => one.sort === sort).sort((a, b) => compareText(a.folder, b.folder));
    if (folders.length === 0) return [];
    const where = folders.map(({ folder }) => folder);
    const because = folders.slice(0, 5).map(({ folder, because: reason }) => `${folder}: ${reason}`).join('; ');
    const more = folders.length > 5 ? `; and ${folders.length - 5} more` : '';
    const isOthers = sort === 'third-party';
    return [part({ name: sort, kind: 'source', where, shipped: isOthers, party: isOthers ? 'third-party' : 'own' }, because + more)];
  });
}

/** Programs that the build runs are no part of the device, though what they write is. */
function toolParts(tools: readonly BuildTool[]): readonly Part[] {
  if (tools.length === 0) return [];
  const because = tools.slice(0, 5).map(({ path, because: reason }) => `${path}: ${reason}`).join('; ');
  return [part({ name: 'build-tools', kind: 'source', where: tools.map(({ path }) => path), shipped: false }, because + (tools.length > 5 ? `; and ${tools.length - 5} more` : ''))];
}

/** Images, bills and evidence by the names of files, or of the folder that holds evidence. */
function fileParts(files: readonly NamedFile[], isOthers: (file: NamedFile) => boolean): readonly Part[] {
  const folders = new Set([...new Set(files.map(({ folder }) => folder))].flatMap(evidenceFolder));
  const isEvidence = within(folders);
  const rest = files.filter((file) => !isEvidence(file));
  const evidence = [...folders, ...filesLike(rest, names.files.evidence)];
  return [
    ...partOfFiles('images', 'image', filesLike(rest.filter((file) => !isOthers(file)), names.files.images), 'they are named like built images', files.length),
    ...partOfFiles('third-party-images', 'image', filesLike(rest.filter(isOthers), names.files.images), 'they are named like built images and lie among third-party files', files.length),
    ...partOfFiles('bills', 'bill', filesLike(rest, names.files.bills), 'they are named like bills of materials', files.length),
    ...partOfFiles('evidence', 'evidence', evidence, 'they are named like evidence', files.length),
  ];
}

function partOfFiles(name: string, kind: Component['kind'], where: readonly string[], because: string, all: number): readonly Part[] {
  // When there is nothing else, the root is already of that kind.
  if (where.length === 0 || where.length === all) return [];
  const party = name.startsWith('third-party') ? 'third-party' : 'own';
  return [part({ name, kind, where: where.toSorted(compareText), shipped: kind === 'image', party }, because)];
}

function filesLike(files: readonly NamedFile[], patterns: readonly string[]): readonly string[] {
  const test = nameTest(patterns);
  const found = files.filter(({ name }) => test(name));
  if (found.length <= mostFilesNamed) return found.map(({ path }) => path);
  return [...new Set(found.map(({ path, folder }) => (folder === '' ? path : folder)))];
}

function evidenceFolder(folder: string): readonly string[] {
  const parts = folder.split('/');
  const at = parts.findIndex((part) => names.evidenceFolders.includes(part.toLowerCase()));
  return at < 0 ? [] : [parts.slice(0, at + 1).join('/')];
}

/** Folders that hold most of the source are the device, whatever they are called. */
function keepTheDevice(apart: readonly Apart[], files: readonly NamedFile[]): readonly Apart[] {
  const others = new Set(apart.filter(({ sort }) => sort === 'third-party').map(({ folder }) => folder));
  const isOthers = within(others);
  const weights = weigh(files.filter((file) => !isOthers(file)), new Set(['', ...apart.map(({ folder }) => folder)]));
  const all = weights.get('') ?? 0;
  return apart.filter(({ folder, sort }) => sort === 'third-party' || (weights.get(folder) ?? 0) <= all * largestShareApart);
}

function part(given: Pick<Component, 'name' | 'kind' | 'where'> & Partial<Component>, because: string): Part {
  const component = componentSchema.parse(given);
  const ships = component.shipped ? 'shipped' : 'not shipped';
  const shown = component.where.slice(0, 5).join(', ') + (component.where.length > 5 ? ` and ${component.where.length - 5} more` : '');
  return { component, inference: { about: `component ${component.name}`, concluded: `${component.kind}, ${component.party}, ${ships}: ${shown}`, because } };
}
