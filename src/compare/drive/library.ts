/** Drives a shared library through a generated harness; a call that crashes or hangs ends a child of the harness, and the next one goes on. */
import { endings } from '../observation.ts';
import { UsageError } from '../../core/trouble.ts';
import type { Driven, Driver } from './driver.ts';
import { link } from './frames.ts';

export interface LibrarySettings {
  readonly harness: string;
  readonly library: string;
  readonly home: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: { readonly time_ms: number; readonly memory_mb: number };
  readonly sandbox: boolean;
}

/** Starts the harness. Throws `UsageError` when the library cannot be loaded or lacks a function. */
export async function libraryDriver(settings: LibrarySettings): Promise<Driver> {
  const { limits, library } = settings;
  const to = await link(settings.harness, [library, settings.home, String(limits.time_ms), String(limits.memory_mb), settings.sandbox ? '1' : '0'], settings.environment, limits.time_ms + 20_000);
  if (!to.alive()) throw new UsageError('not-started', `${library} cannot be used: ${to.said().toString('utf8').trim().slice(-300)}`, 'name a shared library for this machine that has the functions of the plan');
  return {
    contained: () => (to.opening() & 1) !== 0,
    copied: () => false,
    close: to.close,
    run: async (inputs) => {
      const seen: Driven[] = [];
      const answered = await to.ask(inputs, (frame) => seen.push(observationOf(frame)));
      if (answered < inputs.length) throw new UsageError('harness-died', `the harness of ${library} ended: ${to.said().toString('utf8').slice(-300)}`, 'run again; with --no-sandbox when the system refuses it');
      return seen;
    },
  };
}

/** The frame that harness.c writes for one run. */
function observationOf(frame: Buffer): Driven {
  const output = 37 + frame.readUInt32LE(33);
  const nanoseconds = Number(frame.readBigUInt64LE(5));
  return {
    ending: endings[frame[0] ?? 4] ?? 'not-started',
    code: frame.readInt32LE(1),
    cpuUs: nanoseconds / 1000,
    wallUs: nanoseconds / 1000,
    memoryKb: 0,
    kept: Number(frame.readBigUInt64LE(13)),
    stack: frame.readUInt32LE(21),
    newEdges: frame.readUInt32LE(25),
    heapCalls: frame.readUInt32LE(29),
    output: frame.subarray(37, output),
    error: frame.subarray(output),
    files: [],
  };
}
