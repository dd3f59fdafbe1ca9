/** Compared programs that crash, hang, fork, fill the disk and write outside are contained, and the run goes on. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { workshop } from '../../src/compare/drive/build.ts';
import { libraryDriver } from '../../src/compare/drive/library.ts';
import { processDriver } from '../../src/compare/drive/process.ts';
import { callsOf } from '../../src/compare/harness.ts';
import { crashKind } from '../../src/compare/observation.ts';
import { readPlan } from '../../src/compare/plan.ts';

const missing = existsSync('/usr/bin/gcc') ? false : 'no gcc on this machine';
const folder = mkdtempSync(join(tmpdir(), 'plumbline-contain-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('a program', { skip: missing }, () => {
  for (const start of ['copied', 'anew']) it(`is held within its limits, whatever it does, ${start} for each input`, async () => {
    const shop = workshop('cc');
    const starter = start === 'copied' ? shop.starter() : undefined;
    const outside = join(folder, 'outside');
    const program = join(folder, 'wild.sh');
    writeFileSync(program, `#!/bin/sh\nread what\ncase "$what" in\nhang) while :; do :; done;;\nfork) (setsid sleep 60 &) ; (sleep 60 &) ; echo forked;;\nfill) head -c 99999999 /dev/zero > big; echo filled;;\nshout) head -c 9999999 /dev/zero;;\noutside) echo x > ${outside} || echo refused;;\nfile) mkdir d; echo hi > d/note; ln -s /etc/passwd link; echo done;;\ncrash) kill -SEGV $$;;\nothers) grep -l 'contain[.]test' /proc/[0-9]*/cmdline /proc/self/cmdline || echo nobody else;;\nenv) env | sort | cut -d= -f1 | tr '\\n' ' ';;\n*) echo "said $what";;\nesac\n`, { mode: 0o755 });
    const driver = await processDriver({ runner: shop.runner(), starter, command: [program], home: shop.home('h'), input: 'stdin', environment: { PATH: '/usr/bin:/bin', LC_ALL: 'C' }, limits: { time_ms: 400, memory_mb: 256, output_kb: 64, files_mb: 4 }, files: true, sandbox: true });
    assert.equal(driver.copied(), start === 'copied');
    const words = ['hang', 'fork', 'fill', 'shout', 'file', 'crash', 'env', 'plain', 'outside', 'others'];
    const runs = await driver.run(words.map((word) => Buffer.from(`${word}\n`)));
    const byWord = new Map(words.map((word, index) => [word, runs[index]]));
    const output = (word: string): string => Buffer.from(byWord.get(word)?.output ?? []).toString();
    assert.equal(byWord.get('hang')?.ending, 'timed-out');
    assert.match(output('fork'), /forked/);
    assert.ok(['too-much', 'exited'].includes(byWord.get('fill')?.ending ?? ''));
    assert.equal(byWord.get('shout')?.ending, 'too-much');
    assert.ok((byWord.get('shout')?.output.length ?? 0) <= 64 * 1024);
    assert.deepEqual(byWord.get('file')?.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]), [['d/note', 'hi\n']]);
    assert.deepEqual([byWord.get('crash')?.ending, byWord.get('crash')?.code], ['signalled', 11]);
    assert.doesNotMatch(output('env'), /HOME|NODE|PLUMBLINE|LD_/);
    assert.equal(output('plain'), 'said plain\n');
    if (driver.contained()) {
      assert.match(output('outside'), /refused/);
      assert.equal(output('others'), 'nobody else\n', 'processes outside are seen');
      assert.equal(existsSync(outside), false);
    }
    await driver.close();
    const left = spawnSync('pgrep', ['-f', program], { encoding: 'utf8' });
    assert.equal(left.stdout, '');
    shop.remove();
    assert.equal(existsSync(shop.folder), false);
  });
});

describe('a library', { skip: missing }, () => {
  it('that crashes, hangs, over-reads or ends the process is told apart, and the rest of the inputs is answered', async () => {
    const source = join(folder, 'wild.c');
    const library = join(folder, 'wild.so');
    writeFileSync(source, '#include <stdint.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\nint take(const uint8_t *p, size_t n, uint8_t *out, size_t *length) {\n  if (n > 0 && p[0] == 1) return *(volatile int *)8;\n  if (n > 0 && p[0] == 2) for (;;) {}\n  if (n > 0 && p[0] == 3) return p[n];\n  if (n > 0 && p[0] == 4) _Exit(0);\n  if (n > 0 && p[0] == 5) { fputs("thread \'x\' panicked at src/a.rs:1:2:\\n", stderr); abort(); }\n  if (n > 0 && p[0] == 6) return malloc(100) == NULL;\n  if (n > 0 && p[0] == 7) printf("noise on standard output\\n");\n  *length = n < 4 ? n : 4;\n  memcpy(out, p, *length);\n  return (int)n;\n}\n');
    const built = spawnSync('gcc', ['-O0', '-shared', '-fPIC', '-w', '-o', library, source], { encoding: 'utf8' });
    assert.equal(built.status, 0, built.stderr);
    const plan = readPlan('comparison: 1\ntitle: t\nold: {library: x}\nnew: {library: x}\nlimits: {time_ms: 200}\nfunctions: [{call: take, arguments: [input, input-length, {out: copy, size: 4, as: bytes}, {length_out: copy}], returns: i32, accepts: [0, 1, 2, 3]}]\n', 'p');
    const shop = workshop('cc');
    const driver = await libraryDriver({ harness: shop.harness(callsOf(plan), []), library, home: shop.home('h'), environment: {}, limits: plan.limits, sandbox: true });
    const inputs = [[9], [1], [2], [3], [4], [5], [6], [9, 9, 9, 9, 9], []].map((bytes) => Buffer.from(bytes));
    const runs = await driver.run(inputs);
    assert.deepEqual(runs.map(({ ending, code }) => [ending, code]), [['exited', 0], ['signalled', 11], ['timed-out', 14], ['signalled', 11], ['too-much', 0], ['signalled', 6], ['exited', 0], ['exited', 5], ['exited', 0]]);
    assert.equal(Buffer.from(runs[0]?.output ?? []).toString(), 'take=1\ncopy=09\n');
    assert.equal(crashKind(runs[5] ?? assert.fail()), 'panic at src/a.rs:1');
    assert.ok((runs[6]?.kept ?? 0) >= 100);
    const again = await driver.run(Array.from({ length: 3000 }, (_, index) => Buffer.from([8, index & 255])));
    assert.ok(again.every(({ ending }) => ending === 'exited'));
    await driver.close();
    shop.remove();
  });
  it('that lacks a function of the plan is refused with its name', async () => {
    const library = join(folder, 'empty.so');
    spawnSync('gcc', ['-shared', '-o', library, '-x', 'c', '/dev/null']);
    const plan = readPlan('comparison: 1\ntitle: t\nold: {library: x}\nnew: {library: x}\nfunctions: [{call: absent, arguments: [input]}]\n', 'p');
    const shop = workshop('cc');
    await assert.rejects(libraryDriver({ harness: shop.harness(callsOf(plan), []), library, home: shop.home('h'), environment: {}, limits: plan.limits, sandbox: false }), /no function absent/);
    shop.remove();
  });
});

describe('an ended run', { skip: missing }, () => {
  it('goes on where it was, and gives what one run would have given', () => {
    const plan = join(folder, 'plan.yaml');
    writeFileSync(plan, 'comparison: 1\ntitle: echo\nold: {command: [/bin/cat]}\nnew: {command: [/bin/cat]}\n');
    const bin = join(import.meta.dirname, '..', '..', 'bin', 'plumbline.js');
    const compare = (...words: string[]): number | null => spawnSync(process.execPath, [bin, 'compare', '--plan', plan, '--quiet', ...words], { encoding: 'utf8' }).status;
    assert.equal(compare('--inputs', '128', '--out', join(folder, 'a')), 2);
    assert.equal(compare('--inputs', '256', '--out', join(folder, 'a'), '--resume'), 2);
    assert.equal(compare('--inputs', '256', '--out', join(folder, 'b')), 2);
    const pool = (name: string): unknown => (JSON.parse(readFileSync(join(folder, name, 'state.json'), 'utf8')) as { readonly pool: unknown }).pool;
    assert.deepEqual(pool('a'), pool('b'));
    writeFileSync(join(folder, 'a', 'state.json'), '{');
    assert.equal(compare('--out', join(folder, 'a'), '--resume'), 64);
  });
});
