/** Times whole processes: one warm-up, then rounds in turn, and the median of each. It looks at no output but its length. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface Command {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Runs before each round, untimed. */
  readonly before?: () => void;
  /** Seconds after which the command is stopped; its time is then at least that. */
  readonly limit?: number;
}

export interface Measured {
  readonly name: string;
  /** Medians: wall and processor seconds, peak resident megabytes of the process (0 where it cannot be had). */
  readonly wall: number;
  readonly cpu: number;
  readonly peak: number;
  readonly status: number;
  /** True when a run was stopped at its limit: `wall` and `cpu` are then the least it takes. */
  readonly stopped: boolean;
}

const time = '/usr/bin/time';

/** Runs the commands in turn, A B A B …, so that a machine that drifts drifts for all of them; a command of minutes needs no warm-up. */
export function measure(commands: readonly Command[], rounds: number, warmUps = 1): readonly Measured[] {
  const runs = commands.map((): Run[] => []);
  for (let round = -warmUps; round < rounds; round++) {
    commands.forEach((command, index) => {
      command.before?.();
      const run = once(command);
      if (round >= 0) runs[index]?.push(run);
    });
  }
  return commands.map(({ name }, index) => {
    const of = runs[index] ?? [];
    return { name, wall: median(of.map((r) => r.wall)), cpu: median(of.map((r) => r.cpu)), peak: median(of.map((r) => r.peak)), status: of[0]?.status ?? -1, stopped: of.some(({ stopped }) => stopped) };
  });
}

type Run = Omit<Measured, 'name'>;

function once({ program, args, env, cwd, limit }: Command): Run {
  const timed = existsSync(time);
  // `timeout` stops the threads and children of the command with it, and tells so by its status.
  const [run = program, ...given] = limit === undefined ? [program, ...args] : ['timeout', '--kill-after=5', String(limit), program, ...args];
  const started = performance.now();
  const done = spawnSync(timed ? time : run, timed ? ['-q', '-f', '%U %S %M', run, ...given] : given, {
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const wall = (performance.now() - started) / 1000;
  const [user = 0, system = 0, peak = 0] = (done.stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { wall, cpu: user + system, peak: peak / 1024, status: done.status ?? -1, stopped: limit !== undefined && done.status === 124 };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
