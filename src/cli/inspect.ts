/** `plumbline inspect`: runs an inspection, renders it, puts the bytes where they are wanted, answers with the exit code. */
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeWhole } from '../acquire/write.ts';
import { exporterNames, loadExporter } from '../core/shelf.ts';
import type { Inspection } from '../core/inspection.ts';
import { UsageError } from '../core/trouble.ts';
import { inspect } from '../inspect.ts';
import { againstBaseline } from '../judge/baseline.ts';
import { readInspection } from './inspection-file.ts';
import { exitCodeOf } from './outcome.ts';
import { noProgress, showProgress } from './progress.ts';
import { hasColour, widthOf } from './terminal.ts';
import { versionOf } from './version.ts';

interface Options {
  readonly revision?: string;
  readonly edition?: string;
  readonly level?: number;
  readonly format: readonly string[];
  readonly out?: string;
  readonly baseline?: string;
  readonly asOf?: string;
  readonly codebook: readonly string[];
  readonly jobs?: number;
  readonly cache: boolean;
  readonly quiet?: boolean;
}

/** Everything that can be refused is refused before a byte of the device is read. */
export async function inspectCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as unknown as Options;
  const targets = targetsOf(options);
  const before = options.baseline === undefined ? undefined : readInspection(options.baseline);
  const progress = options.quiet === true ? noProgress : showProgress(process.stderr, () => performance.now());
  const { revision, edition, level, jobs } = options;
  const made = await inspect({
    path,
    ...(revision === undefined ? {} : { revision }),
    ...(edition === undefined ? {} : { edition }),
    ...(level === undefined ? {} : { level }),
    ...(jobs === undefined ? {} : { jobs }),
    asOf: options.asOf ?? new Date().toISOString().slice(0, 10),
    codebooks: options.codebook,
    cache: options.cache,
    version: versionOf(),
    watch: progress,
  }).finally(() => progress.done());
  const inspection = before === undefined ? made : againstBaseline(made, before);
  await deliver(inspection, targets, options.quiet === true);
  return exitCodeOf(inspection.baseline?.standing ?? inspection.standing.value);
}

/** A format and where it goes: a file, or standard output for `-`. */
interface Target {
  readonly format: string;
  readonly file: string;
}

function targetsOf({ format, out }: Options): readonly Target[] {
  const known = exporterNames();
  const stranger = format.find((name) => !known.includes(name));
  if (stranger !== undefined) throw new UsageError('no-such-format', `there is no format "${stranger}"`, `choose from: ${known.join(', ')}`);
  const formats = [...new Set(format.length === 0 ? ['text'] : format)];
  if (out === undefined || out === '-') {
    if (formats.length > 1) throw new UsageError('one-output', `${formats.length} formats cannot share standard output`, 'name a folder with --out DIR');
    return formats.map((name) => ({ format: name, file: '-' }));
  }
  const isFolder = out.endsWith('/') || formats.length > 1 || (existsSync(out) && statSync(out).isDirectory());
  if (isFolder && existsSync(out) && !statSync(out).isDirectory()) throw new UsageError('not-a-folder', `${out} is a file, and ${formats.length} formats need a folder`, 'name a folder with --out DIR');
  return formats.map((name) => ({ format: name, file: isFolder ? join(out, 'plumbline-report') : out }));
}

async function deliver(inspection: Inspection, targets: readonly Target[], quiet: boolean): Promise<void> {
  const written: string[] = [];
  for (const { format, file } of targets) {
    const exporter = await loadExporter(format);
    const onTerminal = file === '-';
    const text = exporter.render(inspection, onTerminal ? { width: widthOf(process.stdout), colour: hasColour(process.stdout) } : { width: 80, colour: false });
    if (onTerminal) await print(text);
    else {
      const target = basename(file) === 'plumbline-report' ? file + exporter.extension : file;
      writeWhole(target, new TextEncoder().encode(text));
      written.push(target);
    }
  }
  if (quiet || written.length === 0) return;
  const summary = await loadExporter('text');
  await print(summary.render(inspection, { width: widthOf(process.stdout), colour: hasColour(process.stdout) }));
  await print(`${written.map((file) => `wrote ${file}`).join('\n')}\n`);
}

/** Waits until a pipe took it all: exiting earlier would cut a large report. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));
}
