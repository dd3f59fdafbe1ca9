/** What history added: counted from the right commit, relative to what is inspected, and without running a filter. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { changesPath, changesSince, type Changes } from '../../src/acquire/changes.ts';
import { runGit, runGitLater } from '../../src/acquire/git-run.ts';
import material from '../../src/materials/git-changes/material.ts';
import { commitAll, git, lay, scratch } from './scratch.ts';

const asOf = '2026-06-01';

function lines(changes: Changes): readonly string[] {
  assert.equal(changes.trouble, undefined);
  return Buffer.from(changes.bytes ?? []).toString().trimEnd().split('\n');
}

function history(context: TestContext): { readonly folder: string; readonly old: string } {
  const folder = scratch(context, { 'part/a.c': 'one\ntwo\n', 'part/b.bin': 'b\0b', other: 'x\n' });
  git(folder, 'init', '-q');
  const old = commitAll(folder, '2025-03-01');
  lay(folder, { 'part/a.c': 'one\n2\nthree\n', 'part/b.bin': 'c\0c', 'part/new\nfile': 'n\n', other: 'y\n' });
  commitAll(folder, '2026-01-01');
  return { folder, old };
}

test('the count starts from the newest commit twelve months before', async (context) => {
  const { folder, old } = history(context);
  const told = lines(await changesSince(join(folder, 'part'), { asOf, revision: 'HEAD' }));
  assert.deepEqual(told, [`# since ${old} 2025-03-01`, '-\t-\tb.bin', '1\t0\tnew\\x0afile', '2\t1\ta.c']);
});

test('the work tree counts with what is not committed and not known to git', async (context) => {
  const { folder, old } = history(context);
  lay(folder, { 'part/a.c': 'one\ntwo\n', 'part/untracked.c': 'a\nb\nc', 'part/noise': 'a\0b', '.gitignore': '*.o\n', 'part/x.o': 'x' });
  const told = lines(await changesSince(join(folder, 'part'), { asOf }));
  assert.deepEqual(told, [`# since ${old} 2025-03-01`, '-\t-\tb.bin', '-\t0\tnoise', '1\t0\tnew\\x0afile', '3\t0\tuntracked.c']);
});

test('a date or a revision may be given', async (context) => {
  const { folder, old } = history(context);
  assert.match(lines(await changesSince(folder, { asOf, since: '2026-02-01' }))[0] ?? '', /2026-01-01$/);
  assert.equal(lines(await changesSince(folder, { asOf, since: old.slice(0, 10) }))[0], `# since ${old} 2025-03-01`);
  await assert.rejects(changesSince(folder, { asOf, since: '--output=pwned' }), { name: 'UsageError', code: 'no-such-revision' });
});

test('a young history counts from nothing, a cut one says so, none says so', async (context) => {
  const { folder } = history(context);
  const young = lines(await changesSince(folder, { asOf: '2025-06-01', revision: 'HEAD' }));
  assert.match(young[0] ?? '', /the-beginning/);
  assert.ok(young.includes('3\t0\tpart/a.c'));
  const clone = join(scratch(context), 'clone');
  git(folder, 'clone', '-q', '--depth=1', `file://${folder}`, clone);
  assert.match((await changesSince(clone, { asOf })).trouble ?? '', /shallow/);
  assert.match((await changesSince(scratch(context), { asOf })).trouble ?? '', /no version history/);
});

test('no filter, differ or helper of the repository is run', async (context) => {
  const { folder } = history(context);
  const proof = join(folder, '.git/proof');
  const script = join(folder, '.git/evil.sh');
  writeFileSync(script, `#!/bin/sh\necho "$0 $@" >> '${proof}'\ncat\n`);
  chmodSync(script, 0o755);
  lay(folder, { '.gitattributes': '* filter=e=v\n*.c diff=evil filter=evil\n', 'part/a.c': 'dirty\n' });
  for (const key of ['filter.evil.clean', 'filter.evil.process', 'filter.e=v.clean', 'diff.evil.command', 'diff.evil.textconv', 'diff.external', 'core.fsmonitor', 'core.pager']) git(folder, 'config', key, script);
  git(folder, 'config', 'filter.evil.required', 'true');
  const told = lines(await changesSince(folder, { asOf }));
  assert.ok(told.some((line) => line.endsWith('\tpart/a.c')));
  assert.equal(existsSync(proof), false);
});

test('a git that hangs is ended in time, and says so', { skip: process.platform === 'win32' }, async (context) => {
  const { folder } = history(context);
  // Reading a FIFO that nobody writes to takes for ever.
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const args = ['hash-object', '--', 'pipe'];
  const answers = [runGit(folder, args, { seconds: 0.2 }), await runGitLater(folder, args, { seconds: 0.2 })];
  for (const { ok, complaint } of answers) assert.deepEqual([ok, complaint], [false, 'git took more than 0.2 seconds']);
});

test('the material reads what is written here', async (context) => {
  const { folder } = history(context);
  const { bytes = new Uint8Array(0) } = await changesSince(folder, { asOf, revision: 'HEAD' });
  const sight = { path: changesPath, size: bytes.length, head: bytes.subarray(0, 4096) };
  assert.equal(material.recognise(sight), 'content');
  assert.equal(material.recognise({ ...sight, path: 'other.numstat' }), undefined);
  const form = material.parse(bytes, sight);
  assert.ok('files' in form);
  assert.deepEqual(form.files.map(({ file, added, removed }) => [file, added, removed]), [['part/b.bin', 0, 0], ['part/new\\x0afile', 1, 0], ['other', 1, 1], ['part/a.c', 2, 1]]);
});
