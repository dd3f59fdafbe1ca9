/** Drives a firmware image for Cortex-M under QEMU, one emulator for each input, contained by the runner, and counts what it executes. */
import { UsageError } from '../../core/trouble.ts';
import type { Driven, Driver } from './driver.ts';
import { emulatorName, type Emulator } from './emulator.ts';

/** What is read from the ELF file: where it starts, where its stack begins, and where functions lie that give out heap. */
export interface ImageAbout {
  readonly entry: number;
  readonly stackTop: number | undefined;
  readonly heap: readonly number[];
}

export interface FirmwareSettings {
  readonly image: string;
  readonly machine: string;
  readonly input: 'stdin' | 'file' | 'argument';
  readonly emulator: Emulator;
  /** The compiled count.c; without it nothing is counted. */
  readonly plugin: string | undefined;
  readonly about: ImageAbout;
}

/** Written by count.c into the private folder. */
const countsFile = '.plumbline-count';
const deepestStack = 1 << 20;
/** The emulator itself takes this much address space besides the limit of the plan. */
export const emulatorMemoryMb = 1024;
/** Emulation is slower than the machine it is measured on by about this factor. */
export const emulatorTimes = 10;

/**
 * One instruction takes one nanosecond of the virtual clock, so that timers fire at the same instruction in every run.
 * The image reaches the world by semihosting alone; what QEMU may not do itself the runner's sandbox refuses as well.
 */
export function firmwareCommand({ image, machine, input, emulator, plugin, about }: FirmwareSettings): readonly string[] {
  const counting = plugin === undefined ? [] : ['-plugin', [plugin.replaceAll(',', ',,'), `entry=${about.entry.toString(16)}`, ...about.heap.map((address) => `heap=${address.toString(16)}`)].join(',')];
  return [
    emulatorName, '-M', machine, '-nic', 'none', '-display', 'none', '-serial', 'none', '-monitor', 'none', '-no-user-config',
    ...(emulator.hasSandbox ? ['-sandbox', 'on,spawn=deny,elevateprivileges=deny'] : []),
    '-semihosting-config', 'enable=on,target=native', '-accel', 'tcg,tb-size=16', '-icount', 'shift=0,sleep=off', ...counting, '-kernel', image,
    // The runner puts the name of the input file, or the input, behind the last word.
    ...(input === 'stdin' ? [] : ['-append']),
  ];
}

/** Turns runs of the emulator into runs of the image. Time and memory of the emulator say nothing of the device and are left out. */
export function firmwareDriver(emulators: Driver, { image, about, plugin }: FirmwareSettings, files: boolean): Driver {
  const met = new Set<string>();
  let hasStarted = false;
  const runOf = (run: Driven): Driven => {
    const left = run.files.filter(({ name }) => name !== countsFile);
    const written = run.files.find(({ name }) => name === countsFile);
    const counts = written === undefined ? undefined : readCounts(Buffer.from(written.bytes).toString('latin1'));
    const isNone = run.ending === 'exited' && (counts === undefined ? plugin !== undefined || refused(run.error) : counts.instructions === 0);
    const fresh = (counts?.blocks ?? []).filter((block) => !met.has(block));
    fresh.forEach((block) => met.add(block));
    const stack = counts?.lowest === undefined || about.stackTop === undefined ? 0 : about.stackTop - counts.lowest;
    return {
      ...run, error: ofImage(run.error), ...(isNone ? { ending: 'not-started' as const } : {}), files: files ? left : [], untimed: true, memoryKb: 0, kept: 0,
      ...(counts === undefined || isNone ? {} : { instructions: counts.instructions, functions: counts.functions, newEdges: fresh.length, ...(stack > 0 && stack < deepestStack ? { stack } : {}), ...(about.heap.length > 0 ? { heapCalls: counts.heap } : {}) }),
    };
  };
  return {
    contained: emulators.contained,
    copied: emulators.copied,
    close: emulators.close,
    run: async (inputs) => {
      const runs = (await emulators.run(inputs)).map(runOf);
      hasStarted ||= runs.some(({ ending }) => ending !== 'not-started');
      if (runs.length > 0 && !hasStarted) throw new UsageError('not-started', `${image} does not run under ${emulatorName}: ${Buffer.from(runs[0]?.error ?? []).toString('utf8').replace(/^.*warning:.*\n/gm, '').trim().slice(-300)}`, 'name an ELF file that is linked for the memory of the board');
      return runs;
    },
  };
}

/** True when the plugin worked: an emulator refuses one of another version and ends. */
export function wasCounted(run: Driven | undefined): boolean {
  return run !== undefined && run.files.some(({ name }) => name === countsFile);
}

/** The error output without what the emulator says of its board. */
function ofImage(error: Uint8Array): Uint8Array {
  if (error.length === 0) return error;
  return Buffer.from(Buffer.from(error).toString('latin1').replace(/^(?:qemu-system-\w+: warning:.*|Timer with period zero, disabling)\n/gm, ''), 'latin1');
}

/** An emulator that ends before the image began says why. */
function refused(error: Uint8Array): boolean {
  return new RegExp(`^${emulatorName}: (?!.*warning)`, 'm').test(Buffer.from(error.subarray(0, 4096)).toString('latin1'));
}

interface Counts {
  readonly instructions: number;
  readonly heap: number;
  readonly lowest: number | undefined;
  readonly functions: ReadonlyMap<string, number>;
  readonly blocks: readonly string[];
}

/** Lines of count.c. The image could have written them itself: a line that is no such line is passed over. */
function readCounts(text: string): Counts {
  const number = (value: string): number => (/^\d{1,15}$/.test(value) ? Number(value) : 0);
  const found = { instructions: 0, heap: 0, lowest: undefined as number | undefined };
  const functions = new Map<string, number>();
  const blocks: string[] = [];
  for (const line of text.split('\n')) {
    const [, word = '', value = '', name = ''] = /^(\w+) ([0-9a-f]{1,16})(?: (.{1,95}))?$/.exec(line) ?? [];
    if (word === 'instructions') found.instructions = number(value);
    else if (word === 'heap') found.heap = number(value);
    else if (word === 'lowest') found.lowest = Number.parseInt(value, 16);
    else if (word === 'function') functions.set(name, number(value));
    else if (word === 'block') blocks.push(value);
  }
  return { ...found, functions, blocks };
}
