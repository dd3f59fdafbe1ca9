/** The same inputs and day give the same bytes: with other threads, another path, another locale, another order on disk. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { root } from './devices.ts';

const device = join(root, 'examples', 'infusion-pump', 'as-found');
const elsewhere = mkdtempSync(join(tmpdir(), 'plumbline ÿ '));
after(() => rmSync(elsewhere, { recursive: true, force: true }));

function bytesOf(path: string, args: readonly string[] = [], env: Record<string, string> = {}): string {
  const command = [join(root, 'bin', 'plumbline.js'), 'inspect', path, '--as-of', '2026-11-20', '--format', 'json', '--out', '-', '--quiet', ...args];
  const done = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, PLUMBLINE_CACHE: join(elsewhere, 'cache'), ...env } });
  assert.ok((done.status ?? 70) <= 2, done.stderr);
  return done.stdout;
}

describe('an inspection', () => {
  const copy = join(elsewhere, 'device');
  // Copied backwards, so that neither creation order nor inode numbers agree.
  for (const entry of readdirSync(device).reverse()) cpSync(join(device, entry), join(copy, entry), { recursive: true });
  const once = bytesOf(copy, ['--no-cache', '--jobs', '1']);
  it('is the same with another number of threads', () => assert.equal(bytesOf(copy, ['--no-cache', '--jobs', '3']), once));
  it('is the same in another locale and time zone', () => assert.equal(bytesOf(copy, ['--no-cache'], { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' }), once));
  it('is the same from the cache, cold and warm', () => {
    assert.equal(bytesOf(copy), once);
    assert.equal(bytesOf(copy), once);
  });
  it('is the same at another path', () => {
    const other = join(elsewhere, 'other', 'device');
    cpSync(copy, other, { recursive: true });
    assert.equal(bytesOf(other, ['--no-cache']), once);
  });
  it('holds no absolute path and no time of day', () => {
    assert.ok(!once.includes(elsewhere) && !once.includes(root));
    assert.doesNotMatch(once, /\d\d:\d\d:\d\d\.\d{3}Z/);
  });
});
