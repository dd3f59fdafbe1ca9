/** Sets firmware images up under QEMU, and reads from their ELF files what the counting needs. It starts none itself. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Workshop } from '../../compare/drive/build.ts';
import { emulatorName, findEmulator } from '../../compare/drive/emulator.ts';
import { emulatorMemoryMb, emulatorTimes, firmwareCommand, firmwareDriver, wasCounted, type ImageAbout } from '../../compare/drive/firmware.ts';
import { lanes } from '../../compare/drive/lanes.ts';
import { processDriver } from '../../compare/drive/process.ts';
import type { Driver } from '../../compare/drive/driver.ts';
import type { Plan } from '../../compare/plan.ts';
import type { Comparison } from '../../compare/result.ts';
import { isUnreadable } from '../../core/material.ts';
import { UsageError } from '../../core/trouble.ts';
import { parseElf } from '../../materials/elf/material.ts';
import { textAt } from '../../materials/elf/numbers.ts';

export interface Board {
  readonly about: () => NonNullable<Comparison['emulator']>;
  readonly start: (image: string) => Promise<Driver>;
}

interface Setting {
  readonly plan: Plan;
  readonly folder: string;
  readonly sandbox: boolean;
}

/** Functions that give out heap. newlib's `malloc` only calls `_malloc_r`, so the outer ones are left out beside it. */
const inner = ['_malloc_r', '_realloc_r'];
const outer = ['malloc', 'calloc', 'realloc'];
const others = ['pvPortMalloc', 'k_malloc', 'k_heap_alloc', 'tx_byte_allocate', '__rust_alloc', '__rust_realloc'];

/** Nothing where QEMU is not on this machine. */
export function findBoard({ plan, folder, sandbox }: Setting, shop: Workshop, environmentOf: (home: string) => Record<string, string>): Board | undefined {
  const machine = plan.machine ?? '';
  const emulator = findEmulator(machine);
  if (emulator === undefined) return undefined;
  let plugin = emulator.takesPlugins ? shop.counter(emulator.pluginVersion) : undefined;
  const runner = shop.runner();
  const limits = { ...plan.limits, memory_mb: plan.limits.memory_mb === 0 ? 0 : plan.limits.memory_mb + emulatorMemoryMb, time_ms: plan.limits.time_ms * emulatorTimes };
  let homes = 0;
  const begin = async (image: string): Promise<Driver> => {
    const settings = { image, machine, input: plan.input, emulator, plugin, about: readImage(image) };
    const started = await Promise.all(Array.from({ length: Math.max(2, Math.floor(availableParallelism() / 2)) }, async () => {
      const home = shop.home(`board-${homes++}`);
      return processDriver({ runner, command: firmwareCommand(settings), home, input: plan.input, environment: environmentOf(home), limits, files: true, sandbox });
    }));
    const emulators = lanes(started);
    // An emulator that takes no such plugin says so when it is first given one; then nothing is counted.
    if (plugin === undefined || wasCounted((await emulators.run([new Uint8Array()]))[0])) return firmwareDriver(emulators, settings, plan.compare.files);
    await emulators.close();
    plugin = undefined;
    return begin(image);
  };
  return {
    about: () => ({ name: emulatorName, version: emulator.version, machine, counts: plugin !== undefined }),
    start: async (image) => begin(isAbsolute(image) ? image : join(folder, image)),
  };
}

/** What an emulator is told of an image. Throws `UsageError` for a file that is no firmware for ARM. */
export function readImage(file: string): ImageAbout {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new UsageError('no-such-file', `there is no firmware image at ${file}`, 'name an ELF file');
  }
  const elf = parseElf(bytes);
  if (isUnreadable(elf) || elf.header.machine.name !== 'ARM' || elf.header.type !== 2) throw new UsageError('no-firmware', `${file} is no ELF executable for ARM`, 'name the linked image of a Cortex-M firmware');
  const first = elf.sections.filter((section) => (section.flags & 2) !== 0 && section.type === 1 && section.size >= 8).sort((a, b) => a.address - b.address)[0];
  const symbols = elf.symbols();
  const functions = typeof symbols === 'object' ? symbols.functions : [];
  const named = new Map(functions.map((one) => [textAt(bytes, one.name, Math.min(bytes.length, one.name + 120)), one.address]));
  const givers = [...(named.has('_malloc_r') ? inner : outer), ...others].flatMap((name) => named.get(name) ?? []);
  // The vector table lies first; its first word is where the stack begins.
  return { entry: elf.header.entry, stackTop: first === undefined ? undefined : elf.numbers.u32(first.offset), heap: [...new Set(givers)].slice(0, 16) };
}
