/** Compares real pairs that Debian has in C and in a memory-safe language, and writes what was found as a table. It accepts no difference. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { families, type Comparison } from '../../src/compare/result.ts';
import { classWord, inputWord } from '../../src/compare/report/words.ts';
import { measureFirmware } from './firmware.ts';
import { measureRates } from './rates.ts';

const here = import.meta.dirname;
const seconds = process.env['PLUMBLINE_SECONDS'] ?? '60';
const work = mkdtempSync(join(tmpdir(), 'plumbline-pairs-'));
const pairs = [
  { plan: 'json.yaml', packages: 'jq gojq', needs: ['/usr/bin/jq', '/usr/bin/gojq'] },
  { plan: 'base64.yaml', packages: 'coreutils rust-coreutils', needs: ['/usr/bin/base64', '/usr/lib/cargo/bin/coreutils/base64'] },
];

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', '⏎').replaceAll('`', "'");
const lines: string[] = [
  '# Real pairs, compared', '',
  `Made by \`node bench/compare/run.ts\` (${seconds} s a pair, seed 1, ${availableParallelism()} cores shared with other work, load ${(loadavg()[0] ?? 0).toFixed(1)} at the start). The differences are shown as found: which side is right is not said.`, '',
];

for (const { plan, packages, needs } of pairs) {
  const missing = needs.filter((file) => !existsSync(file));
  if (missing.length > 0) {
    console.log(`left out ${plan}: ${missing.join(', ')} is not here; on Debian: apt-get install ${packages}`);
    continue;
  }
  const out = join(work, plan);
  const ran = spawnSync(process.execPath, [join(here, '..', '..', 'bin', 'plumbline.js'), 'compare', '--plan', join(here, plan), '--time', seconds, '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  if ((ran.status ?? 70) > 2) throw new Error(`${plan}: the comparison ended with ${ran.status}`);
  lines.push(...section(JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8')) as Comparison, packages));
}
lines.push(...measureFirmware(join(work, 'firmware'), seconds));
lines.push(...(await measureRates(work)));
rmSync(work, { recursive: true, force: true });
writeFileSync(join(here, 'results.md'), `${lines.join('\n')}\n`);
console.log(`wrote ${join('bench', 'compare', 'results.md')}`);

function section(found: Comparison, packages: string): string[] {
  const versions = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${Version}, ', ...packages.split(' ')], { encoding: 'utf8' }).stdout.replace(/, $/, '');
  return [
    `## ${found.title}`, '', `Packages: ${versions}. ${found.inputs.tried.toLocaleString('en-US')} inputs, ${found.inputs.accepted.toLocaleString('en-US')} accepted by both, ${found.inputs.rejected.toLocaleString('en-US')} rejected by both. Conclusion: **${found.conclusion}**, ${found.because}.`, '',
    '| difference | smallest input | old | new | inputs | other ways it shows |', '|---|---|---|---|---|---|',
    ...families(found.cases).slice(0, 12).map(({ root, others }) => `| ${classWord[root.class]} | \`${cell(inputWord(root.input_hex, 60))}\` | ${root.old.ending} ${root.old.code}: \`${cell(root.old.output.slice(0, 40))}\` | ${root.new.ending} ${root.new.code}: \`${cell(root.new.output.slice(0, 40))}\` | ${root.count} | ${others.length} |`),
    '', `Time: median ${found.old.cost.median_us} µs and ${found.new.cost.median_us} µs, ${found.starts === 'copied' ? 'each input in a copy of the program' : 'each input starts the program anew'}; memory ${found.old.cost.memory_kb} kB and ${found.new.cost.memory_kb} kB.`, '',
  ];
}
