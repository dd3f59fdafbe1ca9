/** Revisions: exact bytes, odd names, honest gaps; and nothing a repository says is ever run. */
import assert from 'node:assert/strict';
import { chmodSync, chownSync, existsSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { existing } from '../../src/acquire/existing.ts';
import { gitRevision } from '../../src/acquire/git.ts';
import { defaultLimits } from '../../src/acquire/limits.ts';
import { openReader } from '../../src/acquire/reader.ts';
import type { Tree } from '../../src/acquire/sighting.ts';
import { all, commitAll, git, lay, paths, scratch } from './scratch.ts';

function contents(tree: Tree, limits = defaultLimits): ReadonlyMap<string, string> {
  const read = openReader(tree.origin, limits);
  const found = new Map<string, string>();
  for (const batch of tree.batches) {
    for (const [{ path }, got] of read(batch, (size) => new Uint8Array(size))) found.set(path, got.bytes === undefined ? `trouble: ${got.trouble}` : Buffer.from(got.bytes).toString());
  }
  return found;
}

test('a revision gives the bytes as committed, whatever the work tree or the attributes say', (context) => {
  const folder = scratch(context, { '.gitattributes': '* text eol=crlf ident\n', 'a.c': 'one $Id$\ntwo\n', 'new\nline': 'odd', empty: '' });
  symlinkSync('a.c', join(folder, 'link'));
  symlinkSync('../secret', join(folder, 'out'));
  git(folder, 'init', '-q');
  const commit = commitAll(folder, '2025-01-01');
  lay(folder, { 'a.c': 'changed', untracked: 'x' });
  const tree = gitRevision(folder, 'HEAD');
  assert.equal(tree.revision, commit);
  assert.deepEqual([...contents(tree)], [['.gitattributes', '* text eol=crlf ident\n'], ['a.c', 'one $Id$\ntwo\n'], ['empty', ''], ['link', 'a.c'], ['new\nline', 'odd'], ['out', '../secret']]);
  const links = all(gitRevision(folder, 'HEAD')).filter(({ sort }) => sort === 'link');
  assert.deepEqual(links.map(({ path, target, leaves }) => [path, target, leaves]), [['link', 'a.c', false], ['out', '../secret', true]]);
  const look = existing(tree.origin);
  assert.equal(look.text('a.c', 100), 'one $Id$\ntwo\n');
  assert.equal(look.text('a.c', 3), undefined);
  assert.equal(look.exists('nothing'), false);
});

test('a clone is called what it was cloned from, at its root and nowhere else', (context) => {
  const folder = scratch(context, { 'a.c': 'x', 'part/b.c': 'x' });
  git(folder, 'init', '-q');
  commitAll(folder, '2025-01-01');
  const named = (path = folder): readonly (string | undefined)[] => [existing({ kind: 'folder', root: path }).remoteName(), existing(gitRevision(path, 'HEAD').origin).remoteName()];
  assert.deepEqual(named(), [undefined, undefined]);
  git(folder, 'remote', 'add', 'origin', 'x');
  for (const [url, name] of [
    ['https://user:secret@example.org/maker/pump.git', 'pump'], ['git@example.org:maker/pump-2.git/', 'pump-2'], ['ssh://example.org:22/pump', 'pump'],
    ['/srv/mirrors/repo', undefined], ['https://example.org/a b', undefined], ['https://example.org/.git', undefined],
  ] as const) {
    git(folder, 'config', 'remote.origin.url', url);
    assert.deepEqual(named(), [name, name], url);
  }
  git(folder, 'config', 'remote.origin.url', 'https://example.org/pump.git');
  assert.deepEqual(named(join(folder, 'part')), [undefined, undefined]);
});

test('more bytes than are asked of git in one go come in their order', (context) => {
  const files = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name, index) => [name, name.repeat(index === 2 ? 3_000_000 : 700_000)]));
  const folder = scratch(context, { ...files, f: '' });
  git(folder, 'init', '-q');
  commitAll(folder, '2025-01-01');
  const got = contents(gitRevision(folder, 'HEAD'));
  assert.deepEqual([...got].map(([path, text]) => [path, text.length, text[0] ?? '']), [['a', 700_000, 'a'], ['b', 700_000, 'b'], ['c', 3_000_000, 'c'], ['d', 700_000, 'd'], ['e', 700_000, 'e'], ['f', 0, '']]);
});

test('a folder within the repository is the root of what is told', (context) => {
  const folder = scratch(context, { 'part/src/a.c': 'x', other: 'x' });
  git(folder, 'init', '-q');
  commitAll(folder, '2025-01-01');
  assert.deepEqual(paths(gitRevision(join(folder, 'part'), 'HEAD')), ['src/a.c']);
});

test('a revision can be no option and no nonsense', (context) => {
  const folder = scratch(context, { a: 'x' });
  git(folder, 'init', '-q');
  commitAll(folder, '2025-01-01');
  for (const revision of ['--output=pwned', '--all', '-h', 'nope', '', 'HEAD:a', 'a\0b', '--git-dir']) {
    assert.throws(() => gitRevision(folder, revision), { name: 'UsageError', code: 'no-such-revision' }, revision);
  }
  assert.deepEqual(readdirSync(folder).sort(), ['.git', 'a']);
  assert.throws(() => gitRevision(scratch(context), 'HEAD'), { name: 'UsageError', code: 'no-repository' });
});

test('submodules and absent objects are told', (context) => {
  const folder = scratch(context, { gone: 'this one will be gone', kept: 'kept' });
  git(folder, 'init', '-q');
  git(folder, 'update-index', '--add', '--cacheinfo', '160000,1234567890123456789012345678901234567890,sub');
  clockless(folder);
  const id = git(folder, 'rev-parse', 'HEAD:gone').trim();
  rmSync(join(folder, '.git/objects', id.slice(0, 2), id.slice(2)), { force: true });
  const tree = gitRevision(folder, 'HEAD');
  const told = contents(tree);
  assert.equal(told.get('kept'), 'kept');
  assert.match(told.get('gone') ?? '', /missing from the repository/);
  assert.match(told.get('sub') ?? '', /submodule pinned to 1234567890/);
});

function clockless(folder: string): void {
  git(folder, 'add', 'gone', 'kept');
  git(folder, 'commit', '-q', '-m', 'state');
}

test('nothing that a repository names is run', (context) => {
  const folder = scratch(context, { a: 'x', gone: 'will be gone', '.gitattributes': '* filter=evil diff=evil\n' });
  git(folder, 'init', '-q');
  commitAll(folder, '2025-01-01');
  const id = git(folder, 'rev-parse', 'HEAD:gone').trim();
  rmSync(join(folder, '.git/objects', id.slice(0, 2), id.slice(2)), { force: true });
  const proof = join(folder, 'proof');
  const script = join(folder, 'evil.sh');
  writeFileSync(script, `#!/bin/sh\necho "$0 $@" >> ${proof}\ncat\n`);
  chmodSync(script, 0o755);
  const settings: readonly (readonly [string, string])[] = [
    ['core.fsmonitor', script], ['core.sshCommand', script], ['core.pager', script], ['core.editor', script], ['core.askPass', script], ['diff.external', script], ['core.alternateRefsCommand', script],
    ['filter.evil.clean', script], ['filter.evil.smudge', script], ['filter.evil.process', script], ['diff.evil.command', script], ['diff.evil.textconv', script], ['gpg.program', script],
    ['credential.helper', script], ['alias.ls-tree', `!${script}`], ['alias.rev-parse', `!${script}`], ['extensions.partialClone', 'origin'], ['core.repositoryFormatVersion', '1'],
    ['remote.origin.url', `ext::${script}`], ['remote.origin.promisor', 'true'], ['protocol.ext.allow', 'always'], ['remote.origin.uploadpack', script],
  ];
  for (const [key, value] of settings) git(folder, 'config', key, value);
  for (const hook of ['post-checkout', 'pre-auto-gc', 'reference-transaction', 'post-index-change', 'fsmonitor-watchman']) {
    writeFileSync(join(folder, '.git/hooks', hook), `#!/bin/sh\necho hook >> ${proof}\n`);
    chmodSync(join(folder, '.git/hooks', hook), 0o755);
  }
  const told = contents(gitRevision(folder, 'HEAD'));
  assert.equal(told.get('a'), 'x');
  assert.match(told.get('gone') ?? '', /missing/);
  // Asking for an absent object makes git fetch it, by the helper that the repository names, unless that is forbidden.
  assert.equal(existing(gitRevision(folder, 'HEAD').origin).text('gone', 100), undefined);
  assert.equal(existsSync(proof), false);
});

test('a repository of another user is refused with what to do', { skip: process.getuid?.() !== 0 }, (context) => {
  const folder = scratch(context, { a: 'x' });
  git(folder, 'init', '-q');
  commitAll(folder, '2025-01-01');
  chownSync(folder, 12345, 12345);
  chownSync(join(folder, '.git'), 12345, 12345);
  assert.throws(() => gitRevision(folder, 'HEAD'), (error: Error & { code?: string; next?: string }) => error.code === 'foreign-repository' && (error.next ?? '').includes('safe.directory'));
});

test('the limits of a tree hold for a revision, too', (context) => {
  const folder = scratch(context, { a: 'x', b: 'long content', c: 'x', 'd/e/f/g': 'x' });
  git(folder, 'init', '-q');
  commitAll(folder, '2025-01-01');
  assert.match(all(gitRevision(folder, 'HEAD', { ...defaultLimits, maxArtifacts: 2 })).at(-1)?.trouble ?? '', /maxArtifacts = 2/);
  assert.match(all(gitRevision(folder, 'HEAD', { ...defaultLimits, maxDepth: 2 })).at(-1)?.trouble ?? '', /maxDepth = 2/);
  assert.match(contents(gitRevision(folder, 'HEAD'), { ...defaultLimits, maxFileBytes: 5 }).get('b') ?? '', /maxFileBytes = 5.*digest/);
});
