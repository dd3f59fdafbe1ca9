/** Runs git and hands its output on piece by piece, so that memory does not grow with the history. As guarded as git-run.ts; no shell. */
import { spawn } from 'node:child_process';
import { commandLine, environment, type GitOptions } from './git-run.ts';

export interface StreamOptions extends GitOptions {
  readonly seconds: number;
  /** Most bytes taken; a repository can be made to print without end. */
  readonly maxBytes: number;
}

/** Answers with why the stream ended early, or with undefined when all of it was seen. */
export function streamGit(folder: string, args: readonly string[], options: StreamOptions, take: (piece: Buffer) => void): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', commandLine(folder, args, options), { env: environment(options.overrides ?? []), stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    let ended: string | undefined;
    let bytes = 0;
    let complaint = '';
    const stop = (why: string): void => {
      ended ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(`git took more than ${options.seconds} seconds`), options.seconds * 1000);
    child.stdout.on('data', (piece: Buffer) => {
      if (ended !== undefined) return;
      bytes += piece.length;
      if (bytes > options.maxBytes) return stop(`git said more than ${options.maxBytes} bytes`);
      try {
        take(piece);
      } catch (error) {
        stop('our fault');
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    child.stderr.on('data', (piece: Buffer) => {
      if (complaint.length < 500) complaint += piece.toString('latin1');
    });
    child.on('error', (error) => stop(`git could not run (${'code' in error ? String(error.code) : ''})`));
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(ended ?? (code === 0 ? undefined : (complaint.split('\n')[0] ?? '').replaceAll(/[^\x20-\x7e]/g, '?')));
    });
  });
}
