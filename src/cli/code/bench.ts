/** Reads the law and its dockets from the folders for the parts of `plumbline code`, and writes records back. It decides nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { writeWhole } from '../../acquire/write.ts';
import { demandDocument } from '../../core/document.ts';
import { compareText } from '../../core/place.ts';
import { loadMaterials, loadWords, readCodebookText, shelfRoot } from '../../core/shelf.ts';
import { UsageError } from '../../core/trouble.ts';
import type { Word } from '../../core/fact.ts';
import type { Codebook, Edition } from '../../codebook/codebook.ts';
import { editionOf, loadCodebook } from '../../codebook/load.ts';
import { actionSchema, ballotSchema, commentSchema, electorateSchema, erratumSchema, proposalSchema, type Electorate, type Erratum } from '../../codebook/revision/schema.ts';
import { digestOnTable, standingOfProposal, type Docket, type Standing } from '../../codebook/revision/docket.ts';
import type { MaterialAnswers } from '../../judge/record.ts';
import type { Cases } from '../../judge/revision/trials.ts';

export const next = 'mend the file; codebook/README.md says how the law is changed';

export interface Bench {
  readonly home: string;
  readonly words: ReadonlyMap<string, Word>;
  readonly codebook: Codebook;
  readonly cases: Cases;
  readonly dockets: readonly Docket[];
  readonly errata: readonly Erratum[];
  readonly electorate: Electorate;
}

export function ownCodebook(): string {
  return join(shelfRoot, '..', 'codebook');
}

/** All law of one folder. An edition that is about to be built again is left out: what froze it may have moved on. */
export async function openBench(home: string = ownCodebook(), without?: string): Promise<Bench> {
  const [words, materials] = await Promise.all([loadWords(), loadMaterials()]);
  const files = readCodebookText(home).filter(({ path }) => without === undefined || path !== `editions/${without}.yaml`);
  const codebook = loadCodebook([{ name: 'codebook', files }], words);
  const answers = new Map(materials.map(({ material, answers: said }): [string, MaterialAnswers] => [material.name, { nature: material.nature, answers: said }]));
  const pageOf = (element: string): string | undefined => {
    const page = join(home, 'elements', element, 'element.md');
    return existsSync(page) ? readFileSync(page, 'utf8') : undefined;
  };
  return {
    home, words, codebook,
    cases: { elements: codebook.elements, pageOf, shelf: { words, materials: answers } },
    dockets: idsIn(join(home, 'proposals')).map((id) => docketIn(join(home, 'proposals', id), id)),
    errata: filesIn(join(home, 'errata')).map((name) => read(join(home, 'errata', name), erratumSchema)),
    electorate: read(join(home, 'electorate.yaml'), electorateSchema),
  };
}

function docketIn(folder: string, id: string): Docket {
  const part = <Value>(name: string, schema: z.ZodType<Value>): Value | undefined => (existsSync(join(folder, name)) ? read(join(folder, name), schema) : undefined);
  const proposal = read(join(folder, 'proposal.yaml'), proposalSchema);
  if (proposal.id !== id) throw new UsageError('law-misfiled', `${folder}: the proposal is named ${proposal.id}`, 'name it after its folder');
  const comments = part('comments.yaml', z.array(commentSchema)) ?? [];
  const action = part('action.yaml', actionSchema);
  const ballot = part('ballot.yaml', ballotSchema);
  return { proposal, comments, ...(action === undefined ? {} : { action }), ...(ballot === undefined ? {} : { ballot }) };
}

export function read<Value>(file: string, schema: z.ZodType<Value>): Value {
  if (!existsSync(file)) throw new UsageError('no-such-file', `there is no ${file}`, next);
  return demandDocument(readFileSync(file, 'utf8'), schema, file, next);
}

/** Writes a record whole, in the order of its members. */
export function write(file: string, value: unknown, remark = ''): void {
  writeWhole(file, `${remark === '' ? '' : `# ${remark}\n`}${stringify(value, { lineWidth: 140 })}`);
}

export function docketOf({ dockets }: Bench, id: string): Docket {
  const found = dockets.find(({ proposal }) => proposal.id === id);
  if (found !== undefined) return found;
  throw new UsageError('no-such-proposal', `there is no proposal "${id}"`, 'plumbline code list shows what there is');
}

export function onTable({ codebook }: Bench, { proposal }: Docket): string {
  return digestOnTable(proposal, (element) => codebook.elements.get(element)?.digest);
}

export function standingIn(bench: Bench, docket: Docket, asOf: string): Standing {
  return standingOfProposal(docket, bench.electorate, onTable(bench, docket), asOf);
}

export function editionIn({ codebook }: Bench, id: string): Edition {
  return editionOf(codebook, id);
}

export function today(asOf: unknown): string {
  return typeof asOf === 'string' ? asOf : new Date().toISOString().slice(0, 10);
}

function idsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort(compareText);
}

function filesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort(compareText) : [];
}
