/** Builds small programs with the machine's own compilers into a folder that is removed at the end; a missing compiler skips the case and says so. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Observation } from '../../../src/core/fact.ts';
import { isCouldNotTell } from '../../../src/core/fact.ts';
import { isUnreadable, type Probe } from '../../../src/core/material.ts';
import guard from '../../../src/materials/elf/guard.probe.ts';
import kind from '../../../src/materials/elf/kind.probe.ts';
import loading from '../../../src/materials/elf/loading.probe.ts';
import { parseElf, type Elf } from '../../../src/materials/elf/material.ts';
import permission from '../../../src/materials/elf/permission.probe.ts';

export const folder = mkdtempSync(join(tmpdir(), 'plumbline-elf-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

export const probes: readonly Probe<Elf>[] = [kind, permission, loading, guard];

export function have(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** A reason to skip, or false. */
export function missing(command: string): string | false {
  return have(command) ? false : `no ${command} on this machine`;
}

export function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Runs a compiler in the folder and gives the bytes of `-o name`. */
export function build(command: string, name: string, options: readonly string[]): Uint8Array {
  const ran = spawnSync(command, [...options, '-o', name], { cwd: folder, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${command} ${options.join(' ')}: ${ran.stderr}`);
  return read(name);
}

export function run(command: string, options: readonly string[]): void {
  const ran = spawnSync(command, options, { cwd: folder, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${command} ${options.join(' ')}: ${ran.stderr}`);
}

export function read(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, name)));
}

/** All values stated, flattened by word, and all reasons for blanks. */
export interface Seen {
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly blanks: readonly string[];
}

export function inspect(bytes: Uint8Array): Seen {
  const form = parseElf(bytes);
  if (isUnreadable(form)) return { values: {}, blanks: [form.unreadable] };
  const values: Record<string, Record<string, unknown>> = {};
  const blanks: string[] = [];
  for (const observation of observations(form)) {
    if (isCouldNotTell(observation)) blanks.push(`${observation.word}: ${observation.reason}`);
    else values[observation.word] = observation.value as Record<string, unknown>;
  }
  return { values, blanks };
}

export function observations(form: Elf): readonly Observation[] {
  return probes.flatMap((probe) => [...probe.look(form, { path: 'image', size: form.numbers.bytes.length, head: form.numbers.bytes })]);
}
