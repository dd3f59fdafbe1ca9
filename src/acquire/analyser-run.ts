/** Runs an analyser that the operator asked for: by absolute path, without a shell, in a process group that is ended when its time is over. It reads no result. */
import { spawn } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';

export interface Ran {
  /** Exit code, or why there is none. */
  readonly status: number | 'time' | 'output' | 'signal' | 'not-started';
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

export interface RunLimits {
  readonly seconds: number;
  /** Bytes kept of each stream; a tool that says more is ended. */
  readonly outputBytes: number;
}

/** Only what programs need to start: nothing of ours reaches a tool, and it speaks English. */
function environment(folder: string): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(['PATH', 'SystemRoot', 'HOME', 'CARGO_HOME', 'RUSTUP_HOME'].flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])));
  return { ...kept, LC_ALL: 'C', TMPDIR: folder, TEMP: folder };
}

/**
 * The program of this name on the operator's path. A folder of the path that is relative, or lies in the device, is
 * passed over: a device must not bring the tool that looks at it.
 */
export function programOnPath(name: string, device: string): string | undefined {
  const home = realpathSync(device) + sep;
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    for (const file of [join(folder, name), join(folder, `${name}.exe`)]) {
      try {
        accessSync(file, constants.X_OK);
        if (statSync(file).isFile() && !realpathSync(file).startsWith(home)) return file;
      } catch {
        // Not here.
      }
    }
  }
  return undefined;
}

/** Process groups that run now. They are not ended with us by the terminal, because each is a group of its own. */
const running = new Set<number>();

function endGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** Ends everything that was started and still runs, for when the operator has had enough. */
export function endAnalysers(): void {
  running.forEach(endGroup);
}

/** @param folder a private folder for what the tool leaves behind */
export function runAnalyser(program: string, words: readonly string[], where: string, folder: string, limits: RunLimits): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { cwd: where, env: environment(folder), stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32', windowsHide: true });
    const streams = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    const sizes = { stdout: 0, stderr: 0 };
    let ended: Ran['status'] | undefined;
    const stop = (because: Ran['status']): void => {
      ended ??= because;
      if (child.pid !== undefined) endGroup(child.pid);
    };
    if (child.pid !== undefined) running.add(child.pid);
    const timer = setTimeout(() => stop('time'), limits.seconds * 1000);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        sizes[name] += chunk.length;
        if (sizes[name] > limits.outputBytes) stop('output');
        else streams[name].push(chunk);
      });
    }
    const done = (status: Ran['status']): void => {
      clearTimeout(timer);
      if (child.pid !== undefined) running.delete(child.pid);
      resolve({ status: ended ?? status, stdout: Buffer.concat(streams.stdout), stderr: Buffer.concat(streams.stderr) });
    };
    child.on('error', () => done('not-started'));
    child.on('close', (code) => done(code ?? 'signal'));
  });
}
