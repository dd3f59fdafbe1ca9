/** Compares the unsafe sites of the sample files with the list of `rustc -W unsafe_code`; says why when there is no compiler. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hatchesOf, type Hatch } from './look.ts';

type Form = Hatch['form'];

const samples = join(import.meta.dirname, 'samples');

/** Forms the lint has no word for: it lists the block around an operation, and old foreign blocks not at all. */
const unlisted: ReadonlySet<Form> = new Set(['static-mut-use', 'union-read', 'extern-safe-fn', 'other']);

const forms: readonly (readonly [RegExp, readonly Form[]])[] = [
  [/`unsafe` block/, ['block', 'macro-body']],
  [/`unsafe` (?:function|method)/, ['fn']],
  [/implementation of an `unsafe` trait/, ['impl']],
  [/declaration of an `unsafe` trait/, ['trait']],
  [/`unsafe extern` block/, ['extern-block']],
  [/`no_mangle`/, ['no-mangle']],
  [/`export_name`/, ['export-name']],
  [/`link_section`/, ['link-section']],
  [/global_asm/, ['inline-asm']],
];

interface Listed {
  readonly line: number;
  readonly message: string;
}

for (const edition of ['2021', '2024']) {
  test(`the sites of edition ${edition} are those the compiler lists`, (t) => {
    const listed = compile(edition);
    if (listed === undefined) {
      t.skip('no rustc of version 1.82 or later on this machine: the list could not be compared');
      return;
    }
    const ours = hatchesOf(readFileSync(join(samples, `edition-${edition}.rs`)));
    for (const { line, message } of listed) {
      const wanted = forms.find(([pattern]) => pattern.test(message))?.[1] ?? [];
      assert.ok(ours.some((hatch) => hatch.line === line && wanted.includes(hatch.form)), `line ${line}: the compiler lists "${message}", we do not`);
    }
    for (const hatch of ours.filter(comparable)) {
      assert.ok(
        listed.some(({ line, message }) => line === hatch.line && forms.some(([p, f]) => p.test(message) && f.includes(hatch.form))),
        `line ${hatch.line}: we list ${hatch.form}, the compiler does not`,
      );
    }
  });
}

function comparable(hatch: Hatch): boolean {
  const inBlock = hatch.form === 'inline-asm' && hatch.item !== '';
  const oldForeign = hatch.form === 'extern-block' && !hatch.excerpt.startsWith('unsafe');
  return !hatch.test && !unlisted.has(hatch.form) && !inBlock && !oldForeign;
}

function compile(edition: string): readonly Listed[] | undefined {
  const version = /^rustc 1\.(\d+)/.exec(spawnSync('rustc', ['--version'], { encoding: 'utf8' }).stdout ?? '');
  if (Number(version?.[1] ?? 0) < 82) return undefined;
  const out = mkdtempSync(join(tmpdir(), 'sites-'));
  try {
    const run = spawnSync('rustc', [
      '--edition', edition, '--crate-type', 'lib', '--emit=metadata', '--cfg', 'feature="mock"', '-W', 'unsafe_code',
      '--error-format=json', '-o', join(out, 'sample.rmeta'), join(samples, `edition-${edition}.rs`),
    ], { encoding: 'utf8' });
    assert.equal(run.status, 0, `the sample must compile: ${run.stderr.slice(0, 2000)}`);
    return run.stderr.split('\n').filter((line) => line.includes('"unsafe_code"')).flatMap(listedIn);
  } finally {
    rmSync(out, { recursive: true });
  }
}

function listedIn(json: string): Listed[] {
  const told = JSON.parse(json) as { message: string; code: { code: string } | null; spans: { line_start: number; is_primary: boolean }[] };
  if (told.code?.code !== 'unsafe_code') return [];
  return told.spans.filter((span) => span.is_primary).map((span) => ({ line: span.line_start, message: told.message }));
}
