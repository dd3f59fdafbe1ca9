/** Drives a program: one process for each input, contained by the runner. */
import { endings, type LeftFile } from '../observation.ts';
import { UsageError } from '../../core/trouble.ts';
import type { Driven, Driver } from './driver.ts';
import { link } from './frames.ts';

export interface ProcessSettings {
  readonly runner: string;
  /** Preloaded so that inputs run in copies of the program; without it each input starts the program anew. */
  readonly starter?: string | undefined;
  readonly command: readonly string[];
  readonly home: string;
  readonly input: 'stdin' | 'file' | 'argument';
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: { readonly time_ms: number; readonly memory_mb: number; readonly output_kb: number; readonly files_mb: number };
  readonly files: boolean;
  readonly sandbox: boolean;
}

/** Starts the runner. Throws `UsageError` when the program cannot be started at all. */
export async function processDriver(settings: ProcessSettings): Promise<Driver> {
  const { limits, command } = settings;
  const words = [
    '--home', settings.home, '--input', settings.input, '--time-ms', String(limits.time_ms), '--memory-mb', String(limits.memory_mb),
    '--output-kb', String(limits.output_kb), '--files-mb', String(limits.files_mb), '--files', settings.files ? '1' : '0', '--sandbox', settings.sandbox ? '1' : '0', ...(settings.starter === undefined ? [] : ['--starter', settings.starter]), '--', ...command,
  ];
  let hasStarted = false;
  const to = await link(settings.runner, words, settings.environment, limits.time_ms + 20_000);
  return {
    contained: () => (to.opening() & 1) !== 0,
    copied: () => (to.opening() & 2) !== 0,
    close: to.close,
    run: async (inputs) => {
      const seen: Driven[] = [];
      const answered = await to.ask(inputs, (frame) => seen.push(observationOf(frame)));
      if (answered < inputs.length) throw new UsageError('runner-died', `the runner of ${command[0] ?? ''} ended: ${to.said().toString('utf8').slice(-300)}`, 'run again; with --no-sandbox when the system refuses it');
      hasStarted ||= seen.some(({ ending }) => ending !== 'not-started');
      if (seen.length > 0 && !hasStarted) throw new UsageError('not-started', `${command[0] ?? ''} could not be started`, 'name a program that is there and may be run, with its path');
      return seen;
    },
  };
}

/** The frame that runner.c writes for one run. */
function observationOf(frame: Buffer): Driven {
  let at = 29;
  const chunk = (): Buffer => {
    const size = frame.readUInt32LE(at);
    at += 4 + size;
    return frame.subarray(at - size, at);
  };
  const [output, error] = [chunk(), chunk()];
  const count = frame.readUInt32LE(at);
  at += 4;
  const files: LeftFile[] = Array.from({ length: count }, () => ({ name: chunk().toString('latin1'), bytes: chunk() }));
  return {
    ending: endings[frame[0] ?? 4] ?? 'not-started',
    code: frame.readUInt32LE(1),
    cpuUs: Number(frame.readBigUInt64LE(5)),
    wallUs: Number(frame.readBigUInt64LE(13)),
    memoryKb: frame.readUInt32LE(21),
    kept: 0,
    output,
    error,
    files: files.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
