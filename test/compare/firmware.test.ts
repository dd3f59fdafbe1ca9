/** Firmware images for Cortex-M under QEMU: exact counts, the same every time, and containment of what an image tries. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { findBoard, readImage } from '../../src/cli/compare/firmware.ts';
import { workshop } from '../../src/compare/drive/build.ts';
import type { Driven } from '../../src/compare/drive/driver.ts';
import { crashed } from '../../src/compare/observation.ts';
import { planSchema } from '../../src/compare/plan.ts';
import type { Comparison } from '../../src/compare/result.ts';

const root = join(import.meta.dirname, '..', '..');
const board = join(root, 'examples', 'protocol-rewrite', 'board');
const machine = 'lm3s6965evb';
const absent = ['arm-none-eabi-gcc', 'qemu-system-arm', 'cc'].filter((program) => !existsSync(join('/usr/bin', program)));
const missing = absent.length === 0 ? false : `not on this machine: ${absent.join(', ')}`;
const folder = mkdtempSync(join(tmpdir(), 'plumbline-firmware-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function built(name: string, sources: readonly string[], ...flags: readonly string[]): string {
  const image = join(folder, name);
  const done = spawnSync('arm-none-eabi-gcc', ['-mcpu=cortex-m3', '-mthumb', '-O1', '-ffreestanding', '-nostartfiles', '--specs=nosys.specs', '-I', board, '-T', join(board, 'board.ld'), '-o', image, join(board, 'board.c'), ...sources, ...flags], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return image;
}

async function runs(image: string, inputs: readonly string[], input: 'stdin' | 'file' | 'argument' = 'stdin'): Promise<{ readonly contained: boolean; readonly runs: readonly Driven[] }> {
  const shop = workshop('cc');
  const plan = planSchema.parse({ comparison: 1, title: 't', machine, input, old: { firmware: image }, new: { firmware: image }, limits: { time_ms: 300 } });
  const found = findBoard({ plan, folder, sandbox: true }, shop, (home) => ({ PATH: '/usr/bin:/bin', HOME: home }));
  assert.ok(found !== undefined);
  const driver = await found.start(image);
  assert.ok(found.about().counts, 'this QEMU takes no plugin');
  const answers = await driver.run(inputs.map((text) => Buffer.from(text, 'latin1')));
  await driver.close();
  shop.remove();
  return { contained: driver.contained(), runs: answers };
}

describe('a firmware image', { skip: missing }, () => {
  it('is counted to the instruction, the same in every run', async () => {
    const image = built('wild.elf', [join(root, 'test', 'compare', 'board', 'wild.c')]);
    const inputs = ['x', 'w\x00', 'w\x01', 'w\x02', 'w\x04', 'd\x00', 'd\x01', 'd\x09', 'm', ''];
    const [first, second] = [await runs(image, inputs), await runs(image, inputs)];
    const counts = first.runs.map(({ instructions }) => instructions ?? assert.fail());
    assert.deepEqual(second.runs.map(({ instructions }) => instructions), counts);
    const inWork = first.runs.map(({ functions }) => functions?.get('work') ?? 0);
    // A turn of the loop is as long as the compiler made it, and every turn alike.
    const hundred = (inWork[3] ?? 0) - (inWork[2] ?? 0);
    assert.ok(hundred >= 300 && hundred % 100 === 0, `${inWork.join()}`);
    assert.equal((inWork[4] ?? 0) - (inWork[3] ?? 0), 2 * hundred);
    const stack = first.runs.map((run) => run.stack ?? 0);
    const level = (stack[6] ?? 0) - (stack[5] ?? 0);
    assert.ok(level >= 64, `${stack.join()}`);
    assert.equal((stack[7] ?? 0) - (stack[6] ?? 0), 8 * level);
    assert.deepEqual(first.runs.map(({ heapCalls }) => heapCalls), inputs.map((input) => (input === 'm' ? 3 : 0)));
    assert.ok((first.runs[8]?.newEdges ?? 0) > 0, 'the first call of a function is a new path');
    assert.deepEqual(first.runs.map(({ ending, code }) => [ending, code]), inputs.map((input) => ['exited', input === '' ? 2 : 0]));
    assert.ok(first.runs.every(({ files, output }) => files.length === 0 && Buffer.from(output).toString() === 'done'));
  });
  it('gets its input as a word, or the name of the file that holds it', async () => {
    const image = built('wild3.elf', [join(root, 'test', 'compare', 'board', 'wild.c')]);
    const word = await runs(image, ['one', 'two words'], 'argument');
    assert.deepEqual(word.runs.map(({ output, code }) => [Buffer.from(output).toString(), code]), [['one', 0], ['two words', 0]]);
    const file = await runs(image, ['x'], 'file');
    assert.deepEqual(file.runs.map(({ output, files }) => [Buffer.from(output).toString(), files.length]), [['input', 0]]);
  });
  it('that faults, resets, hangs or reaches out is told apart and held', async () => {
    rmSync('/tmp/plumbline-outside', { force: true });
    const found = await runs(built('wild2.elf', [join(root, 'test', 'compare', 'board', 'wild.c')]), ['x', 'f', 'r', 'h', 'l', 'o', 's', 'x']);
    const [plain, fault, reset, hang, left, outside, system, again] = found.runs;
    assert.ok(fault !== undefined && crashed(fault) && reset !== undefined && crashed(reset), JSON.stringify([fault, reset].map((run) => [run?.ending, run?.code, Buffer.from(run?.error ?? []).toString()])));
    assert.equal(hang?.ending, 'timed-out');
    assert.deepEqual(left?.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]), [['left', 'note']]);
    if (found.contained) {
      assert.equal(Buffer.from(outside?.output ?? []).toString(), 'refused done');
      assert.equal(existsSync('/tmp/plumbline-outside'), false, 'nothing is written outside');
    }
    // QEMU's own filter of system calls ends an emulator that is to run a command; where it has none the sandbox holds.
    assert.ok(['signalled', 'exited'].includes(system?.ending ?? ''), system?.ending);
    assert.deepEqual([plain?.instructions, plain?.code], [again?.instructions, again?.code]);
  });
  it('is compared by the command, with its cost, and a difference is made small', () => {
    const frame = (name: string, change: (text: string) => string): string => {
      const source = join(folder, `${name}.c`);
      writeFileSync(source, change(readFileSync(join(board, '..', 'original', 'frame.c'), 'utf8')));
      return built(`${name}.elf`, [join(board, 'main.c'), source]);
    };
    const [old, now] = [frame('old', (text) => text), frame('new', (text) => text.replace('return BAD_CHECKSUM;', 'return BAD_BODY;'))];
    const out = join(folder, 'out');
    const done = spawnSync(process.execPath, [join(root, 'bin', 'plumbline.js'), 'compare', old, now, '--machine', machine, '--plan', join(board, '..', 'firmware.yaml'), '--inputs', '48', '--time', '60', '--out', out, '--quiet'], { encoding: 'utf8' });
    assert.equal(done.status, 1, done.stdout + done.stderr);
    const found = JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8')) as Comparison;
    assert.deepEqual([found.driver, found.emulator?.machine, found.emulator?.counts], ['firmware', machine, true]);
    assert.deepEqual(found.cases.map((one) => [one.class, one.old.code, one.new.code]), [['different-error-code', 4, 7]]);
    assert.ok((found.old.cost.instructions?.median ?? 0) > 100 && (found.old.edges ?? 0) > 10);
    assert.equal(found.old.cost.median_us, undefined);
    assert.ok(found.old.cost.busiest_functions?.some(({ name }) => name === 'frame_read'));
    assert.match(done.stdout, /instructions, median/);
  });
  it('that is no firmware is refused with the reason', () => {
    assert.throws(() => readImage('/bin/cat'), /no ELF executable for ARM/);
    const refused = spawnSync(process.execPath, [join(root, 'bin', 'plumbline.js'), 'compare', '/bin/cat', '/bin/cat', '--machine', 'mps9'], { encoding: 'utf8' });
    assert.equal(refused.status, 64);
    assert.match(refused.stderr, /no Cortex-M board mps9.*\n.*lm3s6965evb/);
  });
});

it('without QEMU firmware is not run, and that is what is said', () => {
  const done = spawnSync(process.execPath, [join(root, 'bin', 'plumbline.js'), 'compare', 'a.elf', 'b.elf', '--machine', machine, '--out', join(folder, 'none')], { encoding: 'utf8', cwd: folder, env: { PATH: '/nowhere' } });
  assert.equal(done.status, 2, done.stderr);
  assert.match(done.stdout, /undetermined[^]*qemu-system-arm is not on this\s+machine/);
  const found = JSON.parse(readFileSync(join(folder, 'none', 'comparison.json'), 'utf8')) as Comparison;
  assert.deepEqual([found.inputs.tried, found.emulator], [0, undefined]);
});
