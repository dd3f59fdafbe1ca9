/** Holds the unsafe sites found without a build against the list of `rustc -W unsafe_code` on real crates, site by site. It excuses nothing that it cannot name. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { reviewedAt, type Site } from '../../src/cli/review/device.ts';
import { compareWithRustc, type Difference } from '../../src/cli/review/imports/compare.ts';
import { readRustc } from '../../src/cli/review/imports/rustc.ts';

const crateSchema = z.strictObject({ name: z.string(), repository: z.string(), commit: z.string(), edition: z.string(), features: z.array(z.string()) });
type Crate = z.infer<typeof crateSchema>;

const crates = z.array(crateSchema).parse(parse(readFileSync(new URL('crates.yaml', import.meta.url), 'utf8')));
/** Clones are kept here from run to run; one that is there already is used as it is. */
const corpora = process.env['PLUMBLINE_CORPORA'] ?? join(tmpdir(), 'plumbline-corpora');
const results = new URL('results.md', import.meta.url);

interface Row {
  readonly crate: Crate;
  readonly listed: number;
  readonly both: number;
  readonly missing: readonly Difference<unknown>[];
  readonly only: ReadonlyMap<string, number>;
  readonly invented: readonly string[];
}

const version = spawnSync('rustc', ['--version'], { encoding: 'utf8' }).stdout.trim();
if (version === '') throw new Error('no rustc on the path: nothing to compare with');
const rows: Row[] = [];
for (const crate of crates) rows.push(await measured(crate));
const table = tableOf(rows);
console.log(table);
if (process.argv.includes('--write')) writeFileSync(results, table);
process.exitCode = rows.every(({ missing, invented }) => missing.every(({ because }) => because !== '') && invented.length === 0) ? 0 : 1;

async function measured(crate: Crate): Promise<Row> {
  const folder = cloned(crate);
  // The library alone: benchmarks and tests of the repository are other crates.
  const device = mkdtempSync(join(tmpdir(), 'hatches-'));
  try {
    cpSync(join(folder, 'src'), join(device, 'src'), { recursive: true });
    const { linted } = readRustc(lint(crate, device));
    const { sites } = await reviewedAt(device, { asOf: '2026-11-01' });
    const { both, theirs, ours } = compareWithRustc(sites, linted);
    const only = new Map<string, number>();
    for (const { because } of ours) only.set(because, (only.get(because) ?? 0) + 1);
    return { crate, listed: linted.length, both, missing: theirs, only, invented: ours.filter(({ of }) => !isReal(of)).map(({ of }) => `${of.place.path}:${of.place.line ?? 0}`) };
  } finally {
    rmSync(device, { recursive: true });
  }
}

function cloned({ name, repository, commit }: Crate): string {
  const folder = join(corpora, 'hatches', name);
  if (existsSync(join(folder, 'src'))) return folder;
  mkdirSync(folder, { recursive: true });
  for (const words of [['init', '--quiet'], ['fetch', '--quiet', '--depth', '1', `https://github.com/${repository}`, commit], ['checkout', '--quiet', 'FETCH_HEAD']]) {
    const done = spawnSync('git', ['-C', folder, ...words], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${repository} could not be cloned: ${done.stderr.slice(0, 300)}`);
  }
  return folder;
}

/** The messages of one build for this machine. No code of the crate is run: a library without a build script is only compiled. */
function lint({ name, edition, features }: Crate, device: string): string {
  const done = spawnSync('rustc', [
    '--edition', edition, '--crate-name', name, '--crate-type', 'lib', '--emit=metadata', '-W', 'unsafe_code', '--error-format=json',
    ...features.flatMap((feature) => ['--cfg', `feature="${feature}"`]), '-o', join(device, 'out.rmeta'), 'src/lib.rs',
  ], { cwd: device, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`${name} does not compile: ${done.stderr.split('\n').find((line) => line.includes('"level":"error"'))?.slice(0, 400) ?? ''}`);
  return done.stderr;
}

/** A site that only stands here is invented unless the word that makes it one stands on its line. */
function isReal({ value, excerpt = '' }: Site): boolean {
  if (value.form === 'static-mut-use' || value.form === 'union-read') return excerpt !== '';
  return /\bunsafe\b|\bextern\b|no_mangle|export_name|link_section|asm!/.test(excerpt);
}

function tableOf(measuredRows: readonly Row[]): string {
  const other = 'left out of this build by a condition';
  const lines = measuredRows.map(({ crate, listed, both, missing, only, invented }) => {
    const explained = missing.filter(({ because }) => because !== '').length;
    const reasons = [...only].map(([because, many]) => `${many}: ${because === '' ? other : because}`).join('; ');
    return `| ${crate.name} | ${crate.commit.slice(0, 12)} | ${listed} | ${both} | ${explained} | ${missing.length - explained} | ${[...only.values()].reduce((sum, many) => sum + many, 0)} | ${invented.length} | ${reasons} |`;
  });
  return `# Unsafe sites against the compiler's list

\`node bench/hatches/run.ts --write\` compiles each crate of \`crates.yaml\` once with \`-W unsafe_code\`, lists its sites without a
build, and holds one against the other by file, line and form. A compiler sees one target and one set of features, so sites
that only stand here are explained by reason; *invented* are those on whose line no word makes them one.

${version}:

| crate | commit | rustc lists | found | missing, explained | missing | only here | invented | why only here |
|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}
