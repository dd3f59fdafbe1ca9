/** What lies around an inspected folder in its git work tree: outer ignore rules and what is tracked though ignored. It changes nothing there. */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runGit } from './git-run.ts';
import { maxIgnoreBytes, withRules, type RuleStack } from './ignored.ts';
import { nameFromBytes } from './names.ts';

export interface Surroundings {
  /** Path of the root within its work tree with `/` at the end, or ''. */
  readonly prefix: string;
  /** Rules of the folders above the root. */
  readonly rules: RuleStack;
  /** Whether git tracks this ignored file, or anything below this ignored folder: then it belongs to the device after all. */
  readonly isTracked: (path: string, isFolder: boolean) => boolean;
}

export function surroundings(root: string): Surroundings {
  const worktree = findWorktree(root);
  if (worktree === undefined) return { prefix: '', rules: [], isTracked: () => false };
  const real = realpathSync(root);
  const prefix = real === worktree ? '' : `${real.slice(worktree === '/' ? 1 : worktree.length + 1)}/`;
  let tracked: ReadonlySet<string> | undefined;
  return {
    prefix,
    rules: outerRules(worktree, prefix),
    isTracked: (path, isFolder) => {
      tracked ??= trackedThoughIgnored(root);
      return tracked.has(isFolder ? `${path}/` : path);
    },
  };
}

/** The nearest folder upwards that holds `.git`; links in the root's own path are resolved first. */
function findWorktree(root: string): string | undefined {
  try {
    for (let at = realpathSync(root); ; at = dirname(at)) {
      if (existsSync(join(at, '.git'))) return at;
      if (at === dirname(at)) return undefined;
    }
  } catch {
    return undefined;
  }
}

function outerRules(worktree: string, prefix: string): RuleStack {
  let stack: RuleStack = [];
  let folder = '';
  for (const part of prefix.split('/').slice(0, -1)) {
    const file = join(worktree, folder, '.gitignore');
    try {
      if (statSync(file).size <= maxIgnoreBytes) stack = withRules(stack, folder, readFileSync(file, 'utf8'));
    } catch {
      // No rules in this folder: nothing to obey.
    }
    folder += `${part}/`;
  }
  return stack;
}

/** Paths relative to the root, each with all its folders. Asked once, and only when something is ignored at all. */
function trackedThoughIgnored(root: string): ReadonlySet<string> {
  const answer = runGit(root, ['ls-files', '-z', '--cached', '--ignored', '--exclude-per-directory=.gitignore']);
  const tracked = new Set<string>();
  if (!answer.ok) return tracked;
  for (const path of splitZero(answer.stdout).map(nameFromBytes)) {
    tracked.add(path);
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) tracked.add(path.slice(0, slash + 1));
  }
  return tracked;
}

/** Splits output of git's `-z`: records end in a zero byte, so that no name can forge one. */
export function splitZero(bytes: Uint8Array): readonly Uint8Array[] {
  const records: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, from)) {
    records.push(bytes.subarray(from, at));
    from = at + 1;
  }
  return records;
}
