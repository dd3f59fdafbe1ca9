/** Times `plumbline roadmap` cold and warm: on a made history of 20,000 changes over a million lines, or on repositories named on the command line. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Roadmap } from '../../src/roadmap/model.ts';

const program = fileURLToPath(new URL('../../bin/plumbline.js', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'plumbline-roadmap-'));
const asOf = '2026-11-01';
const target = { cold: 60, warm: 5 };

interface Timed {
  readonly seconds: number;
  readonly roadmap: Roadmap;
}

function timed(repository: string, cache: string): Timed {
  const out = join(work, 'roadmap.json');
  const start = performance.now();
  const answer = spawnSync(process.execPath, [program, 'roadmap', repository, '--revision', 'HEAD', '--as-of', asOf, '--quiet', '--out', out], { env: { ...process.env, PLUMBLINE_CACHE: cache }, stdio: ['ignore', 'ignore', 'inherit'] });
  if (answer.status !== 0) throw new Error(`plumbline ended with ${answer.status ?? 'a signal'} on ${repository}`);
  const seconds = (performance.now() - start) / 1000;
  const { roadmap } = JSON.parse(readFileSync(out, 'utf8')) as { roadmap: Roadmap };
  return { seconds, roadmap };
}

/** A bare repository of 2,000 files with 500 lines each and 20,000 changes, the same each time. */
function madeRepository(): string {
  const folder = join(work, 'made.git');
  spawnSync('git', ['init', '-q', '--bare', '-b', 'main', folder]);
  const files = 2000;
  const text = Array.from({ length: files }, (_, file) => Array.from({ length: 50 }, (_, at) => `int f${file}_${at}(int x)\n{\n    int y = x;\n    y += ${at};\n    if (y > 3) {\n        y = 3;\n    }\n    return y;\n}\n`));
  const path = (file: number): string => `m${Math.floor(file / 40)}/f${file}.c`;
  const data = (body: string): string => `data ${Buffer.byteLength(body)}\n${body}\n`;
  const who = (at: number): string => `committer P${at % 9} <p${at % 9}@example.org> ${1_500_000_000 + at * 12_000} +0000\n`;
  const parts: string[] = [`commit refs/heads/main\n${who(0)}${data('first')}${text.map((body, file) => `M 100644 inline ${path(file)}\n${data(body.join('\n'))}`).join('')}`];
  for (let at = 1; at < 20_000; at++) {
    const file = (at * 7919) % files;
    const body = text[file] ?? [];
    body[at % 50] = `int f${file}_${at % 50}(int x)\n{\n    int y = x * ${at};\n    y += ${at % 13};\n    if (y > ${at % 7}) {\n        y = ${at};\n    }\n    return y;\n}\n`;
    parts.push(`commit refs/heads/main\n${who(at)}${data(at % 97 === 0 ? 'Fix buffer overflow in a reader' : at % 5 === 0 ? 'Fix a bug' : 'Change something')}M 100644 inline ${path(file)}\n${data(body.join('\n'))}`);
  }
  const made = spawnSync('git', ['-C', folder, 'fast-import', '--quiet'], { input: parts.join(''), maxBuffer: 1024 });
  if (made.status !== 0) throw new Error('the repository could not be made');
  // As a clone would be: deltas instead of the loose chain that fast-import leaves.
  spawnSync('git', ['-C', folder, 'repack', '-adfq', '--depth=50', '--window=10'], { stdio: 'ignore' });
  return folder;
}

function main(given: readonly string[]): void {
  const repositories = given.length > 0 ? given : [madeRepository()];
  console.log(`${cpus().length} cores, Node ${process.version}, as of ${asOf}\n`);
  console.log('| repository | changes to sources | lines in units | cold | warm | first units: risk / feasibility, outcome |\n|---|---|---|---|---|---|');
  for (const [at, repository] of repositories.entries()) {
    const cache = join(work, `cache-${at}`);
    const cold = timed(repository, cache);
    const warm = timed(repository, cache);
    const { units, history } = cold.roadmap;
    const name = basename(repository) === 'repo' ? basename(join(repository, '..')).replace('+', '/') : basename(repository);
    const lines = units.reduce((sum, { code }) => sum + code, 0);
    const first = units.slice(0, 5).map(({ name: unit, risk, feasibility, outcome }) => `${unit} ${risk.score}/${feasibility.score} ${outcome}`).join('; ');
    console.log(`| ${name} | ${history.commits.toLocaleString('en-US')} | ${lines.toLocaleString('en-US')} | ${cold.seconds.toFixed(1)} s | ${warm.seconds.toFixed(1)} s | ${first} |`);
    if (given.length === 0) console.log(`\ncold under ${target.cold} s: ${cold.seconds < target.cold ? 'holds' : 'missed'}; warm under ${target.warm} s: ${warm.seconds < target.warm ? 'holds' : 'missed'}`);
  }
}

try {
  main(process.argv.slice(2));
} finally {
  rmSync(work, { recursive: true, force: true });
}
