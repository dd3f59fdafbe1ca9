/** Measures verifying: a package of 500 files by the command as it lies here, and the size of the page. It compares with no peer. */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPackage } from '../src/acquire/package-folder.ts';
import { measure } from './measure.ts';

const rounds = 5;
const wanted = 500;
const root = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'plumbline-bench-verify-'));
const at = (name: string): string => join(work, name);
const run = (...args: readonly string[]): void => {
  const done = spawnSync(process.execPath, [join(root, 'bin', 'plumbline.js'), ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) throw new Error(`plumbline ${args[0] ?? ''} ended with ${String(done.status)}`);
};

/** A device with many papers: a source file, and reports of 4 kB each. */
function plant(papers: number): void {
  mkdirSync(at('device/evidence'), { recursive: true });
  writeFileSync(at('device/main.c'), 'int main(void) { return 0; }\n');
  for (let index = 0; index < papers; index++) writeFileSync(at(`device/evidence/report-${index}.txt`), `report ${index}\n${'what was tried and what was seen\n'.repeat(120)}`);
  writeFileSync(at('device/plumbline.yaml'), `plumbline: 1
device: { name: Bench, version: '1', maker: Nobody, intended_use: to be measured, safety_class: C, connectivity: [], worst_harm: serious, patient_data: false, update_path: local }
components:
  - { name: main, kind: source, where: [main.c] }
  - { name: papers, kind: evidence, where: [evidence] }
`);
}

try {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(at('key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(at('key.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
  const certify = (out: string): void => run('certify', at('device'), '--key', at('key.pem'), '--out', at(out), '--as-of', '2026-11-20', '--quiet');
  plant(1);
  certify('small');
  const besides = openPackage(at('small')).files.size - 1;
  plant(wanted - besides);
  certify('package');
  certify('package.zip');
  const { files } = openPackage(at('package'));
  const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
  const page = at('page.html');
  run('verify', '--page', page);
  const verify = (name: string, more: readonly string[] = []): Parameters<typeof measure>[0][number] => ({ name, program: process.execPath, args: [join(root, 'bin', 'plumbline.js'), 'verify', at(name), '--trust', at('key.pub'), '--as-of', '2026-11-27', ...more] });
  const commands = [verify('package'), verify('package.zip'), { ...verify('package', ['--deep']), name: 'package, --deep' }];
  const rows = measure(commands, rounds);
  console.log(`Node ${process.version}, ${files.size} files, ${(bytes / 1e6).toFixed(1)} MB, ${rounds} rounds after a warm-up, medians\n`);
  console.log('| what | seconds | processor seconds | peak MB | target | |\n|---|---|---|---|---|---|');
  for (const { name, wall, cpu, peak, status } of rows) console.log(`| verify ${name} | ${wall.toFixed(2)} | ${cpu.toFixed(2)} | ${peak.toFixed(0)} | under 2 s and 200 MB | ${status === 0 && wall < 2 && peak < 200 ? 'holds' : 'MISSED'} |`);
  const size = statSync(page).size;
  console.log(`| the page | | | ${(size / 1e6).toFixed(2)} on disk | under 1 MB | ${size < 1e6 ? 'holds' : 'MISSED'} |`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
