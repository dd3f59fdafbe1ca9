/** Writing whole: the old file or the new one, also when the disk is full or the process is killed. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, fsyncSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { writeWhole, type Disk } from '../../src/acquire/write.ts';
import { scratch } from './scratch.ts';

const disk: Disk = { write: writeSync, sync: fsyncSync, rename: renameSync };

function failing(code: string): never {
  throw Object.assign(new Error(code), { code });
}

test('a file is made, and replaced with its permissions', (context) => {
  const folder = scratch(context);
  const file = join(folder, 'report.html');
  writeWhole(file, 'one');
  chmodSync(file, 0o640);
  writeWhole(file, new Uint8Array([116, 119, 111]));
  assert.equal(readFileSync(file, 'utf8'), 'two');
  assert.equal(lstatSync(file).mode & 0o777, 0o640);
  assert.deepEqual(readdirSync(folder), ['report.html']);
});

test('when any step fails, the old file stays and nothing else is left', (context) => {
  const folder = scratch(context, { report: 'old' });
  const file = join(folder, 'report');
  let calls = 0;
  const steps: readonly Partial<Disk>[] = [
    // Part of the bytes goes through, then the disk is full.
    { write: ((handle: number, bytes: Uint8Array) => (calls++ === 0 ? writeSync(handle, bytes, 0, 2) : failing('ENOSPC'))) as typeof writeSync },
    { sync: () => failing('EIO') },
    { rename: () => failing('EACCES') },
  ];
  for (const step of steps) {
    assert.throws(() => writeWhole(file, 'new content', { ...disk, ...step }), { name: 'UsageError', code: 'not-written' });
    assert.equal(readFileSync(file, 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['report']);
  }
});

test('a disk that is really full', { skip: process.platform !== 'linux' || process.getuid?.() !== 0 }, (context) => {
  const folder = scratch(context);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return context.skip('no file system may be mounted here');
  }
  try {
    writeWhole(join(folder, 'report'), 'old');
    assert.throws(() => writeWhole(join(folder, 'report'), 'x'.repeat(200_000)), /ENOSPC/);
    assert.equal(readFileSync(join(folder, 'report'), 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['report']);
  } finally {
    execFileSync('umount', [folder]);
  }
});

test('a killed process leaves the old file or the new one', async (context) => {
  const folder = scratch(context);
  const file = join(folder, 'report');
  const script = `
    import { writeWhole } from ${JSON.stringify(new URL('../../src/acquire/write.ts', import.meta.url).href)};
    for (let round = 0; ; round++) { writeWhole(${JSON.stringify(file)}, String.fromCharCode(97 + round % 26).repeat(3_000_000)); if (round === 0) process.stdout.write('started'); }`;
  for (const wait of [3, 11, 29]) {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    await setTimeout(wait);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const text = readFileSync(file, 'utf8');
    assert.equal(text, (text[0] ?? '').repeat(3_000_000));
  }
});

test('links out of the folder, folders and absent folders are refused', (context) => {
  const folder = scratch(context, { 'real': 'old' });
  const other = scratch(context, { victim: 'old' });
  symlinkSync(join(other, 'victim'), join(folder, 'away'));
  symlinkSync('real', join(folder, 'near'));
  symlinkSync(join(other, 'absent'), join(folder, 'dangling'));
  mkdirSync(join(folder, 'sub'));
  for (const [name, code] of [['away', 'link-leads-away'], ['dangling', 'link-leads-away'], ['sub', 'is-a-folder'], ['none/report', 'not-written']] as const) {
    assert.throws(() => writeWhole(join(folder, name), 'new'), { code }, name);
  }
  assert.equal(readFileSync(join(other, 'victim'), 'utf8'), 'old');
  writeWhole(join(folder, 'near'), 'new');
  assert.equal(readFileSync(join(folder, 'real'), 'utf8'), 'new');
  assert.ok(lstatSync(join(folder, 'near')).isSymbolicLink());
});

test('a file laid where the temporary one would be is not written through', (context) => {
  const folder = scratch(context, { victim: 'old' });
  const before = readdirSync(folder);
  for (let number = 0; number < 200; number++) symlinkSync('victim', join(folder, `.report.${process.pid}-${number}.partial`));
  writeFileSync(join(folder, 'report'), 'old');
  assert.throws(() => writeWhole(join(folder, 'report'), 'new'), /EEXIST/);
  assert.equal(readFileSync(join(folder, 'victim'), 'utf8'), 'old');
  assert.deepEqual(before, ['victim']);
});
