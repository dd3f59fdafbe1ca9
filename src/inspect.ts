/** The whole inspection, from a path to plain data: acquire, observe, tally, judge. It renders and writes nothing. */
import { basename, join, resolve } from 'node:path';
import { changesPath, changesSince, type Changes } from './acquire/changes.ts';
import { openSighted } from './acquire/device.ts';
import { defaultLimits } from './acquire/limits.ts';
import { sightDevice, type Sighted } from './acquire/sight.ts';
import { loadMaterials, loadTallies, loadWords, readCodebookText, shelfRoot, type ShelvedMaterial } from './core/shelf.ts';
import type { Fact, Word } from './core/fact.ts';
import type { Inspection, LoadedPart } from './core/inspection.ts';
import { compareText } from './core/place.ts';
import type { Tally } from './core/tally.ts';
import type { Codebook, CodebookText, Edition, KeptLaw } from './codebook/codebook.ts';
import { editionOf, loadCodebook } from './codebook/load.ts';
import { assess } from './judge/assess.ts';
import { fileAll, inventoryOf } from './judge/assemble.ts';
import { levelOf } from './judge/level.ts';
import type { SeenFile } from './judge/looked.ts';
import { observe } from './judge/observe.ts';
import { deviceRecord, type DeviceRecord, type MaterialAnswers } from './judge/record.ts';
import { remembered, type RecordInMaking, type StoredRecord } from './judge/stored.ts';
import { tallyAll } from './judge/tallying.ts';
import { observeAll, type Memory, type Watch } from './observe-all.ts';

export interface InspectRequest {
  /** Folder, file, or folder of a git repository when `revision` is given. */
  readonly path: string;
  readonly revision?: string;
  readonly edition?: string;
  readonly level?: number;
  /** ISO date; the only time the inspection knows. */
  readonly asOf: string;
  /** Folders of further law. */
  readonly codebooks: readonly string[];
  readonly jobs?: number;
  /** Version of Plumbline, for the record. */
  readonly version: string;
  readonly watch: Watch;
  /** Reports that this run reads or writes; they are no part of the device. */
  readonly reports?: readonly string[];
  /** False to leave the version history out: no new code is told from old. */
  readonly history?: boolean;
  /** True to list variances and apply none. */
  readonly ignoreVariances?: boolean;
  /** Words, materials and tallies other than those on the shelf. */
  readonly shelf?: Shelf;
  /** The files, when somebody found them already. */
  readonly sighted?: Sighted;
  /** What was seen of the files last time. */
  readonly memory?: Memory;
  /** The law as it was loaded last time. */
  readonly keptLaw?: KeptLaw;
}

/** What an inspection looks with. */
export interface Shelf {
  readonly words: ReadonlyMap<string, Word>;
  readonly materials: readonly ShelvedMaterial[];
  readonly tallies: readonly Tally[];
}

/** Inspects a device. Throws `UsageError` for what the operator can mend; anything else thrown is our fault. */
export async function inspect(request: InspectRequest): Promise<Inspection> {
  return inspectInto(request, deviceRecord);
}

/** As `inspect`, with the record that the verdicts rest on, so that they can be judged again without the device. */
export async function inspectWithRecord(request: InspectRequest): Promise<{ readonly inspection: Inspection; readonly stored: StoredRecord }> {
  let making: RecordInMaking | undefined;
  const inspection = await inspectInto(request, (device, materials) => {
    making = remembered(device, materials);
    return making.record;
  });
  if (making === undefined) throw new Error('an inspection was made without a record');
  return { inspection, stored: making.stored(request.version, request.asOf) };
}

async function inspectInto(request: InspectRequest, newRecord: typeof deviceRecord): Promise<Inspection> {
  request.watch.phase('finding files');
  const opened = openSighted(request.sighted ?? sightDevice(request.path, request.revision, defaultLimits, request.reports));
  const history = request.history === false ? noHistory : changesSince(opened.folder, {
    asOf: request.asOf,
    ...(opened.newCodeSince === '' ? {} : { since: opened.newCodeSince }),
    ...(request.revision === undefined ? {} : { revision: request.revision }),
  });

  const { words, materials, tallies } = request.shelf ?? (await ownShelf());
  const codebook = loadLaw(request.codebooks, words, request.keptLaw);
  const edition = chosenEdition(codebook, request.edition ?? opened.edition, request.asOf);
  announce(codebook, edition, request);
  // An unknown level is refused before a byte of the device is read.
  levelOf(edition, opened.device, request.asOf, request.level);

  request.watch.phase('looking');
  const seen = await observeAll(opened, materials, { limits: defaultLimits, watch: request.watch, ...memoryOf(request), ...jobsOf(request) });
  const files = withHistory(seen, await history, materials);

  request.watch.phase('judging');
  const answers = new Map(materials.map(({ material, answers }): [string, MaterialAnswers] => [material.name, { nature: material.nature, answers }]));
  const record = newRecord(opened.device, answers);
  fileAll(files, record, opened.componentOf);
  tallyAll(record, tallies, codebook, request.asOf);
  const sites = tallied(record, 'site-count');
  const boundaries = tallied(record, 'boundary-map');
  return {
    schema: 'plumbline-inspection-1',
    plumbline: request.version,
    as_of: request.asOf,
    device: { ...deviceOf(record), revision: opened.revision },
    ...assess(record, codebook, edition, words, request.asOf, request.level, request.ignoreVariances),
    ledger: tallied(record, 'ledger-entry'),
    shipped: tallied(record, 'shipped-bytes'),
    coverage: tallied(record, 'analysis-coverage'),
    ...(sites.length === 0 ? {} : { sites }),
    ...(boundaries.length === 0 ? {} : { boundaries }),
    inventory: inventoryOf(files, answers, opened),
    loaded: loadedParts(materials, tallies, codebook),
  };
}

const noHistory: Promise<Changes> = Promise.resolve({ trouble: 'not asked for' });

async function ownShelf(): Promise<Shelf> {
  const [words, materials, tallies] = await Promise.all([loadWords(), loadMaterials(), loadTallies()]);
  return { words, materials, tallies };
}

/** Threads load the shelf that lies in the folders; another one can only be looked with right here. */
function jobsOf({ jobs, shelf }: InspectRequest): { readonly jobs?: number } {
  if (shelf !== undefined) return { jobs: 0 };
  return jobs === undefined ? {} : { jobs };
}

function memoryOf({ memory }: InspectRequest): { readonly memory?: Memory } {
  return memory === undefined ? {} : { memory };
}

/** Plumbline's own law and what lies in further folders. */
export function loadLaw(folders: readonly string[], words: ReadonlyMap<string, Word>, kept?: KeptLaw): Codebook {
  const own: CodebookText = { name: 'plumbline', files: readCodebookText(join(shelfRoot, '..', 'codebook')) };
  const more = folders.map((folder): CodebookText => ({ name: basename(resolve(folder)), files: readCodebookText(folder) }));
  return loadCodebook([own, ...more], words, kept);
}

/**
 * The edition asked for; else of the published ones the newest in effect, or the newest at all before one is; else the
 * newest draft, which is named as such in every report.
 */
export function chosenEdition(codebook: Codebook, asked: string, asOf: string): Edition {
  if (asked !== '') return editionOf(codebook, asked);
  const standing = [...codebook.editions.values()].filter(({ law }) => law.status !== 'withdrawn').sort((a, b) => compareText(b.law.effective_on, a.law.effective_on) || compareText(a.law.id, b.law.id));
  const published = standing.filter(({ law }) => law.status === 'published');
  const newest = published.find(({ law }) => law.effective_on <= asOf) ?? published[0] ?? standing[0];
  return newest ?? editionOf(codebook, asked);
}

/** A rule warns before it binds: whoever is judged under an older edition hears of the one that is published and comes. */
function announce(codebook: Codebook, edition: Edition, { asOf, watch }: InspectRequest): void {
  for (const { law } of codebook.editions.values()) {
    if (law.status !== 'published' || law.supersedes !== edition.law.id) continue;
    watch.remark?.(`edition ${law.id} ${law.effective_on <= asOf ? `took the place of ${edition.law.id} on` : 'is published and binds from'} ${law.effective_on}; plumbline code diff ${edition.law.id} ${law.id} shows what it changes`);
  }
}

/** Adds the changes since a point of the version history as the synthetic artifact that states them. */
function withHistory(files: readonly SeenFile[], history: Changes, materials: readonly ShelvedMaterial[]): readonly SeenFile[] {
  if (history.bytes === undefined) return files;
  const sight = { path: changesPath, size: history.bytes.length, head: history.bytes.subarray(0, 4096) };
  // No digest: the text is ours, made from the history, and differs with the as-of date.
  return [...files, { path: changesPath, seen: [{ ...observe(materials, history.bytes, sight), size: 0, sha256: '' }] }];
}

function deviceOf({ device }: DeviceRecord): Omit<Inspection['device'], 'revision'> {
  return { about: device.about, components: device.components, declared: device.declared, inferred: device.inferred };
}

function tallied(record: DeviceRecord, word: string): readonly Fact[] {
  return record.device.components.flatMap((component) => record.own(component.name).facts(word));
}

function loadedParts(materials: readonly ShelvedMaterial[], tallies: readonly Tally[], codebook: Codebook): Inspection['loaded'] {
  const part = ({ name, revision, states }: { readonly name: string; readonly revision: number; readonly states: readonly Word[] }): LoadedPart => ({
    name,
    revision,
    words: states.map((word) => word.word),
  });
  return {
    materials: materials.map(({ material }) => material.name),
    probes: materials.flatMap(({ material, probes }) => probes.map((probe) => ({ ...part(probe), name: `${material.name}/${probe.name}` }))),
    tallies: tallies.map(part),
    codebooks: codebook.sources,
    tables: [...codebook.tables].sort(([a], [b]) => compareText(a, b)).map(([name, { as_of, digest }]) => ({ name, as_of, digest })),
  };
}
