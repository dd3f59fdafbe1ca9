/** `plumbline analyse`: runs an installed analyser over the device's sources because the operator asked for it, and keeps what it said and what it got through. */
import { lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { endAnalysers, programOnPath, runAnalyser, type RunLimits } from '../../acquire/analyser-run.ts';
import { writeWhole } from '../../acquire/write.ts';
import { UsageError } from '../../core/trouble.ts';
import { print } from '../print.ts';
import { noProgress, showProgress, type Progress } from '../progress.ts';
import { plain } from '../terminal.ts';
import { sarifOf, type Fate, type Log } from './log.ts';
import { tools, type Result, type Tool } from './tools.ts';
import { unitsOf, type Unit, type Units } from './units.ts';

interface Options {
  readonly with?: string;
  readonly commands?: string;
  readonly out?: string;
  readonly seconds?: number;
  readonly jobs?: number;
  readonly allowBuildScripts?: boolean;
  readonly quiet?: boolean;
}

/** Bytes that one file's analysis may say. */
const outputBytes = 64 * 1024 * 1024;

const exit = { whole: 0, partly: 2 } as const;

export async function analyseCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as unknown as Options;
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw new UsageError('no-such-folder', `there is no folder at ${path}`, 'name the folder of the device');
  const device = realpathSync(path);
  const name = options.with ?? '';
  const out = options.out === undefined ? ownFolder(device) : resolve(options.out);
  const limits = { seconds: options.seconds ?? 300, outputBytes };
  const progress = options.quiet === true ? noProgress : showProgress(process.stderr, () => performance.now());
  const work = mkdtempSync(join(tmpdir(), 'plumbline-analyse-'));
  const interrupted = (): void => {
    endAnalysers();
    rmSync(work, { recursive: true, force: true });
    process.exit(130);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, interrupted);
  try {
    const log = name === 'clippy'
      ? await (await import('./clippy.ts')).clippyLog({ device, work, limits, mayBuild: options.allowBuildScripts === true })
      : await fileByFile(toolNamed(name), { device, work, limits, progress, options });
    mkdirSync(out, { recursive: true });
    const file = join(out, `${name}.sarif`);
    writeWhole(file, sarifOf([log]));
    progress.done();
    return await tell(log, file, path);
  } finally {
    for (const signal of signals) process.removeListener(signal, interrupted);
    progress.done();
    rmSync(work, { recursive: true, force: true });
  }
}

/** Within the device, and no link: a device must not choose where we write. */
function ownFolder(device: string): string {
  for (const folder of [join(device, '.plumbline'), join(device, '.plumbline', 'analysis')]) {
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (found !== undefined && !found.isDirectory()) throw new UsageError('no-place', `${folder} is no folder, and a link is not followed`, 'name another place with --out');
  }
  return join(device, '.plumbline', 'analysis');
}

function toolNamed(name: string): Tool {
  const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
  if (tool === undefined) throw new UsageError('no-such-analyser', name === '' ? 'no analyser is named' : `there is no analyser "${name}"`, `name one with --with: ${[...Object.keys(tools), 'clippy'].sort().join(', ')}`);
  return tool;
}

interface Setting {
  readonly device: string;
  readonly work: string;
  readonly limits: RunLimits;
  readonly progress: Progress;
  readonly options: Options;
}

async function fileByFile(tool: Tool, { device, work, limits, progress, options }: Setting): Promise<Log> {
  const [first = ''] = tool.programs;
  const program = programOnPath(first, device);
  if (program === undefined) throw new UsageError('not-installed', `${first} is not on the path`, tool.install);
  const asked = unitsOf(device, options.commands);
  progress.phase(`${tool.name} reads`);
  const { fates, results, versions } = await analyseAll(tool, asked, { device, work, limits, progress, options });
  return {
    tool: tool.name, version: versions.length === 0 ? await versionOf(tool, program, work, limits) : versions.join(', '), sort: tool.sort, options: tool.options, basis: asked.basis,
    ended: new Date().toISOString(), fates, results,
  };
}

async function versionOf(tool: Tool, program: string, work: string, limits: RunLimits): Promise<string> {
  const said = await runAnalyser(program, ['--version'], work, work, { ...limits, seconds: 20 });
  return tool.version(said.stdout.toString('utf8'));
}

async function analyseAll(tool: Tool, { units, refused }: Units, { device, work, limits, progress, options }: Setting): Promise<{ readonly fates: readonly Fate[]; readonly results: readonly Result[]; readonly versions: readonly string[] }> {
  // a file of a cross build is read by its own compiler, which has a version of its own
  const versions = new Map<string, Promise<string>>();
  const fates: Fate[] = refused.map(({ path, because }) => ({ path, sha256: '', state: 'failed', because }));
  const results: Result[][] = units.map(() => []);
  const ofBytes = units.reduce((total, { bytes }) => total + bytes, 0);
  let next = 0;
  let files = 0;
  let bytes = 0;
  const one = async (unit: Unit, folder: string): Promise<{ readonly fate: Omit<Fate, 'path' | 'sha256'>; readonly results: readonly Result[] }> => {
    const start = tool.start(unit, folder);
    if (typeof start === 'string') return { fate: { state: 'skipped', because: start }, results: [] };
    const program = programOnPath(start.program, device);
    if (program === undefined) return { fate: { state: 'failed', because: `its compiler, ${start.program}, is not on the path` }, results: [] };
    const version = versions.get(program) ?? versionOf(tool, program, work, limits);
    versions.set(program, version);
    const words = [...(start.before?.(await version) ?? []), ...start.words];
    // every path is whole, so the folder of the build is not needed, and nothing in it can be taken for a tool's settings
    const ran = await runAnalyser(program, words, folder, folder, limits);
    const answer = tool.read(ran, unit, folder);
    return { fate: { state: answer.failure === '' ? 'analysed' : 'failed', because: answer.failure }, results: answer.results };
  };
  const worker = async (): Promise<void> => {
    for (let at = next++; at < units.length; at = next++) {
      const unit = units[at];
      if (unit === undefined) return;
      const folder = join(work, String(at));
      mkdirSync(folder);
      const done = await one(unit, folder);
      rmSync(folder, { recursive: true, force: true });
      fates.push({ path: unit.path, sha256: unit.sha256, ...done.fate });
      results[at] = done.results.filter(({ level }) => level !== 'none').map((result) => ({ ...result, file: within(result.file, device) }));
      progress.advance(++files, (bytes += unit.bytes), units.length, ofBytes);
    }
  };
  await Promise.all(Array.from({ length: options.jobs ?? Math.max(1, availableParallelism() - 1) }, worker));
  return { fates: merged(fates), results: distinct(results.flat()), versions: [...new Set(await Promise.all(versions.values()))].sort() };
}

/** A file that is compiled twice was analysed when it was analysed each time. */
function merged(fates: readonly Fate[]): readonly Fate[] {
  const strength = { analysed: 0, skipped: 1, failed: 2 } as const;
  const byPath = new Map<string, Fate>();
  for (const fate of fates) {
    const before = byPath.get(fate.path);
    if (before === undefined || strength[fate.state] > strength[before.state]) byPath.set(fate.path, fate);
  }
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The same fault in a header is found with each file that includes it. */
function distinct(results: readonly Result[]): readonly Result[] {
  const seen = new Map(results.map((result) => [`${result.file}\0${String(result.at_line).padStart(9, '0')}\0${result.rule}\0${result.message}`, result]));
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, result]) => result);
}

/** Relative to the device where it lies in it. */
function within(file: string, device: string): string {
  const root = `${device.slice(1)}/`;
  return file.startsWith(root) ? file.slice(root.length) : file;
}

/** Reasons that are told, those of most files first; each with a few files. */
const mostReasons = 10;
const mostShown = 3;

async function tell(log: Log, file: string, path: string): Promise<number> {
  const count = (state: Fate['state']): number => log.fates.filter((fate) => fate.state === state).length;
  const stopped = log.fates.filter(({ state }) => state !== 'analysed');
  const reasons = [...Map.groupBy(stopped, ({ state, because }) => `${state} ${because}`).values()].sort((a, b) => b.length - a.length);
  const lines = [
    `${log.tool} ${log.version}: ${log.fates.length} files, ${count('analysed')} analysed, ${count('failed')} failed, ${count('skipped')} skipped; ${log.results.length} results`,
    `  options from ${log.basis}`,
    ...reasons.slice(0, mostReasons).map(reasonOf),
    ...(reasons.length > mostReasons ? [`  and ${reasons.slice(mostReasons).flat().length} more files, for ${reasons.length - mostReasons} other reasons`] : []),
    ...(count('failed') * 2 > log.fates.length ? ['most of them failed: name with --commands the compile_commands.json of a build of these files, and have the headers that it makes in place'] : []),
    `wrote ${file}; plumbline inspect ${path} reads it as evidence`,
  ];
  await print(`${lines.map(plain).join('\n')}\n`);
  return stopped.length === 0 ? exit.whole : exit.partly;
}

function reasonOf(fates: readonly Fate[]): string {
  const [{ state, because } = { state: 'failed', because: '' }] = fates;
  const names = fates.slice(0, mostShown).map(({ path }) => path).join(', ');
  if (fates.length === 1) return `  ${state} ${names}: ${because}`;
  return `  ${state} ${fates.length} files: ${because} (${names}${fates.length > mostShown ? ' …' : ''})`;
}
