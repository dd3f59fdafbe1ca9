/** Finds the page that explains something: an element, a rule, a probe, a tally or a word. It renders nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { loadMaterials, loadTallies, loadWords, shelfRoot } from '../core/shelf.ts';
import { wordPage } from './word-page.ts';

export interface Page {
  readonly id: string;
  readonly sort: 'element' | 'rule' | 'probe' | 'tally' | 'word' | 'format';
  readonly markdown: string;
}

/** Every page there is, by id; the text is read when a page is asked for. */
export function pageIndex(codebooks: readonly string[]): ReadonlyMap<string, { readonly sort: Page['sort']; readonly file: string }> {
  const index = new Map<string, { readonly sort: Page['sort']; readonly file: string }>();
  for (const folder of [join(shelfRoot, '..', 'codebook'), ...codebooks]) {
    const home = join(folder, 'elements');
    if (!existsSync(home)) continue;
    for (const id of readdirSync(home).sort()) {
      const file = join(home, id, 'element.md');
      if (existsSync(file)) index.set(id, { sort: 'element', file });
    }
  }
  for (const [folder, sort] of [['materials', 'probe'], ['tallies', 'tally']] as const) {
    for (const file of markdownBelow(join(shelfRoot, folder))) {
      const path = relative(join(shelfRoot, folder), file).split(sep).join('/');
      const [owner = ''] = path.split('/');
      if (path.endsWith('.probe.md')) index.set(`${owner}/${basename(file, '.probe.md')}`, { sort, file });
      else if (path.endsWith('/tally.md')) index.set(owner, { sort, file });
      else index.set(basename(file, '.md'), { sort: 'rule', file });
    }
  }
  index.set('views', { sort: 'format', file: join(shelfRoot, 'report', 'views.md') });
  index.set('package', { sort: 'format', file: join(shelfRoot, 'certify', 'package.md') });
  return index;
}

/** The page of `id`, or undefined; words have a page made of their own definition. */
export async function pageOf(id: string, codebooks: readonly string[]): Promise<Page | undefined> {
  const found = pageIndex(codebooks).get(id);
  if (found !== undefined) return { id, sort: found.sort, markdown: readFileSync(found.file, 'utf8') };
  const word = (await loadWords()).get(id);
  return word === undefined ? undefined : { id, sort: 'word', markdown: wordPage(word, await statedBy(id)) };
}

/** The probes and tallies that state a word. */
async function statedBy(word: string): Promise<readonly string[]> {
  const [materials, tallies] = await Promise.all([loadMaterials(), loadTallies()]);
  const probes = materials.flatMap(({ material, probes }) => probes.filter((probe) => probe.states.some((one) => one.word === word)).map((probe) => `${material.name}/${probe.name}`));
  return [...probes, ...tallies.filter((tally) => tally.states.some((one) => one.word === word)).map((tally) => tally.name)];
}

function markdownBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
