/** Explains the code bytes of real ELF files and holds the sums against what readelf says of their sections. It excuses no difference. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isUnreadable } from '../../src/core/material.ts';
import type { ShippedCode } from './words.ts';
import probe from '../../src/materials/elf/code.probe.ts';
import { parseElf } from '../../src/materials/elf/material.ts';
import { made } from './made.ts';

const work = mkdtempSync(join(tmpdir(), 'plumbline-shipped-'));
const given = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const files = given.length > 0 ? given : made(work);
const lines = ['# Code bytes explained', '', 'Made by `node bench/shipped/run.ts` on files built there from one source by the compilers of this machine, and on programs of Debian. `readelf` is the sum of `readelf -SW` over sections with the flag X that hold bytes.', '',
  '| file | made by | executable bytes | readelf | equal | by language (how told) | units | time |', '|---|---|---|---|---|---|---|---|'];
let wrong = 0;
for (const file of files) {
  const bytes = readFileSync(file);
  const began = performance.now();
  const elf = parseElf(bytes);
  if (isUnreadable(elf)) throw new Error(`${file}: ${elf.unreadable}`);
  const stated = [...probe.look(elf, { path: file, size: bytes.length, head: bytes.subarray(0, 4096) })];
  const spent = performance.now() - began;
  const code = stated.find((one) => one.word === 'shipped-code' && 'value' in one) as { readonly value: ShippedCode } | undefined;
  if (code === undefined) {
    console.log(`${file}: ${JSON.stringify(stated)}`);
    continue;
  }
  const { executable, parts, units } = code.value;
  const sum = parts.reduce((all, part) => all + part.bytes, 0);
  const theirs = readelf(file);
  const equal = sum === executable && executable === theirs;
  if (!equal) wrong++;
  const compiler = stated.flatMap((one) => (one.word === 'unit-flags' && 'value' in one ? [(one.value as { readonly compiler: string }).compiler] : []));
  const told = parts.slice(0, 5).map(({ language, told_by, bytes: size }) => `${language} ${((size / executable) * 100).toFixed(1)} % (${told_by})`).join(', ');
  lines.push(`| ${basename(file)} | ${[...new Set(compiler)].slice(0, 2).join('; ').slice(0, 60) || 'not recorded'} | ${executable} | ${theirs} | ${equal ? 'yes' : '**no**'} | ${told} | ${units} | ${spent.toFixed(0)} ms |`);
}
rmSync(work, { recursive: true, force: true });
lines.push('', `${files.length} files, ${wrong} with a difference.`, '');
console.log(lines.join('\n'));
if (given.length === 0) writeFileSync(join(import.meta.dirname, 'results.md'), lines.join('\n'));
process.exitCode = wrong === 0 ? 0 : 1;

/** Sections that are allocated, executable and stored. */
function readelf(file: string): number {
  if (!existsSync('/usr/bin/readelf')) throw new Error('readelf is not installed: apt-get install binutils');
  const { stdout } = spawnSync('readelf', ['-SW', file], { encoding: 'utf8', maxBuffer: 1 << 28 });
  let sum = 0;
  for (const line of stdout.split('\n')) {
    const found = /^\s*\[\s*\d+\]\s+\S+\s+(\S+)\s+[0-9a-f]+\s+[0-9a-f]+\s+([0-9a-f]+)\s+[0-9a-f]+\s+([A-Zlpo]*)\s/u.exec(line);
    if (found !== null && found[1] !== 'NOBITS' && (found[3] ?? '').includes('X') && (found[3] ?? '').includes('A')) sum += Number.parseInt(found[2] ?? '0', 16);
  }
  return sum;
}
