/** Runs git on a repository that may be hostile: plumbing only, no hooks, helpers, filters, prompts or network. It never runs through a shell. */
import { execFile, spawnSync } from 'node:child_process';

/**
 * Settings given on the command line beat those of the repository. Each names a command git would otherwise run
 * (git-config(1)): fsmonitor and hooks, the pager, the ssh and credential helpers, an external differ.
 */
const settings = [
  'core.hooksPath=/dev/null', 'core.fsmonitor=false', 'core.pager=cat', 'core.sshCommand=false', 'core.askPass=false', 'core.alternateRefsCommand=false',
  'credential.helper=', 'diff.external=', 'protocol.allow=never', 'submodule.recurse=false', 'core.attributesFile=/dev/null', 'core.excludesFile=/dev/null',
  'core.quotePath=false', 'gc.auto=0', 'maintenance.auto=false', 'log.showSignature=false',
];

/** Longest output accepted: a listing of a million entries has about 120 MB. */
const maxOutput = 512 * 1024 * 1024;
const defaultSeconds = 120;

export interface GitAnswer {
  readonly ok: boolean;
  readonly stdout: Buffer;
  /** First line that git said on its error output, or why it could not run. */
  readonly complaint: string;
}

export interface GitOptions {
  readonly input?: string | Uint8Array;
  readonly seconds?: number;
  /** Folders the operator has told git to trust (`safe.directory` of the operator's own settings, never of the repository's). */
  readonly safe?: readonly string[];
  /** Settings whose keys the repository chose; they travel in the environment, where no character can break out. */
  readonly overrides?: readonly (readonly [key: string, value: string])[];
}

/** Arguments that come from outside must stand behind `--end-of-options` or `--`. */
export function runGit(folder: string, args: readonly string[], options: GitOptions = {}): GitAnswer {
  const answer = spawnSync('git', commandLine(folder, args, options), {
    ...surroundingsOf(options),
    ...(options.input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] as const } : { input: options.input }),
  });
  return answerOf(answer.error, answer.status === 0, answer.stdout ?? Buffer.alloc(0), answer.stderr ?? Buffer.alloc(0), options);
}

/** As `runGit`, for what takes long: the answer comes while the walk goes on. It takes no input. */
export function runGitLater(folder: string, args: readonly string[], options: GitOptions = {}): Promise<GitAnswer> {
  return new Promise((resolve) => {
    const child = execFile('git', commandLine(folder, args, options), { ...surroundingsOf(options), encoding: 'buffer' }, (error, stdout, stderr) => {
      const late = error?.killed === true && error.code === null;
      resolve(answerOf(late ? Object.assign(error, { code: 'ETIMEDOUT' }) : typeof error?.code === 'string' ? error : undefined, error === null, stdout, stderr, options));
    });
    child.stdin?.end();
  });
}

/** The arguments of every call: settings that beat those of the repository, then the folder. */
export function commandLine(folder: string, args: readonly string[], options: GitOptions): readonly string[] {
  const fixed = [...settings, ...(options.safe ?? []).map((path) => `safe.directory=${path}`)].flatMap((setting) => ['-c', setting]);
  return ['--no-pager', ...fixed, '-C', folder, ...args];
}

function surroundingsOf(options: GitOptions) {
  const timeout = (options.seconds ?? defaultSeconds) * 1000;
  return { env: environment(options.overrides ?? []), maxBuffer: maxOutput, timeout, killSignal: 'SIGKILL', windowsHide: true } as const;
}

function answerOf(error: Error | undefined, isWell: boolean, stdout: Buffer, stderr: Buffer, options: GitOptions): GitAnswer {
  const failure = error === undefined ? undefined : failureText(error, options.seconds ?? defaultSeconds);
  return { ok: failure === undefined && isWell, stdout, complaint: failure ?? firstLine(stderr) };
}

/** What git is told of the world. `GIT_ALLOW_PROTOCOL` beats even `protocol.<name>.allow` of the repository, so a lazy fetch can reach nobody. */
export function environment(overrides: readonly (readonly [string, string])[]): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(['PATH', 'SystemRoot', 'TMPDIR', 'TEMP'].flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])));
  const given = overrides.flatMap(([key, value], at) => [[`GIT_CONFIG_KEY_${at}`, key], [`GIT_CONFIG_VALUE_${at}`, value]]);
  return {
    ...kept, LC_ALL: 'C', HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_ATTR_NOSYSTEM: '1',
    GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', GIT_NO_REPLACE_OBJECTS: '1', GIT_ALLOW_PROTOCOL: '', GIT_PAGER: 'cat',
    GIT_CONFIG_COUNT: String(overrides.length), ...Object.fromEntries(given),
  };
}

/** The operator's own `safe.directory` entries: the one setting of theirs that matters here. */
export function operatorTrusts(): readonly string[] {
  const answer = spawnSync('git', ['config', '--global', '--null', '--get-all', 'safe.directory'], {
    cwd: '/', env: { PATH: process.env['PATH'], HOME: process.env['HOME'], XDG_CONFIG_HOME: process.env['XDG_CONFIG_HOME'], GIT_CONFIG_GLOBAL: process.env['GIT_CONFIG_GLOBAL'] }, timeout: 10_000,
  });
  return answer.status === 0 ? answer.stdout.toString('utf8').split('\0').filter((path) => path !== '') : [];
}

function failureText(error: Error, seconds: number): string {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'git is not installed';
  if (code === 'ETIMEDOUT') return `git took more than ${seconds} seconds`;
  if (code === 'ENOBUFS' || code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `git said more than ${maxOutput} bytes`;
  return `git could not run (${code})`;
}

function firstLine(bytes: Buffer): string {
  const line = bytes.subarray(0, 2000).toString('utf8').split('\n')[0] ?? '';
  return line.replace(/^(?:fatal|error): /, '').replaceAll(/[^\x20-\x7e]/g, '?');
}
