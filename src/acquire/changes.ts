/** Lines added and removed since a point of the version history, as one synthetic artifact. Where there is no history it says so. */
import { closeSync, fstatSync, openSync, readSync, constants } from 'node:fs';
import { UsageError } from '../core/trouble.ts';
import { ask, openRepository, prefixOf, resolveCommit, type Repository } from './git.ts';
import { runGitLater, type GitAnswer, type GitOptions } from './git-run.ts';
import { nameFromBytes, onDisk } from './names.ts';
import { splitZero } from './surroundings.ts';

/** Path under which the synthetic artifact stands in the inventory; no real file can have it, since `.git` is never walked. */
export const changesPath = '.git/changes-since.numstat';

export interface ChangesOptions {
  /** Revision to compare; absent for the work tree as it lies there. */
  readonly revision?: string;
  /** A revision or a date (YYYY-MM-DD). Without it: twelve months before `asOf`. */
  readonly since?: string;
  /** ISO date of the inspection. */
  readonly asOf: string;
  readonly seconds?: number;
}

/** Text of the artifact, or why there is none. `since` is the commit and day the count starts from. */
export type Changes =
  | { readonly bytes: Uint8Array; readonly since: string; readonly trouble?: undefined }
  | { readonly bytes?: undefined; readonly trouble: string };

interface Start {
  readonly tree: string;
  readonly words: string;
}

const defaultSeconds = 30;
/** An untracked file beyond this many bytes is counted as data, without lines. */
const maxCountedBytes = 16 * 1024 * 1024;
const maxUntracked = 10_000;
const dateShape = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?$/;

export async function changesSince(folder: string, options: ChangesOptions): Promise<Changes> {
  const repository = openOrSay(folder);
  if (typeof repository === 'string') return { trouble: repository };
  if (!ask(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', 'HEAD^{commit}']).ok && options.revision === undefined) {
    return { trouble: 'the repository has no commit yet' };
  }
  const end = resolveCommit(repository, options.revision ?? 'HEAD');
  const start = startOf(repository, end, options);
  if (typeof start === 'string') return { trouble: start };
  const plain = ['--numstat', '-z', '-r', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', '--no-color'];
  const prefix = prefixOf(repository);
  const relative = prefix === '' ? '--no-relative' : `--relative=${prefix}`;
  const limits: GitOptions = { seconds: options.seconds ?? defaultSeconds, safe: repository.safe };
  const answer: GitAnswer = options.revision === undefined
    ? await runGitLater(folder, ['diff-index', ...plain, relative, start.tree, '--'], { ...limits, overrides: withoutFilters(repository) })
    : await runGitLater(folder, ['diff-tree', ...plain, relative, start.tree, end, '--'], limits);
  if (!answer.ok) return { trouble: `git could not compare with ${start.words}: ${answer.complaint}` };
  const fresh = options.revision === undefined ? untracked(folder, repository) : [];
  // Nothing added and nothing removed: only the mode or the time of the file changed.
  const lines = [...splitZero(answer.stdout).map(nameFromBytes).filter((line) => !line.startsWith('0\t0\t')), ...fresh].map((line) => line.replaceAll('\n', '\\x0a')).sort();
  return { bytes: Buffer.from([`# since ${start.words}`, ...lines, ''].join('\n')), since: start.words };
}

function openOrSay(folder: string): Repository | string {
  try {
    return openRepository(folder);
  } catch (error) {
    if (error instanceof UsageError) return `there is no version history to ask: ${error.message}`;
    throw error;
  }
}

/** Where the count starts. A history that begins later than asked is counted from nothing: all of it is new. */
function startOf(repository: Repository, end: string, options: ChangesOptions): Start | string {
  const { since } = options;
  if (since !== undefined && !dateShape.test(since)) {
    const commit = resolveCommit(repository, since);
    return { tree: commit, words: `${commit} ${dayOf(repository, commit)}` };
  }
  const day = (since ?? twelveMonthsBefore(options.asOf)).slice(0, 10);
  const found = ask(repository, ['rev-list', '--max-count=1', '--first-parent', `--before=${day}T00:00:00Z`, end, '--']);
  const commit = found.stdout.toString('ascii').trim();
  if (!found.ok) return `git could not search the history: ${found.complaint}`;
  if (commit !== '') return { tree: commit, words: `${commit} ${dayOf(repository, commit)}` };
  if (ask(repository, ['rev-parse', '--is-shallow-repository']).stdout.toString('ascii').trim() === 'true') {
    return `the history is cut off after ${day} (a shallow clone), so new and old code cannot be told apart`;
  }
  const empty = ask(repository, ['hash-object', '-t', 'tree', '--stdin'], { input: '' }).stdout.toString('ascii').trim();
  return { tree: empty, words: `${empty} the-beginning (the first commit is later than ${day})` };
}

function dayOf(repository: Repository, commit: string): string {
  const seconds = ask(repository, ['show', '--no-patch', '--no-show-signature', '--no-notes', '--format=%ct', commit, '--']).stdout.toString('ascii').trim();
  return /^\d+$/.test(seconds) ? new Date(Number(seconds) * 1000).toISOString().slice(0, 10) : 'unknown-day';
}

function twelveMonthsBefore(asOf: string): string {
  const [year = '1970', ...rest] = asOf.slice(0, 10).split('-');
  const day = [String(Number(year) - 1), ...rest].join('-');
  // 29 February has no day twelve months before it.
  return day.endsWith('-02-29') ? day.replace('-02-29', '-02-28') : day;
}

/**
 * Comparing with a work tree lets git run the clean filters that the repository's settings name (gitattributes(5),
 * "filter"): each is overridden with nothing.
 */
function withoutFilters(repository: Repository): readonly (readonly [string, string])[] {
  const names = ask(repository, ['config', '--null', '--name-only', '--get-regexp', '^filter\\.']);
  const filters = new Set(splitZero(names.stdout).map((name) => Buffer.from(name).toString('utf8').replace(/\.[^.]*$/, '')));
  return [...filters].flatMap((filter) => [[`${filter}.clean`, ''], [`${filter}.process`, ''], [`${filter}.smudge`, ''], [`${filter}.required`, 'false']] as const);
}

/** Files git does not know yet are new as a whole. */
function untracked(folder: string, repository: Repository): readonly string[] {
  const listed = ask(repository, ['ls-files', '-z', '--others', '--exclude-per-directory=.gitignore']);
  return splitZero(listed.stdout).slice(0, maxUntracked).map((bytes) => {
    const path = nameFromBytes(bytes);
    return `${linesOf(onDisk(folder, path))}\t0\t${path}`;
  });
}

/** Lines as git counts them (a last line without an end counts), or `-` for what is no text. */
function linesOf(file: string | Buffer): string {
  let handle: number | undefined;
  try {
    handle = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(handle);
    if (!stats.isFile() || stats.size > maxCountedBytes) return '-';
    const bytes = new Uint8Array(stats.size);
    const count = readSync(handle, bytes, 0, stats.size, 0);
    // git calls a file binary when a zero byte is among its first 8000.
    if (bytes.subarray(0, 8000).includes(0)) return '-';
    let lines = count > 0 && bytes[count - 1] !== 10 ? 1 : 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
    return String(lines);
  } catch {
    return '-';
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
