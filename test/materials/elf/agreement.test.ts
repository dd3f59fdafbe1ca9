/** Agreement with GNU readelf, an independent reader, on a sample of this machine's own programs and libraries. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect, missing } from './built.ts';

const sampleSize = 200;

function elfFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(folder, entry.name))
    .filter((path) => statSync(path).size < 3_000_000 && isElf(path));
}

function isElf(path: string): boolean {
  const head = Buffer.alloc(4);
  const file = openSync(path, 'r');
  readSync(file, head, 0, 4, 0);
  closeSync(file);
  return head.toString('latin1') === '\x7fELF';
}

function libraryFolders(): string[] {
  return ['/usr/bin', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/aarch64-linux-gnu/lib'].filter((path) => {
    try {
      return statSync(path).isDirectory();
    } catch {
      return false;
    }
  });
}

/** What readelf prints, reduced to the fields compared. */
function byReadelf(path: string): Record<string, unknown> {
  const text = spawnSync('readelf', ['-W', '-h', '-l', '-d', '-n', path], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout;
  const stack = /GNU_STACK\s+(?:0x\w+\s+){5}([R ][W ][E ])/.exec(text)?.[1];
  return {
    type: /Type:\s+(\w+)/.exec(text)?.[1],
    needed: [...text.matchAll(/\(NEEDED\).*\[(.*)\]/g)].map((m) => m[1]).sort(),
    soname: /\(SONAME\).*\[(.*)\]/.exec(text)?.[1] ?? '',
    build_id: /Build ID: (\w+)/.exec(text)?.[1] ?? '',
    stack: stack === undefined ? 'none' : stack.endsWith('E') ? 'executable' : 'not-executable',
    relro: text.includes('GNU_RELRO'),
    now: /BIND_NOW|\bNOW\b/.test(text),
    pie: /Flags:.*\bPIE\b/.test(text),
    text: /\(TEXTREL\)|Flags.*TEXTREL/.test(text),
    paths: [...text.matchAll(/\((?:RUNPATH|RPATH)\).*\[(.*)\]/g)].flatMap((m) => (m[1] ?? '').split(':')),
    flow: /x86 feature: (.*)|AArch64 feature: (.*)/.exec(text)?.slice(1).find(Boolean) ?? '',
  };
}

test('agrees with readelf on what both can see', { skip: missing('readelf') }, () => {
  const all = libraryFolders().flatMap(elfFiles).sort();
  const every = Math.max(1, Math.floor(all.length / sampleSize));
  let compared = 0;
  for (const path of all.filter((_, index) => index % every === 0)) {
    const theirs = byReadelf(path);
    const { values, blanks } = inspect(new Uint8Array(readFileSync(path)));
    const kind = values['executable'];
    const loading = values['load-hardening'];
    if (kind === undefined || loading === undefined) {
      assert.match(blanks.join(), /debug information|operating system/, path);
      continue;
    }
    compared++;
    const told = { needed: kind['needed'], soname: kind['soname'], build_id: kind['build_id'], text: loading['text_relocations'], paths: (loading['search_paths'] as { entry: string }[]).map((p) => p.entry) };
    const { needed, soname, build_id, text, paths } = theirs;
    assert.deepEqual(told, { needed, soname, build_id, text, paths }, path);
    assert.equal(kind['kind'] === 'pie' || kind['kind'] === 'static-pie', theirs['pie'], path);
    if (theirs['stack'] !== 'none') assert.equal(values['memory-permission']?.['stack'], theirs['stack'], path);
    if (!theirs['relro'] && theirs['type'] !== 'REL') assert.equal(loading['relro'], 'none', path);
    if (theirs['relro'] === true && theirs['now'] === true) assert.equal(loading['relro'], 'full', `${path}: ${String(loading['detail'])}`);
    const flow = String(theirs['flow']).split(', ').filter((f) => ['IBT', 'SHSTK', 'BTI', 'PAC', 'GCS'].includes(f));
    assert.deepEqual(values['compiler-guard']?.['control_flow'], flow, path);
  }
  assert.ok(compared > 50, `only ${compared} files were compared`);
});

test('counts dynamic symbols as readelf does', { skip: missing('readelf') }, () => {
  const all = libraryFolders().flatMap(elfFiles).sort().filter((_, index) => index % 97 === 0);
  for (const path of all) {
    const text = spawnSync('readelf', ['-W', '--dyn-syms', path], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout;
    const guarded = / UND __stack_chk_fail(@|$)/m.test(text);
    const value = inspect(new Uint8Array(readFileSync(path))).values['compiler-guard'];
    if (value === undefined || value['canary'] === 'not-told') continue;
    assert.equal(value['canary'] === 'present', guarded || String(value['detail']).includes('call sites'), `${path}: ${String(value['detail'])}`);
  }
});
