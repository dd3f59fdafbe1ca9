/** Reads codebook folders, handed in as text, into checked law. Any error names file and line, and nothing is loaded. */
import { z } from 'zod';
import { digestOf } from '../core/canonical.ts';
import { demandDocument } from '../core/document.ts';
import type { Word } from '../core/fact.ts';
import { compareText } from '../core/place.ts';
import { UsageError } from '../core/trouble.ts';
import type { Codebook, CodebookText, Edition, Element, KeptLaw } from './codebook.ts';
import { checkElement, compileEdition, compileElement } from './compile.ts';
import { crosswalkSchema, editionSchema, elementSchema, type Crosswalk } from './schema.ts';

const next = 'mend the line; codebook/README.md describes each file and `plumbline explain` shows the words';
const anyTable = z.looseObject({ as_of: z.string(), sources: z.array(z.unknown()) });

/**
 * Loads all folders in order; a later folder may add elements and editions but never replace one. Throws `UsageError`.
 * Law that `kept` knows to be right is not parsed again, and its predicates are compiled when they are asked for.
 */
export function loadCodebook(folders: readonly CodebookText[], words: ReadonlyMap<string, Word>, kept?: KeptLaw): Codebook {
  const sources = folders.map(({ name, files }) => ({ name, digest: digestOf(files.map((f) => [f.path, f.text])) }));
  const known = kept?.recall(sources);
  const documents: Record<string, unknown> = {};
  const read: ReadLaw = (text, schema, file) => {
    const recalled = known === undefined ? undefined : schema.safeParse(known[file]);
    const value = recalled?.success === true ? recalled.data : demandDocument(text, schema, file, next);
    documents[file] = value;
    return value;
  };
  const codebook = { ...assemble(folders, words, read, known === undefined), sources };
  if (known === undefined) kept?.keep(sources, documents);
  return codebook;
}

type ReadLaw = <Value>(text: string, schema: z.ZodType<Value>, file: string) => Value;

function assemble(folders: readonly CodebookText[], words: ReadonlyMap<string, Word>, read: ReadLaw, isNew: boolean): Omit<Codebook, 'sources'> {
  const elements = new Map<string, Element>();
  const editions = new Map<string, Edition>();
  const tables = new Map<string, { value: unknown; as_of: string; digest: string }>();
  const crosswalks: Crosswalk[] = [];
  const claim = <Part>(shelf: Map<string, Part>, id: string, part: Part, file: string): void => {
    if (shelf.has(id)) throw new UsageError('law-twice', `${file}:1:1: "${id}" is loaded already`, 'rename it, or load one of the two');
    shelf.set(id, part);
  };
  for (const folder of folders) {
    for (const { path, text } of folder.files) {
      const file = `${folder.name}/${path}`;
      const [kind, ...rest] = path.split('/');
      if (kind === 'elements' && rest[1] === 'element.yaml') {
        const law = read(text, elementSchema, file);
        if (law.id !== rest[0]) throw new UsageError('law-misfiled', `${file}:1:1: id "${law.id}" differs from its folder "${rest[0]}"`, next);
        const element = compileElement(law, words, file, text);
        if (isNew) checkElement(element);
        claim(elements, law.id, element, file);
      } else if (kind === 'crosswalks' && path.endsWith('.yaml')) {
        crosswalks.push(read(text, crosswalkSchema, file));
      } else if (kind === 'tables' && path.endsWith('.yaml')) {
        const value = read(text, anyTable, file);
        claim(tables, (rest[0] ?? '').replace(/\.yaml$/, ''), { value, as_of: value.as_of, digest: digestOf(value) }, file);
      }
    }
  }
  for (const folder of folders) {
    for (const { path, text } of folder.files) {
      if (!path.startsWith('editions/') || !path.endsWith('.yaml')) continue;
      const file = `${folder.name}/${path}`;
      const law = read(text, editionSchema, file);
      claim(editions, law.id, compileEdition(law, elements, file, text), file);
    }
  }
  checkCrosswalks(crosswalks, elements);
  crosswalks.sort((a, b) => compareText(a.document, b.document) || compareText(a.edition, b.edition));
  return { elements, editions, crosswalks, tables };
}

/** The edition by id; throws a `UsageError` that lists what there is. */
export function editionOf(codebook: Codebook, id: string): Edition {
  const edition = codebook.editions.get(id);
  if (edition !== undefined) return edition;
  const known = [...codebook.editions.keys()].sort(compareText).join(', ');
  throw new UsageError('no-such-edition', `there is no edition "${id}"`, `choose one of: ${known}; or load more with --codebook DIR`);
}

function checkCrosswalks(crosswalks: readonly Crosswalk[], elements: ReadonlyMap<string, Element>): void {
  for (const walk of crosswalks) {
    const stray = walk.rows.find((row) => !elements.has(row.element));
    if (stray === undefined) continue;
    throw new UsageError('no-such-element', `crosswalk ${walk.document}@${walk.edition} names element "${stray.element}", which is not loaded`, next);
  }
}
