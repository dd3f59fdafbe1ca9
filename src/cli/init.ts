/** `plumbline init`: writes a manifest from what is here. It asks only on a terminal and replaces nothing unasked. */
import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openDevice } from '../acquire/device.ts';
import { defaultLimits } from '../acquire/limits.ts';
import { manifestName } from '../acquire/manifest.ts';
import { writeWhole } from '../acquire/write.ts';
import { UsageError } from '../core/trouble.ts';
import { ask } from './ask.ts';
import { manifestText } from './manifest-text.ts';
import { print } from './print.ts';
import { plain } from './terminal.ts';

interface Options {
  readonly yes?: boolean;
  readonly force?: boolean;
}

export async function initCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as unknown as Options;
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError('no-such-folder', `there is no folder at ${path}`, 'name the folder of the device; a manifest lies at its top');
  }
  const file = join(path, manifestName);
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined && options.force !== true) {
    throw new UsageError('manifest-exists', `${file} is there already`, 'edit it, or replace it with --force');
  }
  const { device } = openDevice(path, undefined, defaultLimits, { ignoreManifest: true });
  const answers = options.yes === true || !process.stdin.isTTY ? {} : await ask(device.about);
  // What was answered is no longer inferred.
  const inferred = device.inferred.filter(({ about: subject }) => !Object.keys(answers).includes(subject.replace(/^device\./, '')));
  writeWhole(file, manifestText({ ...device, about: { ...device.about, ...answers }, inferred }));
  const concluded = inferred.map(({ about: subject, concluded: what, because }) => `  ${plain(subject)}: ${plain(what)} (${plain(because)})\n`);
  await print(`${concluded.join('')}wrote ${plain(file)}; what was inferred is marked in it: correct it, then run plumbline inspect ${plain(path)}\n`);
  return 0;
}
