/** `plumbline roadmap`: reads what the maker wrote, has the roadmap made and shown, and answers with an exit code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { reasonOf } from '../../acquire/walk.ts';
import { writeWhole } from '../../acquire/write.ts';
import { canonicalJson } from '../../core/canonical.ts';
import { UsageError } from '../../core/trouble.ts';
import { draftPlan } from '../../roadmap/draft.ts';
import type { Roadmap } from '../../roadmap/model.ts';
import { decayUnder, movesOf } from '../../roadmap/moves.ts';
import { noOverrides, readOverrides } from '../../roadmap/overrides.ts';
import { readPlan, type Plan } from '../../roadmap/plan.ts';
import { simulate } from '../../roadmap/simulate.ts';
import { statusOf } from '../../roadmap/status.ts';
import type { Tables } from '../../roadmap/tables.ts';
import type { RoadmapDocument } from '../../report/roadmap/document.ts';
import { print } from '../print.ts';
import { noProgress, showProgress } from '../progress.ts';
import { widthOf } from '../terminal.ts';
import { versionOf } from '../version.ts';
import { makeRoadmap } from './make.ts';

interface Options {
  readonly revision?: string;
  readonly format?: string;
  readonly out?: string;
  readonly overrides?: string;
  readonly plan?: string;
  readonly draft?: string;
  readonly status?: string;
  readonly seed?: number;
  readonly asOf?: string;
  readonly codebook?: readonly string[];
  readonly noHistory?: boolean;
  readonly noCache?: boolean;
  readonly quiet?: boolean;
}

const formats = ['text', 'json', 'html', 'pdf'] as const;
type Format = (typeof formats)[number];

/** Draws and years of the simulation; more change no digit that is shown. */
const draws = 400;
const years = 12;

export async function roadmapCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as unknown as Options;
  const format = formatOf(options);
  const overrides = options.overrides === undefined ? noOverrides : readOverrides(textOf(options.overrides), options.overrides);
  const planFile = options.status ?? options.plan;
  const ownPlan = planFile === undefined ? undefined : readPlan(textOf(planFile), planFile);
  const progress = options.quiet === true ? noProgress : showProgress(process.stderr, () => performance.now());
  const reports = [options.out, options.draft, options.overrides, planFile].filter((file): file is string => file !== undefined && file !== '-');
  const { roadmap, tables } = await makeRoadmap({
    path, ...(options.revision === undefined ? {} : { revision: options.revision }), asOf: options.asOf ?? new Date().toISOString().slice(0, 10),
    codebooks: options.codebook ?? [], overrides, version: versionOf(), watch: progress, history: options.noHistory !== true, cache: options.noCache !== true, reports,
  }).finally(() => progress.done());
  if (options.draft !== undefined) return writeDraft(roadmap, options.draft);
  const plan = ownPlan ?? draftPlan(roadmap);
  const document = documentOf(roadmap, tables, plan, ownPlan !== undefined, options.seed ?? 1);
  await deliver(document, format, options.out, options.status !== undefined);
  if (options.status === undefined) return 0;
  return { 'on track': 0, behind: 1, 'cannot tell': 2 }[document.status.value];
}

function documentOf(roadmap: Roadmap, tables: Tables, plan: Plan, isOwnPlan: boolean, seed: number): RoadmapDocument {
  const { moves, assumption } = movesOf(plan, roadmap);
  const decay = decayUnder(tables.decay, plan, roadmap.as_of);
  const simulation = simulate({ decay, moves, seed, draws, years });
  return { roadmap, plan, isOwnPlan, status: statusOf(plan, roadmap), simulation, moves, assumption, decay };
}

function formatOf({ format, out }: Options): Format {
  const ending = /\.(json|html|pdf)$/.exec(out ?? '')?.[1];
  const asked = format ?? ending ?? 'text';
  const known = formats.find((one) => one === asked);
  if (known === undefined) throw new UsageError('no-such-format', `there is no format "${asked}" of a roadmap`, `choose from: ${formats.join(', ')}`);
  if (known === 'pdf' && (out === undefined || out === '-')) throw new UsageError('no-place', 'a PDF is not printed to the terminal', 'name a file with --out FILE');
  return known;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError('unreadable', `${file} could not be read: ${reasonOf(error)}`, 'name a file that can be read');
  }
}

function writeDraft(roadmap: Roadmap, file: string): number {
  const head = `# Drafted from the facts of the device on ${roadmap.as_of}. Correct it; what only people can decide is left empty.\n# plumbline roadmap --plan ${'FILE'} shows it, plumbline roadmap --status ${'FILE'} holds it against the device.\n`;
  try {
    writeFileSync(file, head + stringify(draftPlan(roadmap), { lineWidth: 120 }), { flag: 'wx' });
  } catch (error) {
    throw new UsageError('not-written', `${file} could not be written: ${reasonOf(error)}`, 'name a file that is not there yet; a plan is never overwritten');
  }
  process.stderr.write(`wrote ${file}\n`);
  return 0;
}

async function deliver(document: RoadmapDocument, format: Format, out: string | undefined, isStatus: boolean): Promise<void> {
  const text = await rendered(document, format, isStatus, out);
  if (format === 'pdf') return (await import('./pdf.ts')).printPdf(text, out ?? '');
  if (out === undefined || out === '-') return print(text);
  writeWhole(out, text);
  process.stderr.write(`wrote ${out}\n`);
}

async function rendered(document: RoadmapDocument, format: Format, isStatus: boolean, out: string | undefined): Promise<string> {
  if (format === 'json') return `${canonicalJson(isStatus ? { roadmap: document.roadmap, status: document.status } : { roadmap: document.roadmap, plan: document.plan, simulation: document.simulation, status: document.status }, 2)}\n`;
  if (format === 'text') {
    const { textOfRoadmap, textOfStatus } = await import('../../report/roadmap/text.ts');
    const width = out === undefined ? widthOf(process.stdout) : 80;
    return isStatus ? textOfStatus(document) : textOfRoadmap(document, width);
  }
  return (await import('../../report/roadmap/page.ts')).pageOfRoadmap(document);
}
