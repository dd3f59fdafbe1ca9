/** Inputs that run in copies of a program: each sees a fresh program, none reaches the next, and what cannot be copied starts anew. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { workshop } from '../../src/compare/drive/build.ts';
import type { Driven } from '../../src/compare/drive/driver.ts';
import { lanes } from '../../src/compare/drive/lanes.ts';
import { processDriver } from '../../src/compare/drive/process.ts';

const missing = existsSync('/usr/bin/gcc') ? false : 'no gcc on this machine';
const folder = mkdtempSync(join(tmpdir(), 'plumbline-copies-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const head = '#define _GNU_SOURCE\n#include <fcntl.h>\n#include <pthread.h>\n#include <signal.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <sys/mman.h>\n#include <unistd.h>\nstatic int seen;\n';

function built(name: string, source: string, ...flags: readonly string[]): string {
  const [code, program] = [join(folder, `${name}.c`), join(folder, name)];
  writeFileSync(code, head + source);
  const done = spawnSync('gcc', ['-O1', '-w', '-o', program, code, ...flags], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return program;
}

async function runs(program: string, inputs: readonly string[], more: { readonly input?: 'stdin' | 'file' | 'argument'; readonly memory_mb?: number; readonly sandbox?: boolean } = {}): Promise<{ readonly copied: boolean; readonly runs: readonly Driven[] }> {
  const shop = workshop('cc');
  const driver = await processDriver({ runner: shop.runner(), starter: shop.starter(), command: [program, 'word'], home: shop.home('h'), input: more.input ?? 'stdin', environment: { PATH: '/usr/bin:/bin' }, limits: { time_ms: 700, memory_mb: more.memory_mb ?? 256, output_kb: 64, files_mb: 4 }, files: true, sandbox: more.sandbox ?? true });
  const answers = await driver.run(inputs.map((text) => Buffer.from(text)));
  const copied = driver.copied();
  await driver.close();
  shop.remove();
  return { copied, runs: answers };
}
const outputs = (answers: readonly Driven[]): readonly string[] => answers.map(({ output }) => Buffer.from(output).toString());

/** Says how often it ran, what it was given, and whether its standard input was left as it was found. */
const counter = 'int main(int n, char **w) { char t[64] = {0}; int nonblocking = fcntl(0, F_GETFL) & O_NONBLOCK; fcntl(0, F_SETFL, O_NONBLOCK); fcntl(1, F_SETFL, O_APPEND); read(0, t, 63); printf("%d %s %s %d", ++seen, n > 1 ? w[1] : "", t, nonblocking != 0); return 0; }\n';

describe('a copied program', { skip: missing }, () => {
  it('knows nothing of the inputs before, and gets its words and its input', async () => {
    const found = await runs(built('counter', counter), ['a', 'bc', 'd']);
    assert.ok(found.copied);
    assert.deepEqual(outputs(found.runs), ['1 word a 0', '1 word bc 0', '1 word d 0']);
  });
  it('reads its input from a file as well, and leaves none behind', async () => {
    const found = await runs(built('reader', 'int main(int n, char **w) { char t[64] = {0}; int f = open(w[2] ? w[2] : "", O_RDONLY); read(f, t, 63); printf("%s %d", t, access("left", F_OK)); close(open("left", O_CREAT | O_WRONLY, 0600)); return 0; }\n'), ['one', 'two'], { input: 'file' });
    assert.deepEqual([found.copied, ...outputs(found.runs)], [true, 'one -1', 'two -1']);
    assert.deepEqual(found.runs.map(({ files }) => files.map(({ name }) => name)), [['left'], ['left']]);
  });
  it('is held to its memory', async () => {
    const found = await runs(built('eater', 'int main(void) { void *p = mmap(0, 512u << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); puts(p == MAP_FAILED ? "refused" : "given"); return 0; }\n'), ['']);
    assert.deepEqual([found.copied, ...outputs(found.runs)], [true, 'refused\n']);
  });
  for (const sandbox of [true, false]) {
    it(`that leaves its group, or kills and stops whatever it finds, spoils no later input ${sandbox ? 'in the sandbox' : 'without it'}`, async () => {
      // Within a process namespace numbers are small; without one only the child itself can be told from others.
      const wild = built(`wild-${sandbox}`, `static void each(int signal_number) { for (int p = 2; p < 40; p++) if (p != getpid()) kill(p, signal_number); }\nint main(void) { char t[8] = {0}; read(0, t, 7); if (t[0] == 's' && fork() == 0) { setsid(); close(1); sleep(60); } if (t[0] == 'k' && ${Number(sandbox)}) each(SIGKILL); if (t[0] == 't' && ${Number(sandbox)}) each(SIGSTOP); printf("said %s", t); return 0; }\n`);
      const words = ['a', 's', 'b', 'k', 'c', 't', 'd', 'e'];
      const found = await runs(wild, words, { sandbox });
      assert.ok(found.copied);
      assert.deepEqual(outputs(found.runs), words.map((word) => `said ${word}`));
      assert.equal(spawnSync('pgrep', ['-f', wild], { encoding: 'utf8' }).stdout, '');
    });
  }
  it('may be several at once, dealt out and answered in order', async () => {
    const shop = workshop('cc');
    const program = built('echo', counter);
    const both = await Promise.all(['a', 'b', 'c'].map(async (name) => processDriver({ runner: shop.runner(), starter: shop.starter(), command: [program], home: shop.home(name), input: 'stdin', environment: {}, limits: { time_ms: 700, memory_mb: 256, output_kb: 64, files_mb: 4 }, files: true, sandbox: true })));
    const driver = lanes(both);
    const words = Array.from({ length: 50 }, (_, index) => `n${index}`);
    assert.deepEqual(outputs(await driver.run(words.map((word) => Buffer.from(word)))), words.map((word) => `1  ${word} 0`));
    assert.deepEqual(await driver.run([]), []);
    await driver.close();
    shop.remove();
  });
});

describe('a program that cannot be copied', { skip: missing }, () => {
  it('starts anew: linked with all its libraries, with threads before its main, or given its input as a word', async () => {
    const threads = 'static void *wait_on(void *p) { for (;;) pause(); return p; }\n__attribute__((constructor)) static void early(void) { pthread_t t; pthread_create(&t, 0, wait_on, 0); }\n';
    const [linked, threaded, plain] = [built('linked', counter, '-static'), built('threaded', threads + counter, '-pthread'), built('plain', counter)];
    for (const [program, input] of [[linked, 'stdin'], [threaded, 'stdin'], [plain, 'argument']] as const) {
      const found = await runs(program, ['a', 'b'], { input });
      assert.deepEqual([found.copied, ...outputs(found.runs)], [false, ...['a', 'b'].map((text) => (input === 'argument' ? '1 word  0' : `1 word ${text} 0`))], program);
    }
  });
});
