/** `plumbline init`: writes a manifest from what is here. It asks only on a terminal and replaces nothing unasked. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { openDevice } from '../acquire/device.ts';
import { defaultLimits } from '../acquire/limits.ts';
import { manifestName } from '../acquire/manifest.ts';
import { writeWhole } from '../acquire/write.ts';
import type { Device } from '../core/device.ts';
import { UsageError } from '../core/trouble.ts';
import { manifestText } from './manifest-text.ts';
import { plain } from './terminal.ts';

interface Options {
  readonly yes?: boolean;
  readonly force?: boolean;
}

export async function initCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as unknown as Options;
  const file = join(path, manifestName);
  if (existsSync(file) && options.force !== true) {
    throw new UsageError('manifest-exists', `${file} is there already`, 'edit it, or replace it with --force');
  }
  const { device } = openDevice(path, undefined, defaultLimits, { ignoreManifest: true });
  const asked = options.yes === true || !process.stdin.isTTY ? device.about : await ask(device.about);
  writeWhole(file, new TextEncoder().encode(manifestText({ ...device, about: asked })));
  for (const { about, concluded, because } of device.inferred) process.stdout.write(`  ${plain(about)}: ${plain(concluded)} (${plain(because)})\n`);
  process.stdout.write(`wrote ${file}; what was inferred is marked in it: correct it, then run plumbline inspect ${path}\n`);
  return 0;
}

const questions = [
  ['name', 'device name'],
  ['version', 'version'],
  ['maker', 'maker'],
  ['intended_use', 'intended use, in a sentence'],
  ['safety_class', 'IEC 62304 safety class (A, B, C or undetermined)'],
  ['worst_harm', 'worst credible harm (none, minor, serious, death or undetermined)'],
] as const;

async function ask(about: Device['about']): Promise<Device['about']> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answers: Record<string, string> = {};
  try {
    for (const [field, question] of questions) {
      const answer = (await terminal.question(`${question} [${plain(about[field])}]: `)).trim();
      if (answer !== '') answers[field] = answer;
    }
  } finally {
    terminal.close();
  }
  return { ...about, ...answers } as Device['about'];
}
