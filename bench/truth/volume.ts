/** Counts what the hazard rules say of whole platforms, per 100,000 lines of code. It does not know which of it is right. */
import { contents, list, repository } from './corpora.ts';
import { look } from './hazards.ts';
import { put } from './prepared.ts';

/** Platforms that medical devices are built from, each at one commit. */
const platforms = [
  ['lwip-tcpip/lwip', '3d896ba0a37f'],
  ['FreeRTOS/FreeRTOS-Kernel', '4269c69a16f9'],
  ['Mbed-TLS/mbedtls', '03334868372d'],
] as const;

const isSource = /\.(?:c|h|cc|cpp|cxx|hpp)$/;

export async function volumeTable(folder: string): Promise<string> {
  const rows: string[] = [];
  for (const [name, revision] of platforms) {
    const repo = repository(name);
    if (typeof repo === 'string') {
      rows.push(`| ${name} | ${repo} | | | | | | |`);
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
    rows.push(`| ${name} | \`${revision}\` | ${shippedCode} | ${shipped.length} | ${perLines(shipped.length, shippedCode)} | ${code} | ${hazards.length} | ${perLines(hazards.length, code)} | ${byRule.join(', ')} |`);
  }
  return ['## Volume on whole platforms', '', 'What ships is told as for any device without a manifest: folders of tests, examples and documents do not.', '', '| repository | commit | lines that ship | stated | per 100,000 lines | all lines | stated | per 100,000 lines | by rule, of what ships |', '| --- | --- | --- | --- | --- | --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function perLines(stated: number, code: number): string {
  return ((stated / Math.max(code, 1)) * 100_000).toFixed(1);
}
