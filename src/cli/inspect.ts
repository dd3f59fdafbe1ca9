/** `plumbline inspect`: runs an inspection, has it rendered and put where it is wanted, answers with the exit code. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../core/canonical.ts';
import type { Inspection } from '../core/inspection.ts';
import { loadExporter } from '../core/shelf.ts';
import { UsageError } from '../core/trouble.ts';
import type { InspectRequest } from '../inspect.ts';
import { inspectOrRecall } from '../inspection-cache.ts';
import { againstBaseline } from '../judge/baseline.ts';
import { readInspection } from './inspection-file.ts';
import { exitCodeOf } from './outcome.ts';
import { print } from './print.ts';
import { noProgress, showProgress } from './progress.ts';
import { deliverTo, targetsOf, type Target } from './targets.ts';
import { hasColour, widthOf } from './terminal.ts';
import { versionOf } from './version.ts';

interface Options {
  readonly revision?: string;
  readonly edition?: string;
  readonly level?: number;
  readonly format?: readonly string[];
  readonly out?: string;
  readonly baseline?: string;
  readonly asOf?: string;
  readonly codebook?: readonly string[];
  readonly jobs?: number;
  readonly noCache?: boolean;
  readonly record?: string;
  readonly noVariances?: boolean;
  readonly quiet?: boolean;
}

/** Everything that can be refused is refused before a byte of the device is read. */
export async function inspectCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as unknown as Options;
  const { revision, edition, level, jobs, baseline, codebook = [] } = options;
  const targets = await targetsOf(options.format ?? [], options.out);
  codebook.forEach(demandLaw);
  const before = baseline === undefined ? undefined : readInspection(baseline);
  const files = targets.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const progress = options.quiet === true ? noProgress : showProgress(process.stderr, () => performance.now());
  const request: InspectRequest = {
    path,
    ...(revision === undefined ? {} : { revision }),
    ...(edition === undefined ? {} : { edition }),
    ...(level === undefined ? {} : { level }),
    ...(jobs === undefined ? {} : { jobs }),
    asOf: options.asOf ?? new Date().toISOString().slice(0, 10),
    codebooks: codebook,
    version: versionOf(),
    watch: progress,
    ...(options.noVariances === true ? { ignoreVariances: true } : {}),
    reports: [...files, baseline, options.record].filter((file) => file !== undefined),
  };
  const made = await inspectAs(request, options).finally(() => progress.done());
  const inspection = before === undefined ? made : againstBaseline(made, before);
  await deliver(inspection, targets, options.quiet === true);
  return exitCodeOf(inspection.baseline?.standing ?? inspection.standing.value);
}

/** With a record the device is always looked at: what was kept of the last run are verdicts alone. */
async function inspectAs(request: InspectRequest, { record, noCache }: Options): Promise<Inspection> {
  if (record === undefined && noCache !== true) return inspectOrRecall(request);
  const { inspect, inspectWithRecord } = await import('../inspect.ts');
  if (record === undefined) return inspect(request);
  const { inspection, stored } = await inspectWithRecord(request);
  deliverTo(record, canonicalJson(stored));
  return inspection;
}

async function deliver(inspection: Inspection, targets: readonly Target[], quiet: boolean): Promise<void> {
  const here = { width: widthOf(process.stdout), colour: hasColour(process.stdout) };
  const written: string[] = [];
  for (const { exporter, file } of targets) {
    if (file === undefined) await print(exporter.render(inspection, here));
    else {
      deliverTo(file, exporter.render(inspection, { width: 80, colour: false }));
      written.push(file);
    }
  }
  if (quiet || written.length === 0) return;
  const summary = await loadExporter('text');
  await print(summary.render(inspection, here));
  await print(`\n${written.map((file) => `wrote ${file}`).join('\n')}\n`);
}

/** A folder without law loads as nothing at all: the operator named the wrong one. */
function demandLaw(folder: string): void {
  const holds = (part: string): boolean => statSync(join(folder, part), { throwIfNoEntry: false })?.isDirectory() === true;
  if (['elements', 'editions', 'crosswalks', 'tables'].some(holds)) return;
  throw new UsageError('no-law', `${folder} holds no law`, 'name a folder that has elements/ or editions/ in it');
}
