/** Interrupted writes: whoever is killed or runs out of disk leaves the old report and the old cache whole. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { day, plant, plumbline, root, scratch } from './command.ts';

const folder = scratch('interrupted');
const device = join(folder, 'device');
const program = join(root, 'bin', 'plumbline.js');
const old = new Date('2026-01-01T00:00:00Z');
plant(device, Object.fromEntries(Array.from({ length: 300 }, (_unused, at) => [`src/f${at}.c`, '#include <string.h>\nvoid f(char *a, const char *b)\n{\n\tstrcpy(a, b);\n}\n'])));
// Files this young are not kept, since they could change again within the same tick.
for (const name of readdirSync(join(device, 'src'))) utimesSync(join(device, 'src', name), old, old);

describe('killed in the middle of writing', () => {
  const out = join(folder, 'out');
  const cache = join(folder, 'cache');
  mkdirSync(out);
  const report = join(out, 'report.json');
  const run = (asOf: string): readonly string[] => ['inspect', device, '--as-of', asOf, '--out', report, '--quiet'];
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, PLUMBLINE_CACHE: cache };

  it('the report is the old one or the new one, and the cache is still of use', async () => {
    assert.equal(plumbline(run('2026-06-01'), { env }).status, 1);
    const before = readFileSync(report, 'utf8');
    const reference = join(folder, 'reference.json');
    plumbline(['inspect', device, '--as-of', day, '--out', reference, '--quiet', '--no-cache']);
    const after = readFileSync(reference, 'utf8');
    assert.notEqual(before, after);
    let seen = 0;
    for (const place of [out, cache, out, cache]) {
      writeFileSync(report, before);
      if (await killedAtWriteIn(place, run(day), env)) seen += 1;
      const now = readFileSync(report, 'utf8');
      assert.ok(now === before || now === after, 'the report is torn');
    }
    assert.ok(seen > 0, 'no run was killed while it wrote');
    assert.equal(plumbline(run(day), { env }).status, 1);
    assert.equal(readFileSync(report, 'utf8'), after);
  });
});

/** Starts a run and kills it as soon as it makes a file in `place`; false when it came to its end first. */
async function killedAtWriteIn(place: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: 'ignore' });
  const watcher = watch(place, (_event, name) => {
    if (name?.endsWith('.partial') === true) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  watcher.close();
  return signal === 'SIGKILL';
}

/** Mounts vanish with the name space they were made in, so nothing is left behind whatever happens. */
const mayMount = spawnSync('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs -o size=64k none /mnt']).status === 0;

describe('on a full disk', { skip: mayMount ? false : 'no file system may be mounted here' }, () => {
  it('the old report stays, the run says so, and a cache without room costs no result', () => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const script = `
mount -t tmpfs -o size=1200k none "$DISK" || exit 99
mkdir "$DISK/cache" && chmod 700 "$DISK/cache"
"$0" "$1" inspect "$2" --as-of 2026-06-01 --out "$DISK/r.json" --quiet; echo "first $?"
cp "$DISK/r.json" "$3/kept.json"
head -c 4000000 /dev/zero > "$DISK/fill" 2>/dev/null
"$0" "$1" inspect "$2" --as-of ${day} --out "$DISK/r.json" --quiet; echo "second $?"
cmp "$DISK/r.json" "$3/kept.json" && echo same
ls -A "$DISK"
PLUMBLINE_CACHE="$DISK/cache" "$0" "$1" inspect "$2" --as-of ${day} --out "$3/r.json" --quiet; echo "third $?"
PLUMBLINE_CACHE="$DISK/cache" "$0" "$1" inspect "$2" --as-of ${day} --out "$3/again.json" --quiet; echo "fourth $?"
cmp "$3/r.json" "$3/again.json" && echo agreed
ls -A "$DISK/cache" | grep -c partial`;
    const done = spawnSync('unshare', ['--mount', 'sh', '-c', script, process.execPath, program, device, folder], {
      encoding: 'utf8', timeout: 60_000, env: { PATH: process.env['PATH'], HOME: folder, PLUMBLINE_CACHE: join(folder, 'roomy'), DISK: disk },
    });
    assert.deepEqual(done.stdout.trim().split('\n'), ['first 1', 'second 64', 'same', 'cache', 'fill', 'r.json', 'third 1', 'fourth 1', 'agreed', '0'], done.stderr);
    assert.match(done.stderr, /r\.json could not be written: ENOSPC\n {2}what now: make room/);
    assert.ok(!existsSync(join(disk, 'r.json')), 'the mount is gone');
  });
});
