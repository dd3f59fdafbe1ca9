/** History mining on a repository made for it: what counts, what is filtered, ages of lines, and going on from what is known. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { historyOf } from '../../src/acquire/history.ts';
import { medianDay, readAges, type Ages } from '../../src/acquire/history-age.ts';
import { readLog, type LogState } from '../../src/acquire/history-log.ts';
import { mendedBy, sortOf } from '../../src/acquire/history-messages.ts';
import type { History } from '../../src/core/history.ts';

let folder = '';
const git = (when: string, author: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=x', '-c', 'user.email=x@x', '-c', 'commit.gpgsign=false', ...args], {
    encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, GIT_AUTHOR_NAME: author, GIT_AUTHOR_EMAIL: `${author.replaceAll(/\W/g, '')}@example.org`, GIT_COMMITTER_NAME: author, GIT_COMMITTER_EMAIL: 'c@example.org', GIT_AUTHOR_DATE: `${when}T12:00:00Z`, GIT_COMMITTER_DATE: `${when}T12:00:00Z` },
  });

function commit(when: string, message: string, files: Readonly<Record<string, string>>, author = 'Ann'): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git(when, author, 'add', '-A');
  git(when, author, 'commit', '-q', '-m', message);
}

const lines = (count: number, word: string): string => Array.from({ length: count }, (_, at) => `int ${word}${at};\n`).join('');

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-history-'));
  git('2020-01-01', 'Ann', 'init', '-q', '-b', 'main');
  commit('2020-01-01', 'first', { 'src/a.c': lines(10, 'a'), 'src/b.c': lines(10, 'b'), 'readme.md': 'x\n' });
  commit('2021-01-01', 'Fix heap buffer overflow in parser (CVE-2021-12345)', { 'src/a.c': lines(9, 'a') + 'int checked;\n' });
  commit('2022-01-01', 'Reformat with clang-format', { 'src/b.c': lines(10, 'B') });
  commit('2025-03-01', 'Bump something', { 'src/b.c': `${lines(10, 'B')}int bot;\n` }, 'dependabot[bot]');
  commit('2025-06-01', 'Add a feature', { 'src/a.c': `${lines(9, 'a')}int checked;\n${lines(5, 'fresh')}` }, 'Bob');
  commit('2025-07-01', 'Import library v1.2', Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`vendor/v${at}.c`, lines(400, 'v')])));
  renameSync(join(folder, 'src/a.c'), join(folder, 'src/moved.c'));
  commit('2025-08-01', 'Move a file', {});
  git('2025-09-01', 'Ann', 'checkout', '-q', '-b', 'side');
  commit('2025-09-01', 'Fix off-by-one error in b', { 'src/b.c': `${lines(10, 'B')}int mended;\n` });
  git('2025-09-02', 'Ann', 'checkout', '-q', 'main');
  git('2025-09-02', 'Ann', 'merge', '-q', '--no-ff', '-m', 'Merge side: fix buffer overflow', 'side');
});

after(() => {
  if (folder !== '') rmSync(folder, { recursive: true });
});

async function asked(more: Parameters<typeof historyOf>[1] = { asOf: '2026-01-01' }): Promise<History> {
  const history = await historyOf(folder, more);
  assert.ok(typeof history !== 'string', String(history));
  return history;
}

describe('a history', () => {
  it('tells mended memory errors with their CVE ids, merges counted once', async () => {
    const { files } = await asked();
    const moved = files.get('src/moved.c');
    assert.deepEqual(moved?.mendings.map(({ subject, cves }) => [subject, cves]), [['Fix heap buffer overflow in parser (CVE-2021-12345)', ['CVE-2021-12345']]]);
    assert.deepEqual(files.get('src/b.c')?.mendings.map(({ subject }) => subject), ['Fix off-by-one error in b']);
  });

  it('leaves out bots, reformatting and drops, and says how many', async () => {
    const { leftOut, files } = await asked();
    assert.deepEqual(leftOut, { bots: 1, formatting: 1, drops: 2 });
    assert.equal(files.get('vendor/v0.c')?.changes, 0);
    assert.equal(files.get('src/b.c')?.changes, 1);
  });

  it('counts a window of 24 months, authors, and keeps the history of a renamed file', async () => {
    const moved = (await asked()).files.get('src/moved.c');
    // The rename itself is a change that counts, though no line of it is new.
    assert.deepEqual([moved?.changes, moved?.recent.length, moved?.recentLines, moved?.authors.length], [3, 2, 5, 2]);
  });

  it('knows the age of lines, through renames and reformatting', async () => {
    const { files } = await asked();
    assert.equal(files.get('src/moved.c')?.medianYears, 6);
    assert.equal(files.get('src/b.c')?.medianYears, 6);
    assert.equal(files.get('vendor/v0.c')?.medianYears, 0.5);
  });

  it('goes on from what is known, to the same answer', async () => {
    const kept = new Map<string, string>();
    const store = { load: (key: string) => kept.get(key), save: (key: string, text: string) => void kept.set(key, text) };
    await asked({ asOf: '2026-01-01', revision: 'HEAD~3', store });
    const onward = await asked({ asOf: '2026-01-01', store });
    assert.deepEqual(onward.files, (await asked()).files);
    for (const [key] of kept) kept.set(key, '{"head": 3');
    assert.deepEqual((await asked({ asOf: '2026-01-01', store })).files, onward.files);
  });

  it('runs no hook and says when there is nothing to ask', async () => {
    const hook = join(folder, '.git/hooks/post-index-change');
    writeFileSync(hook, `#!/bin/sh\ntouch "${join(folder, 'ran')}"\n`, { mode: 0o755 });
    await asked();
    assert.equal(existsSync(join(folder, 'ran')), false);
    assert.match(String(await historyOf(tmpdir(), { asOf: '2026-01-01' })), /no version history/);
  });
});

describe('messages', () => {
  const shape = { files: 1, sources: 1, added: 5, removed: 2 };
  const mended = (message: string, more: Partial<typeof shape> = {}): string => mendedBy({ author: 'a', email: 'a', message }, { ...shape, ...more }).mended;

  it('tell a mended memory error from what only speaks of one', () => {
    for (const message of ['Fixed buffer overflow in decompression codecs.', 'fix use-after-free in server', 'Prevent out-of-bounds read when length is short', 'dns: fix heap over-read (CVE-2020-1)\n', 'Fix: double free on error']) assert.equal(mended(message), 'memory', message);
    for (const message of ['Fix compiler warning about array bounds', 'Fixed suppressing overflow warnings with Clang.', 'Document the overflow check', 'Add tests for buffer overflow handling of the UI text', 'Fixed memory leak', 'Fixed path traversal in C-GET (CVE-2024-12345)', 'Revert "Fix buffer overflow"']) assert.notEqual(mended(message, message.startsWith('Add tests') ? { sources: 0 } : {}), 'memory', message);
    assert.equal(mended('Fix many buffer overflows', { sources: 60 }), 'broad');
    assert.equal(mended('Fix typo in comment'), 'no');
    assert.equal(mended('Fix crash when the list is empty'), 'defect');
  });

  it('tell bots, reformatting and drops by author, message and shape', () => {
    const sort = (author: string, message: string, more: Partial<typeof shape> = {}): string => sortOf({ author, email: '', message }, { ...shape, ...more });
    assert.equal(sort('renovate[bot]', 'x'), 'bot');
    assert.equal(sort('Abbot', 'x'), 'change');
    assert.equal(sort('a', 'Converted tabs to spaces'), 'formatting');
    assert.equal(sort('a', 'initial', { added: 20_000, removed: 0 }), 'drop');
  });
});

describe('the readers', () => {
  it('answer any bytes without a throw, in any pieces', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
      const state: LogState = { commits: [], authors: [], paths: [] };
      const ages: Ages = new Map();
      for (const reader of [readLog(state), readAges(ages)]) {
        for (const piece of pieces) reader.take(Buffer.from(piece));
        reader.end();
      }
      for (const runs of ages.values()) medianDay(runs);
    }), { numRuns: 500 });
  });

  it('give the same ages however the stream is cut', () => {
    const text = '\x01100000 x\n\ndiff --git a/f.c b/f.c\n--- /dev/null\n+++ b/f.c\n@@ -0,0 +1,2 @@\n+--- one\n++++ two\n\x01864000 y\n\ndiff --git a/f.c b/f.c\n--- a/f.c\n+++ b/f.c\n@@ -1 +1,2 @@\n---- one\n+a\n+b\n';
    const read = (size: number): unknown => {
      const ages: Ages = new Map();
      const reader = readAges(ages);
      for (let at = 0; at < text.length; at += size) reader.take(Buffer.from(text.slice(at, at + size)));
      reader.end();
      return [...ages];
    };
    assert.deepEqual(read(1), [['f.c', [2, 10, 1, 1]]]);
    for (const size of [2, 3, 7, 64, 4096]) assert.deepEqual(read(size), read(1));
  });
});
