/** Runs clippy over a cargo workspace. It compiles, so build scripts and macros of the device run: never without the operator's word. */
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { programOnPath, runAnalyser, type RunLimits } from '../../acquire/analyser-run.ts';
import { sha256 } from '../../core/canonical.ts';
import { UsageError } from '../../core/trouble.ts';
import { readMessages } from './clippy-messages.ts';
import type { Fate, Log } from './log.ts';

interface Setting {
  readonly device: string;
  readonly work: string;
  readonly limits: RunLimits;
  readonly mayBuild: boolean;
}

const options = ['clippy', '--workspace', '--locked', '--offline', '--message-format=json'];

export async function clippyLog({ device, work, limits, mayBuild }: Setting): Promise<Log> {
  if (!existsSync(join(device, 'Cargo.toml'))) {
    const below = readdirSync(device, { withFileTypes: true }).filter((each) => each.isDirectory() && existsSync(join(device, each.name, 'Cargo.toml'))).map((each) => each.name).sort();
    throw new UsageError('nothing-to-analyse', `there is no Cargo.toml in ${device}`, below.length === 0 ? 'name the folder of the workspace' : `name the folder of the workspace: ${below.slice(0, 3).map((name) => join(device, name)).join(', ')}`);
  }
  if (!existsSync(join(device, 'Cargo.lock'))) throw new UsageError('not-locked', `there is no Cargo.lock in ${device}, and cargo would write one there`, 'write it with cargo generate-lockfile, and keep it: it says what is built');
  if (!mayBuild) throw new UsageError('runs-device-code', 'clippy compiles: build scripts and macros of the device, and of what it depends on, would run on this machine', 'if you trust them, or the machine is made for it, say so with --allow-build-scripts');
  const cargo = programOnPath('cargo', device);
  if (cargo === undefined || programOnPath('cargo-clippy', device) === undefined) throw new UsageError('not-installed', 'cargo clippy is not on the path', 'rustup component add clippy');
  const target = join(work, 'target');
  const version = await runAnalyser(cargo, ['clippy', '--version'], work, work, { ...limits, seconds: 20 });
  // one run for all files, so the time of one file would be too short
  const ran = await runAnalyser(cargo, [...options, `--target-dir=${target}`], device, work, { ...limits, seconds: limits.seconds * 10 });
  const { results, broken, isFinished } = readMessages(ran.stdout.toString('utf8'));
  if (!isFinished) {
    const said = ran.stderr.toString('utf8').split('\n').find((line) => line.startsWith('error')) ?? 'it did not come to its end';
    throw new UsageError('not-analysed', `cargo clippy analysed nothing: ${said.slice(0, 300)}`, 'fetch the dependencies first (cargo fetch), and see that cargo build works offline');
  }
  const files = filesRead(target, device);
  const fates = [...new Set([...files, ...broken.keys()])].sort().map((path): Fate => {
    const because = broken.get(path);
    return { path, sha256: digest(join(device, path)), state: because === undefined ? 'analysed' : 'failed', because: because ?? '' };
  });
  return {
    tool: 'clippy', version: /\d+(?:\.\d+)+/.exec(version.stdout.toString('utf8'))?.[0] ?? '', sort: 'coding-standard', options,
    basis: 'the cargo workspace', ended: new Date().toISOString(), fates, results,
  };
}

/** What the compiler says it read, crate by crate (`.d` files), as far as it lies in the device. */
function filesRead(target: string, device: string): ReadonlySet<string> {
  const found = new Set<string>();
  const folder = join(target, 'debug', 'deps');
  if (!existsSync(folder)) return found;
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.d'))) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const file = /^(.+\.rs):\s*$/.exec(line)?.[1]?.replaceAll('\\ ', ' ');
      if (file === undefined) continue;
      const whole = isAbsolute(file) ? file : resolve(device, file);
      if (statSync(whole, { throwIfNoEntry: false })?.isFile() !== true) continue;
      const path = relative(device, realpathSync(whole)).split(sep).join('/');
      if (!path.startsWith('..')) found.add(path);
    }
  }
  return found;
}

function digest(file: string): string {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? sha256(readFileSync(file)) : '';
}
