/** Compiles the runner and the harness with the compiler of this machine, into a private folder. It runs nothing of a plan but builds asked for. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../core/trouble.ts';

const own = fileURLToPath(new URL('.', import.meta.url));

/** A private folder for everything a comparison makes; `remove` takes it away. */
export interface Workshop {
  readonly folder: string;
  readonly home: (name: string) => string;
  readonly runner: () => string;
  /** What is preloaded into programs, so that inputs run in copies of them; nothing where it cannot be built. */
  readonly starter: () => string | undefined;
  /** The plugin that counts instructions, for an emulator with this version of the interface; nothing where it cannot be built. */
  readonly counter: (version: number) => string | undefined;
  /** @param flags for the harness alone, such as `-fsanitize=address` */
  readonly harness: (calls: string, flags: readonly string[]) => string;
  readonly remove: () => void;
}

export function workshop(compiler: string): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-compare-'));
  let harnesses = 0;
  const compile = (source: string, target: string, flags: readonly string[]): string => {
    const done = spawnSync(compiler, ['-O2', '-I', own, ...flags, '-o', target, join(own, source)], { encoding: 'utf8', timeout: 120_000 });
    if (done.error !== undefined) throw new UsageError('no-compiler', `the C compiler "${compiler}" cannot be run: ${done.error.message}`, 'install a C compiler (Debian: apt-get install gcc libc6-dev) or name one with --compiler');
    if (done.status !== 0) throw new UsageError('not-compiled', `${source} does not compile with ${compiler}: ${done.stderr.slice(0, 600)}`, 'name another compiler with --compiler, or mend the functions of the plan');
    return target;
  };
  const optional = (source: string, target: string, flags: readonly string[]): string | undefined => {
    try {
      return compile(source, join(folder, target), ['-shared', '-fPIC', ...flags]);
    } catch {
      return undefined;
    }
  };
  return {
    folder,
    home: (name) => {
      const home = join(folder, name);
      mkdirSync(home, { recursive: true });
      return home;
    },
    runner: () => compile('runner.c', join(folder, 'runner'), []),
    starter: () => optional('starter.c', 'starter.so', ['-ldl']),
    counter: (version) => optional('count.c', 'count.so', ['-fvisibility=hidden', `-DPLUGIN_VERSION=${version}`]),
    harness: (calls, flags) => {
      const place = join(folder, `harness-${harnesses++}`);
      mkdirSync(place);
      writeFileSync(join(place, 'calls.h'), calls);
      return compile('harness.c', join(place, 'harness'), ['-I', place, '-rdynamic', '-fno-builtin-malloc', ...flags, '-ldl']);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs the build commands of a side in the folder of its plan. No shell is involved. */
export function build(commands: readonly (readonly string[])[], folder: string): void {
  for (const [program = '', ...words] of commands) {
    const done = spawnSync(program, words, { cwd: folder, encoding: 'utf8', timeout: 600_000, stdio: ['ignore', 'pipe', 'pipe'] });
    if (done.status !== 0) throw new UsageError('not-built', `${[program, ...words].join(' ')} failed: ${(done.error?.message ?? done.stderr).slice(-600)}`, 'mend the build command of the plan, or build by hand and leave --build out');
  }
}
