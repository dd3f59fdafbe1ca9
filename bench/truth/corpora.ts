/** Reads files of public git repositories at a commit, from a local mirror or from a clone made on request. It keeps and runs nothing of them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Repository {
  readonly name: string;
  readonly gitDir: string;
}

/** `PLUMBLINE_CORPORA` holds mirrors as `owner+name/repo`, `owner+name` or `name`; what it lacks is cloned into it. */
const home = process.env['PLUMBLINE_CORPORA'] ?? join(tmpdir(), 'plumbline-corpora');

/** A repository `owner/name` of GitHub, or why it cannot be had. */
export function repository(name: string): Repository | string {
  const flat = name.replace('/', '+');
  const places = [join(home, flat, 'repo'), join(home, flat), join(home, name.split('/')[1] ?? flat)].flatMap((place) => [place, join(place, '.git')]);
  const there = places.find((place) => existsSync(join(place, 'HEAD')) && existsSync(join(place, 'objects')));
  if (there !== undefined) return { name, gitDir: there };
  mkdirSync(home, { recursive: true });
  console.error(`cloning ${name} …`);
  const target = join(home, flat);
  const done = spawnSync('git', ['clone', '--quiet', '--bare', `https://github.com/${name}.git`, target], { stdio: ['ignore', 'ignore', 2] });
  return done.status === 0 ? { name, gitDir: target } : `${name} is neither below ${home} nor could it be cloned`;
}

function git({ gitDir }: Repository, args: readonly string[], input?: string): Buffer | undefined {
  const done = spawnSync('git', ['--git-dir', gitDir, ...args], { maxBuffer: 1 << 30, ...(input === undefined ? {} : { input }) });
  return done.status === 0 ? done.stdout : undefined;
}

export interface Listed {
  readonly path: string;
  readonly object: string;
}

/** Files below a folder at a revision; absent objects are left out. */
export function list(repo: Repository, revision: string, below: string): readonly Listed[] {
  const out = git(repo, ['ls-tree', '-r', '-z', '-l', revision, '--', below]);
  return (out?.toString('utf8') ?? '').split('\0').flatMap((row) => {
    const [, kind, object = '', size, path = ''] = /^\d+ (\w+) (\w+) +(\S+)\t(.*)$/s.exec(row) ?? [];
    return kind === 'blob' && size !== 'BAD' ? [{ path, object }] : [];
  });
}

/** Contents in the order of the list, read by their stated sizes. */
export function contents(repo: Repository, files: readonly Listed[]): readonly string[] {
  const out = git(repo, ['cat-file', '--batch'], files.map(({ object }) => object).join('\n') + '\n') ?? Buffer.alloc(0);
  const texts: string[] = [];
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(10, at);
    const size = Number(/^\w+ blob (\d+)$/.exec(out.subarray(at, end).toString('latin1'))?.[1] ?? -1);
    texts.push(size < 0 ? '' : out.subarray(end + 1, end + 1 + size).toString('latin1'));
    at = end + 1 + (size < 0 ? 0 : size + 1);
  }
  return texts;
}

export function contentAt(repo: Repository, revision: string, path: string): string | undefined {
  return git(repo, ['cat-file', 'blob', `${revision}:${path}`])?.toString('latin1');
}

/** Line ranges that a change touches before and after; a pure insertion touches the two lines around it. */
export function changedLines(repo: Repository, before: string, after: string, path: string): { readonly before: readonly Span[]; readonly after: readonly Span[] } {
  const out = git(repo, ['diff', '-U0', '--no-color', before, after, '--', path])?.toString('latin1') ?? '';
  const hunks = [...out.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)];
  const span = (from: string | undefined, count: string | undefined): Span => {
    const [first, lines] = [Number(from), Number(count ?? 1)];
    return lines === 0 ? { from: first, to: first + 1 } : { from: first, to: first + lines - 1 };
  };
  return { before: hunks.map((hunk) => span(hunk[1], hunk[2])), after: hunks.map((hunk) => span(hunk[3], hunk[4])) };
}

export interface Span {
  readonly from: number;
  readonly to: number;
}
