/** `plumbline code export`: writes an edition as an OSCAL catalog, or one profile for each of its levels. It changes no law. */
import { join } from 'node:path';
import { UsageError } from '../../core/trouble.ts';
import { readCodebookText, loadWords } from '../../core/shelf.ts';
import type { Codebook, Edition } from '../../codebook/codebook.ts';
import { editionOf, loadCodebook } from '../../codebook/load.ts';
import { renderCatalog, renderProfile } from '../../report/oscal/catalog.ts';
import { print } from '../print.ts';
import { deliverTo } from '../targets.ts';
import { plain } from '../terminal.ts';
import { ownCodebook } from './bench.ts';

const formats = ['oscal-catalog', 'oscal-profile'] as const;

interface Options {
  readonly format?: string;
  readonly level?: number;
  readonly out?: string;
  readonly codebook?: readonly string[];
}

export async function exportCommand(id: string, given: Record<string, unknown>): Promise<number> {
  const { format = 'oscal-catalog', level, out, codebook: more = [] } = given as Options;
  if (!formats.some((one) => one === format)) throw new UsageError('no-such-format', `there is no format "${format}" of an edition`, `choose from: ${formats.join(', ')}`);
  if (level !== undefined && format !== 'oscal-profile') throw new UsageError('no-level', 'a catalog holds the elements of all levels', 'leave --level out, or add --format oscal-profile');
  const folders = [ownCodebook(), ...more].map((folder, at) => ({ name: at === 0 ? 'codebook' : folder, files: readCodebookText(folder) }));
  const codebook = loadCodebook(folders, await loadWords());
  const files = rendered(editionOf(codebook, id), codebook, format, level);
  if (out === undefined || out === '-') {
    const [only, ...others] = files;
    if (only === undefined || others.length > 0) throw new UsageError('one-output', `${files.length} profiles cannot share standard output`, 'name a level with --level, or a folder with --out DIR');
    await print(only.text);
    return 0;
  }
  for (const { name, text } of files) deliverTo(join(out, name), text);
  await print(`${files.map(({ name }) => `wrote ${plain(join(out, name))}`).join('\n')}\n`);
  return 0;
}

function rendered(edition: Edition, codebook: Codebook, format: string, level: number | undefined): readonly { readonly name: string; readonly text: string }[] {
  const { id, levels } = edition.law;
  const catalog = `${id}.oscal-catalog.json`;
  if (format === 'oscal-catalog') return [{ name: catalog, text: renderCatalog(edition, codebook) }];
  const wanted = levels.filter((one) => level === undefined || one.level === level);
  if (wanted.length === 0) throw new UsageError('no-level', `${id} has no level ${level ?? ''}`, `choose from: ${levels.map((one) => one.level).join(', ')}`);
  return wanted.map((one) => ({ name: `${id}.level-${one.level}.oscal-profile.json`, text: renderProfile(edition, one.level, catalog) }));
}
