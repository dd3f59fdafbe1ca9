/** The benchmark: Plumbline beside its peers on the same files in one run, as ratios of medians. It passes no judgement on peers. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linux, rust, type Corpus } from './corpora.ts';
import { measure, type Command, type Measured } from './measure.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.env['PLUMBLINE_ROUNDS'] ?? 5);
const work = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
const cache = join(work, 'cache');
const scc = process.env['SCC'] ?? 'scc';

/** Peak resident megabytes of a first inspection with every rule. */
const mostMemory = 600;

/** Seconds that an analyser is given for a million lines. */
const mostSeconds = Number(process.env['PLUMBLINE_PEER_SECONDS'] ?? 600);

/** Seconds after which the time of a file tells that it did not change since. */
const settling = 5;

interface Row {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: number;
  readonly target: string;
  readonly holds: boolean;
}

const rows: Row[] = [];
const has = (program: string): boolean => spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program]).status === 0;
const plumbline = (args: readonly string[]): Command => ({ name: 'plumbline', program: process.execPath, args: [join(work, 'package', 'bin', 'plumbline.js'), ...args], env: { PLUMBLINE_CACHE: cache } });
const whole = (folder: string, more: readonly string[]): Command => plumbline(['inspect', folder, '--format', 'json', '--out', join(work, 'out.json'), '--quiet', '--edition', '2026.1', ...more]);
const show = (m: Measured): string => `${m.wall.toFixed(2)} s, ${m.cpu.toFixed(2)} s CPU, ${m.peak.toFixed(0)} MB`;

function compare(what: string, ours: Command, peer: Command, target: number, sense: 'at most' | 'at least', times = rounds, warmUps = 1): void {
  const before = rows.length;
  const [a, b] = measure([ours, peer], times, warmUps);
  if (a === undefined || b === undefined) return;
  const ratio = sense === 'at most' ? a.wall / b.wall : b.wall / a.wall;
  const wording = sense === 'at most' ? `at most ${target} × ${peer.name}` : `at least ${target} × faster than ${peer.name}`;
  // A peer that was stopped takes at least the time it had: enough to hold a target of speed, never to miss one.
  const peers = b.stopped ? `${peer.name}: stopped after ${b.wall.toFixed(0)} s` : `${peer.name}: ${show(b)}`;
  rows.push({ what, ours: show(a), peer: peers, ratio, target: wording, holds: sense === 'at most' ? ratio <= target : ratio >= target });
  if (what.includes('first inspection')) rows.push({ what: `${what}: peak memory`, ours: `${a.peak.toFixed(0)} MB`, peer: '', ratio: a.peak / mostMemory, target: `under ${mostMemory} MB`, holds: a.peak < mostMemory });
  print(rows.slice(before));
}

function onCorpus(corpus: Corpus, language: string): void {
  const count: Command = { name: 'count', program: process.execPath, args: [join(work, 'package', 'bench', 'count.js'), corpus.folder] };
  const peer: Command = { name: 'scc', program: scc, args: ['--no-cocomo', '--no-complexity', corpus.folder] };
  const tracked = trackedCopy(corpus);
  if (has(scc)) {
    compare(`${language}: counting${language === 'Rust' ? ' and unsafe sites' : ''}`, count, peer, 0.8, 'at most');
    compare(`${language}: first inspection, JSON`, whole(corpus.folder, ['--no-cache']), peer, 2, 'at most');
  } else console.log('scc is not installed: its ratios are left out (set SCC to its path)');
  if (language === 'C') {
    besideAnalysers(corpus);
    changedFiles(corpus);
  }
  const status: Command = { name: 'git status', program: 'git', args: ['-C', tracked, 'status', '--porcelain'] };
  compare(`${language}: second inspection, nothing changed`, whole(tracked, []), status, 2, 'at most');
}

/** Every rule on parts of the tree, beside analysers that take minutes for a part: all of them are linear in what they read. */
function besideAnalysers({ folder }: Corpus): void {
  const [million, net] = [join(folder, 'drivers', 'scsi'), join(folder, 'drivers', 'net')];
  if (!existsSync(million)) return;
  if (has('flawfinder')) compare('C: first inspection of drivers/net, JSON', whole(net, ['--no-cache']), { name: 'flawfinder', program: 'flawfinder', args: ['--quiet', '--dataonly', net] }, 15, 'at least', 1);
  if (has('cppcheck')) compare('C: first inspection of drivers/scsi, JSON', whole(million, ['--no-cache']), { name: 'cppcheck', program: 'cppcheck', args: ['-q', '-j', '2', million], limit: mostSeconds }, 60, 'at least', 1, 0);
}

function changedFiles({ folder }: Corpus): void {
  changedFile(join(folder, 'drivers', 'scsi'), 'drivers/scsi', join('lpfc', 'lpfc_init.c'));
  changedFile(join(folder, 'drivers', 'net', 'wireless'), 'drivers/net/wireless', join('intel', 'iwlwifi', 'pcie', 'rx.c'));
}

/** One file of a tree of more than a million lines was touched since the last inspection. */
function changedFile(folder: string, name: string, file: string): void {
  const tracked = trackedCopy({ name: basename(name), folder });
  const touched = join(tracked, file);
  // What was written in the seconds before an inspection is not taken as unchanged by the next one: the copy must settle first.
  spawnSync('sleep', [String(settling)]);
  let edits = 0;
  const [again] = measure([{ ...whole(tracked, []), before: () => appendFileSync(touched, `/* ${edits++} */\n`) }], rounds);
  if (again === undefined) return;
  rows.push({ what: `C: inspection of ${name} after a change of one file`, ours: show(again), peer: '', ratio: again.wall, target: 'under 1 s', holds: again.wall < 1 });
  print(rows.slice(-1));
}

/** When Linux 6.1 came out: a tree that was written in one commit of today would count as new code from end to end. */
const released = '2022-12-11T22:15:18Z';

/** The same tree under git, so that `git status` has something to say. */
function trackedCopy(corpus: Corpus): string {
  const folder = join(work, corpus.name);
  cpSync(corpus.folder, folder, { recursive: true });
  const git = (...args: readonly string[]): void => void spawnSync('git', ['-C', folder, '-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], { stdio: 'ignore', env: { ...process.env, GIT_AUTHOR_DATE: released, GIT_COMMITTER_DATE: released } });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'corpus');
  return folder;
}

/** The package as users install it: compiled, with the benchmark's own counter beside it. */
function build(): void {
  const done = spawnSync(process.execPath, [join(root, 'scripts', 'build.js')], { stdio: 'inherit' });
  if (done.status !== 0) throw new Error('the package does not build');
  for (const part of ['bin', 'dist', 'codebook', 'package.json']) cpSync(join(root, part), join(work, 'package', part), { recursive: true });
  cpSync(join(root, 'node_modules'), join(work, 'package', 'node_modules'), { recursive: true, filter: (from) => !/node_modules\/(typescript|assemblyscript|binaryen|playwright-core)(\/|$)/.test(from) });
  for (const file of ['count', 'count-worker']) compileBench(file);
}

/** Compiles a benchmark file against the compiled package. */
function compileBench(file: string): void {
  const script = `const fs=require('fs');const m=require('module');const t=m.stripTypeScriptTypes(fs.readFileSync(process.argv[1],'utf8')).replaceAll('../src/','../dist/').replace(/\\.ts'/g,".js'");fs.mkdirSync(require('path').dirname(process.argv[2]),{recursive:true});fs.writeFileSync(process.argv[2],t)`;
  spawnSync(process.execPath, ['-e', script, join(root, 'bench', `${file}.ts`), join(work, 'package', 'bench', `${file}.js`)], { stdio: 'inherit' });
}

function print(some: readonly Row[]): void {
  for (const row of some) console.log(`| ${row.what} | ${row.ours} | ${row.peer} | ${row.ratio.toFixed(2)} | ${row.target} | ${row.holds ? 'holds' : 'MISSED'} |`);
}

try {
  build();
  console.log(`Node ${process.version}, ${rounds} rounds after a warm-up, medians; seconds are wall time\n`);
  console.log('| what | plumbline | peer | ratio | target | |\n|---|---|---|---|---|---|');
  const [part = 'all'] = process.argv.slice(2);
  if (part === 'analysers' || part === 'changed') {
    const corpus = linux();
    if (typeof corpus === 'string') console.log(corpus);
    else {
      if (part === 'analysers') besideAnalysers(corpus);
      changedFiles(corpus);
    }
  } else if (part !== 'all') throw new Error(`there is no part "${part}" of the benchmark: leave it out, or ask for analysers or changed`);
  else {
    compare('start-up: plumbline --help', plumbline(['--help']), { name: 'node -e 0', program: process.execPath, args: ['-e', '0'] }, 1.6, 'at most');
    for (const [corpus, language] of [[linux(), 'C'], [rust(), 'Rust']] as const) {
      if (typeof corpus === 'string') console.log(corpus);
      else onCorpus(corpus, language);
    }
  }
  console.log(`\n${rows.filter((row) => row.holds).length} of ${rows.length} targets hold`);
  if (readdirSync(work).length > 0 && !existsSync(cache)) console.log('the cache was never written: the second inspections are first ones');
} finally {
  rmSync(work, { recursive: true, force: true });
}
