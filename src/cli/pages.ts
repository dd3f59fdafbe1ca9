/** Finds the page that explains something: an element, a rule, a probe, a tally or a word. It renders nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { loadWords, shelfRoot } from '../core/shelf.ts';

export interface Page {
  readonly id: string;
  readonly sort: 'element' | 'rule' | 'probe' | 'tally' | 'word';
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
  return index;
}

/** The page of `id`, or undefined; words have a page made of their own definition. */
export async function pageOf(id: string, codebooks: readonly string[]): Promise<Page | undefined> {
  const found = pageIndex(codebooks).get(id);
  if (found !== undefined) return { id, sort: found.sort, markdown: readFileSync(found.file, 'utf8') };
  const word = (await loadWords()).get(id);
  if (word === undefined) return undefined;
  const { z } = await import('zod');
  const concerns = word.concerns.length === 0 ? 'no artifact is obliged to answer' : `every artifact of nature ${word.concerns.join(' or ')} must be asked for it`;
  const schema = JSON.stringify(z.toJSONSchema(word.schema), null, 2);
  return { id, sort: 'word', markdown: `# ${id}\n\nA word: ${word.meaning}; ${concerns}.\n\n## Shape\n\n\`\`\`json\n${schema}\n\`\`\`\n` };
}

function markdownBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
