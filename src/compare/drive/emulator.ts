/** Finds the emulator that firmware images run under, and says what it can. It starts no image. */
import { spawnSync } from 'node:child_process';
import { UsageError } from '../../core/trouble.ts';

export const emulatorName = 'qemu-system-arm';

export interface Emulator {
  readonly version: string;
  readonly takesPlugins: boolean;
  readonly hasSandbox: boolean;
  /** Version of the plugin interface that count.c is built for. */
  readonly pluginVersion: number;
}

/** Nothing where it is not on this machine. Throws `UsageError` when it does not know the board. */
export function findEmulator(machine: string): Emulator | undefined {
  const ask = (...words: string[]): string => spawnSync(emulatorName, words, { encoding: 'utf8', timeout: 20_000 }).stdout ?? '';
  const version = /version (\d+)\.(\d+)[.\d]*/.exec(ask('--version'));
  if (version === null) return undefined;
  const boards = [...ask('-machine', 'help').matchAll(/^(\S+)\s+.*Cortex-M/gm)].map(([, name]) => name ?? '');
  if (!boards.includes(machine)) throw new UsageError('no-machine', `${emulatorName} has no Cortex-M board ${machine}`, `name one of ${boards.join(', ')}`);
  const help = ask('--help');
  return {
    version: version[0].replace('version ', ''),
    takesPlugins: /^-plugin /m.test(help),
    hasSandbox: /^-sandbox on/m.test(help),
    pluginVersion: Number(version[1]) >= 9 ? 3 : 1,
  };
}
