/** Runs the frame reader in C and in Rust on a Cortex-M3 under QEMU and prints what both cost, where this machine can build both. It installs nothing. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { costRows } from '../../src/compare/report/words.ts';
import type { Comparison } from '../../src/compare/result.ts';

const root = join(import.meta.dirname, '..', '..');
const target = 'thumbv7m-none-eabi';
/** Another rustc than that of the search path, for one that has the target. */
const rustc = process.env['PLUMBLINE_RUSTC'] ?? 'rustc';

/** The lines of the section; `work` is a folder that may be made. */
export function measureFirmware(work: string, seconds: string): readonly string[] {
  const head = ['## Frame reader on a Cortex-M3: C and Rust', ''];
  const missing = ['arm-none-eabi-gcc', 'qemu-system-arm'].filter((program) => spawnSync(program, ['--version']).status !== 0);
  if (!hasTarget()) missing.push(`a rustc with the target ${target} (rustup target add ${target}, or name one by PLUMBLINE_RUSTC)`);
  if (missing.length > 0) {
    console.log(`left out the firmware: not on this machine: ${missing.join(', ')}`);
    return [...head, `Left out: not on the machine that made this page: ${missing.join(', ')}.`, ''];
  }
  cpSync(join(root, 'examples', 'protocol-rewrite'), work, { recursive: true });
  const environment = { ...process.env, PATH: [...(rustc.includes('/') ? [dirname(rustc)] : []), process.env['PATH'] ?? ''].join(delimiter) };
  const ran = spawnSync(process.execPath, [join(root, 'bin', 'plumbline.js'), 'compare', '--plan', join(work, 'firmware.yaml'), '--build', '--time', seconds, '--out', join(work, 'out')], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  if ((ran.status ?? 70) > 2) throw new Error(`the firmware: the comparison ended with ${ran.status}`);
  const found = JSON.parse(readFileSync(join(work, 'out', 'comparison.json'), 'utf8')) as Comparison;
  const versions = [said('arm-none-eabi-gcc', '--version'), said(rustc, '--version'), `${found.emulator?.name} ${found.emulator?.version}, board ${found.emulator?.machine}`];
  return [
    ...head,
    `Plan: \`examples/protocol-rewrite/firmware.yaml\`. ${versions.join('; ')}. ${found.inputs.tried.toLocaleString('en-US')} inputs in ${found.inputs.seconds} s. Conclusion: **${found.conclusion}**, ${found.because}; two differences are planted in the successor.`, '',
    '| | C | Rust |', '|---|---|---|', ...costRows(found).map(([name, old, now]) => `| ${name} | ${old} | ${now} |`),
    '', 'The original believes the length in a frame and takes its checksum over up to 65,535 bytes beyond it: that is its worst case.', '',
  ];
}

function said(program: string, word: string): string {
  return spawnSync(program, [word], { encoding: 'utf8' }).stdout.split('\n')[0] ?? '';
}

function hasTarget(): boolean {
  const told = spawnSync(rustc, ['--print', 'target-libdir', '--target', target], { encoding: 'utf8' });
  const folder = told.stdout?.trim() ?? '';
  return told.status === 0 && existsSync(folder) && readdirSync(folder).some((name) => /^libcore.*\.rlib$/.test(name));
}
