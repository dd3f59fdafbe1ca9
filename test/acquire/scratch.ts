/** A folder that is gone after the test, and a git repository made in it without anybody's settings. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Sighting, Tree } from '../../src/acquire/sighting.ts';

export function scratch(context: TestContext, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  lay(folder, files);
  return folder;
}

export function lay(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

export function git(folder: string, ...args: readonly string[]): string {
  const env = {
    PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@example.org',
    GIT_AUTHOR_DATE: clock.day, GIT_COMMITTER_DATE: clock.day,
  };
  return execFileSync('git', ['-C', folder, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
}

/** Day of the next commit. */
export const clock = { day: '2025-01-01T12:00:00Z' };

export function commitAll(folder: string, day: string): string {
  clock.day = `${day}T12:00:00Z`;
  git(folder, 'add', '-A', '-f');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'state');
  return git(folder, 'rev-parse', 'HEAD').trim();
}

export function all(tree: Tree): readonly Sighting[] {
  return [...tree.batches].flat();
}

export function paths(tree: Tree): readonly string[] {
  return all(tree).map(({ path }) => path);
}
