/** Decides which reports go where, before anything is read, and puts them there. It renders nothing itself. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reasonOf } from '../acquire/walk.ts';
import { writeWhole } from '../acquire/write.ts';
import type { Exporter } from '../core/exporter.ts';
import { exporterNames, loadExporter } from '../core/shelf.ts';
import { UsageError } from '../core/trouble.ts';

/** A report and where it goes: a file, or standard output when there is none. */
export interface Target {
  readonly exporter: Exporter;
  readonly file?: string;
}

const reportName = 'plumbline-report';

/** Throws `UsageError` for a format nobody knows and for a place that cannot take the reports. */
export async function targetsOf(asked: readonly string[], out: string | undefined): Promise<readonly Target[]> {
  const known = exporterNames();
  const stranger = asked.find((name) => !known.includes(name));
  if (stranger !== undefined) throw new UsageError('no-such-format', `there is no format "${stranger}"`, `choose from: ${known.join(', ')}`);
  if (out === '') throw new UsageError('no-place', '--out names no place', 'name a folder, a file, or - for standard output');
  const exporters = await Promise.all([...new Set(asked)].map((name) => loadExporter(name)));
  if (exporters.length === 0) exporters.push(await byEnding(out ?? '', known));
  if (out === undefined || out === '-') {
    if (exporters.length > 1) throw new UsageError('one-output', `${exporters.length} formats cannot share standard output`, 'name a folder with --out DIR');
    return exporters.map((exporter) => ({ exporter }));
  }
  const stats = look(out);
  const isFolder = out.endsWith('/') || exporters.length > 1 || stats?.isDirectory() === true;
  if (!isFolder) {
    demandFolder(dirname(out));
    return exporters.map((exporter) => ({ exporter, file: out }));
  }
  if (stats !== undefined && !stats.isDirectory()) throw new UsageError('not-a-folder', `${out} is a file, and a folder is needed`, 'name a folder with --out DIR');
  return exporters.map((exporter) => ({ exporter, file: join(out, reportName + exporter.extension) }));
}

/** Writes a report whole or not at all. A folder that was asked for is made. */
export function deliverTo(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw new UsageError('not-written', `the folder ${dirname(file)} could not be made: ${reasonOf(error)}`, 'name another place with --out');
  }
  writeWhole(file, text);
}

/** Without --format the name of the file says what it is to hold; a report in HTML clothes would mislead. */
async function byEnding(out: string, known: readonly string[]): Promise<Exporter> {
  const exporters = await Promise.all(known.map((name) => loadExporter(name)));
  // The longest ending that fits: `report.cdx-1.6.json` ends in `.json` too.
  const [best] = exporters.filter(({ extension }) => out.endsWith(extension)).sort((a, b) => b.extension.length - a.extension.length);
  return best ?? loadExporter('text');
}

function demandFolder(folder: string): void {
  const stats = look(folder);
  if (stats?.isDirectory() === true) return;
  const wrong = stats === undefined ? 'there is no folder' : 'no folder, but a file, is';
  throw new UsageError('no-such-folder', `${wrong} ${folder}`, 'make it first, or name another place with --out');
}

function look(path: string): ReturnType<typeof statSync> {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A file on the way to the path (ENOTDIR) or a folder that may not be entered.
    throw new UsageError('no-such-folder', `${path} cannot be reached: ${reasonOf(error)}`, 'name another place with --out');
  }
}
