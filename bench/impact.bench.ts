/** Times `plumbline code impact` over many stored records, made from every example and incident in turn. It judges no result. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from './measure.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const many = Number(process.argv[2] ?? 1000);
const program = join(root, 'bin', 'plumbline.js');
const work = mkdtempSync(join(tmpdir(), 'plumbline-impact-'));
const records = mkdtempSync(join(work, 'records-'));
const target = 60;

const incidents = readdirSync(join(root, 'codebook', 'incidents')).flatMap((name) => ['bad', 'fixed'].map((state) => join(root, 'codebook', 'incidents', name, state)));
const devices = [...['as-found', 'as-mended'].map((state) => join(root, 'examples', 'infusion-pump', state)), ...incidents];
const stored = devices.map((device, index) => {
  const record = join(work, `device-${index}.json`);
  spawnSync(process.execPath, [program, 'inspect', device, '--as-of', '2026-11-20', '--record', record, '--quiet', '--format', 'json', '--out', join(work, 'out.json')], { stdio: 'ignore' });
  return record;
});
for (let index = 0; index < many; index++) copyFileSync(stored[index % stored.length] ?? '', join(records, `${String(index).padStart(5, '0')}.json`));

const [measured] = measure([{ name: 'impact', program: process.execPath, args: [program, 'code', 'impact', records, '--draft', '2026.2', '--json'] }], 3);
rmSync(work, { recursive: true, force: true });
if (measured !== undefined) {
  console.log(`impact over ${many} records of ${devices.length} devices: ${measured.wall.toFixed(1)} s, ${measured.cpu.toFixed(1)} s CPU, ${measured.peak.toFixed(0)} MB; target under ${target} s: ${measured.wall < target && measured.status === 0 ? 'held' : 'missed'}`);
}
