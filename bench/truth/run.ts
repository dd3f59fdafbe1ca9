/** Measures Plumbline, cppcheck and flawfinder on Juliet, Toyota ITC and vulnerable/fixed pairs in one run, and counts what Plumbline says of whole platforms. It passes no judgement on peers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repository } from './corpora.ts';
import { itcRepository, prepareItc } from './itc.ts';
import { julietRepository, prepareJuliet } from './juliet.ts';
import { prepareOwn } from './own-peers.ts';
import { pairs, preparePair, type PreparedPair } from './pairs.ts';
import { families, mistakes, type Prepared } from './prepared.ts';
import { benchmarkTable, pairTable } from './tables.ts';
import { tools, type Finding } from './tools.ts';
import { volumeTable } from './volume.ts';

const results = fileURLToPath(new URL('./results.md', import.meta.url));
const most = Number(process.env['PLUMBLINE_TRUTH_CASES'] ?? 60);
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
/** `--keep=FOLDER` leaves the prepared files there, `--list` says on the error output what Plumbline missed and reported wrongly. */
const kept = process.argv.flatMap((argument) => (argument.startsWith('--keep=') ? [argument.slice(7)] : []))[0];
const work = kept ?? mkdtempSync(join(tmpdir(), 'plumbline-truth-'));
const wanted = (part: string): boolean => only.length === 0 || only.includes(part);
/** `--tool=plumbline` leaves the peers out, for a quick look. */
const asked = process.argv.flatMap((argument) => (argument.startsWith('--tool=') ? [argument.slice(7)] : []));
const used = tools().filter(({ name }) => asked.length === 0 || asked.includes(name));

async function findingsOf(folder: string, include: string): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const all = new Map<string, readonly Finding[]>();
  for (const tool of used) {
    const started = performance.now();
    all.set(tool.name, await tool.run(folder, include));
    console.error(`${tool.name}: ${all.get(tool.name)?.length} findings in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  return all;
}

async function benchmark(name: string, prepare: (folder: string, support: string) => Prepared | string): Promise<string> {
  const [folder, support] = [join(work, name), join(work, `${name}-support`)];
  const prepared = prepare(folder, support);
  if (typeof prepared === 'string') return `\n${prepared}\n`;
  console.error(`${prepared.title}: ${prepared.sites.length} sites in ${prepared.files} files`);
  const findings = await findingsOf(folder, support);
  if (process.argv.includes('--list')) console.error(mistakes(prepared.sites, findings.get('plumbline') ?? []).join('\n'));
  return benchmarkTable(prepared, families, findings);
}

async function allPairs(): Promise<string> {
  const folder = join(work, 'pairs');
  const prepared = pairs.map((pair, index) => preparePair(pair, index, folder));
  const there = prepared.filter((one): one is PreparedPair => typeof one !== 'string');
  const lacking = prepared.filter((one): one is string => typeof one === 'string');
  return pairTable(there, lacking, await findingsOf(folder, ''));
}

try {
  const sections: string[] = [];
  if (wanted('pairs')) sections.push(await allPairs());
  if (wanted('own')) sections.push(await benchmark('own', prepareOwn));
  if (wanted('itc')) sections.push(await benchmark('itc', (folder, support) => withRepository(itcRepository, (repo) => prepareItc(repo, folder, support))));
  if (wanted('juliet')) sections.push(await benchmark('juliet', (folder, support) => withRepository(julietRepository, (repo) => prepareJuliet(repo, folder, support, most))));
  if (wanted('volume')) sections.push(await volumeTable(join(work, 'volume')));
  const versions = used.map(({ name, version }) => `${name} (${version})`).join(', ');
  const page = [`# Truth beside peers`, '', `Printed by \`node bench/truth/run.ts --write\` with ${versions}; see [README.md](README.md) for what counts.`, '', ...sections].join('\n');
  if (process.argv.includes('--write')) writeFileSync(results, page);
  else console.log(page);
} finally {
  if (kept === undefined) rmSync(work, { recursive: true, force: true });
}

function withRepository(name: string, prepare: (repo: Exclude<ReturnType<typeof repository>, string>) => Prepared): Prepared | string {
  const repo = repository(name);
  return typeof repo === 'string' ? repo : prepare(repo);
}
