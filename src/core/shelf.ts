/** Finds what lies in the folders: words, materials with their probes, tallies, exporters, codebooks. Lists nothing by hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join, relative, sep } from 'node:path';
import type { Exporter } from './exporter.ts';
import type { Word } from './fact.ts';
import type { Material, Probe } from './material.ts';
import { compareText } from './place.ts';
import type { Tally } from './tally.ts';

/** The folder that holds `core/`, whether these are sources or their compiled form. */
export const shelfRoot = fileURLToPath(new URL('..', import.meta.url));
const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

export interface ShelvedMaterial {
  readonly material: Material<unknown>;
  readonly probes: readonly Probe<unknown>[];
  /** Words that some probe of the material answers. */
  readonly answers: ReadonlySet<string>;
}

/** Every word of `facts/`, by name. */
export async function loadWords(root: string = shelfRoot): Promise<ReadonlyMap<string, Word>> {
  const words = new Map<string, Word>();
  for (const file of filesIn(join(root, 'facts'))) {
    const word = await defaultOf<Word>(join(root, 'facts', file), 'word');
    if (`${word.word}${ending}` !== file) throw new Error(`facts/${file} defines the word "${word.word}"; name the file after its word`);
    words.set(word.word, word);
  }
  return words;
}

/** Every material of `materials/`, sorted by name. A folder that does not load is an error, never skipped. */
export async function loadMaterials(root: string = shelfRoot): Promise<readonly ShelvedMaterial[]> {
  const folders = foldersIn(join(root, 'materials'));
  return Promise.all(
    folders.map(async (folder): Promise<ShelvedMaterial> => {
      const home = join(root, 'materials', folder);
      const material = await defaultOf<Material<unknown>>(join(home, `material${ending}`), 'recognise');
      if (material.name !== folder) throw new Error(`materials/${folder} calls itself "${material.name}"; name it after its folder`);
      const files = filesIn(home).filter((file) => file.endsWith(`.probe${ending}`));
      const probes = await Promise.all(files.map((file) => defaultOf<Probe<unknown>>(join(home, file), 'look')));
      const answers = new Set<string>();
      for (const word of probes.flatMap((probe) => probe.states)) {
        if (answers.has(word.word)) throw new Error(`two probes of materials/${folder} state "${word.word}"; one word, one probe`);
        answers.add(word.word);
      }
      return { material, probes, answers };
    }),
  );
}

/** Every tally of `tallies/`, ordered so that each comes after those it reads. */
export async function loadTallies(root: string = shelfRoot): Promise<readonly Tally[]> {
  const home = join(root, 'tallies');
  const all = await Promise.all(foldersIn(home).map((folder) => defaultOf<Tally>(join(home, folder, `tally${ending}`), 'draw')));
  const ordered: Tally[] = [];
  const waiting = [...all];
  while (waiting.length > 0) {
    const ready = waiting.findIndex((tally) => (tally.after ?? []).every((name) => ordered.some((done) => done.name === name)));
    const [tally] = waiting.splice(ready, 1);
    if (ready < 0 || tally === undefined) throw new Error(`tallies wait for each other or for none: ${waiting.map((t) => t.name).join(', ')}`);
    ordered.push(tally);
  }
  return ordered;
}

/** The names of the exporters, without loading them. */
export function exporterNames(root: string = shelfRoot): readonly string[] {
  const home = join(root, 'report');
  return foldersIn(home).filter((folder) => existsSync(join(home, folder, `exporter${ending}`)));
}

export function loadExporter(format: string, root: string = shelfRoot): Promise<Exporter> {
  return defaultOf<Exporter>(join(root, 'report', format, `exporter${ending}`), 'render');
}

/** All YAML files of a codebook folder as text, sorted, with `/` paths; incidents are devices, not law. */
export function readCodebookText(folder: string): { readonly path: string; readonly text: string }[] {
  return ['elements', 'editions', 'crosswalks', 'tables'].flatMap((part) => {
    const home = join(folder, part);
    if (!existsSync(home)) return [];
    return readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort(compareText)
      .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  });
}

async function defaultOf<Part>(file: string, member: string): Promise<Part> {
  const module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
  const part = module.default;
  if (typeof part !== 'object' || part === null || !(member in part)) throw new Error(`${file} has no default export with "${member}"`);
  return part as Part;
}

function foldersIn(home: string): string[] {
  if (!existsSync(home)) return [];
  return readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort(compareText);
}

function filesIn(home: string): string[] {
  return readdirSync(home)
    .filter((file) => file.endsWith(ending) && !file.endsWith('.d.ts'))
    .sort(compareText);
}
