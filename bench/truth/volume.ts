/** Counts what the hazard rules say of whole platforms, per 100,000 lines of code, and what a review of each in the source came to. It reviews nothing itself. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { contents, list, repository } from './corpora.ts';
import { type Hazard, look } from './hazards.ts';
import { put } from './prepared.ts';

/** Platforms that medical devices are built from, each at one commit. */
const platforms = [
  ['lwip-tcpip/lwip', '3d896ba0a37f'],
  ['FreeRTOS/FreeRTOS-Kernel', '4269c69a16f9'],
  ['Mbed-TLS/mbedtls', '03334868372d'],
] as const;

const reading = z.strictObject({ repository: z.string(), path: z.string(), rule: z.string(), construct: z.string(), is: z.enum(['true', 'harmless', 'wrong']), why: z.string() });
const readings = z.array(reading).parse(parse(readFileSync(new URL('./read.yaml', import.meta.url), 'utf8')));

/** Findings by what their review says, as a cell each. */
function read(name: string, shipped: readonly Hazard[]): readonly string[] {
  const said = shipped.map((each) => readings.find((one) => one.repository === name && one.path === each.path && one.rule === each.rule && one.construct === each.construct)?.is);
  return ['true', 'harmless', 'wrong', undefined].map((is) => String(said.filter((each) => each === is).length));
}

const isSource = /\.(?:c|h|cc|cpp|cxx|hpp)$/;

export async function volumeTable(folder: string): Promise<string> {
  const rows: string[] = [];
  for (const [name, revision] of platforms) {
    const repo = repository(name);
    if (typeof repo === 'string') {
      rows.push(`| ${name} | ${repo} | | | | | | | | | | |`);
      continue;
    }
    const files = list(repo, revision, '.').filter(({ path }) => isSource.test(path) && !path.includes('..'));
    const texts = contents(repo, files);
    const target = `${folder}/${name.replace('/', '+')}`;
    files.forEach(({ path }, index) => put(target, path, texts[index] ?? ''));
    const { hazards, code, shippedCode } = await look(target);
    const shipped = hazards.filter((each) => each.shipped);
    if (process.argv.includes('--list')) console.error(hazards.map(({ path, line, rule, construct, detail }) => `stated  ${name}  ${path}:${line}  ${rule}  ${construct}  ${detail}`).join('\n'));
    const byRule = [...Map.groupBy(shipped, ({ rule }) => rule)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, some]) => `${rule} ${some.length}`);
    rows.push(`| ${name} | \`${revision}\` | ${shippedCode} | ${shipped.length} | ${perLines(shipped.length, shippedCode)} | ${read(name, shipped).join(' | ')} | ${code} | ${hazards.length} | ${perLines(hazards.length, code)} | ${byRule.join(', ')} |`);
  }
  return [
    '## Volume on whole platforms', '',
    'What ships is told as for any device without a manifest: folders of tests, examples and documents do not. Each that is stated there',
    'was reviewed in the source: `read.yaml` says whether it is true, true without harm, or wrong, and why.', '',
    '| repository | commit | lines that ship | stated | per 100,000 lines | true | without harm | wrong | not reviewed | all lines | stated | per 100,000 lines | by rule, of what ships |', '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |', ...rows, '',
  ].join('\n');
}

function perLines(stated: number, code: number): string {
  return ((stated / Math.max(code, 1)) * 100_000).toFixed(1);
}
