/** Runs the pages of the call-graph tally on small devices: each fence is a device, fences in one folder are one device of several files. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isCouldNotTell } from '../../src/core/fact.ts';
import { isUnreadable } from '../../src/core/material.ts';
import { loadWords } from '../../src/core/shelf.ts';
import { hazard } from '../../src/facts/hazard.ts';
import material from '../../src/materials/c/material.ts';
import hazards from '../../src/materials/c/hazard.probe.ts';
import summary from '../../src/materials/c/summary.probe.ts';
import callGraph from '../../src/tallies/call-graph/tally.ts';
import { casesOf, holds, type PageCase } from '../house/pages.ts';
import { draw, world } from './world.ts';

const home = join(import.meta.dirname, '../../src/tallies/call-graph');
const words = await loadWords();

/** What the tally draws of files given as text. */
function drawn(files: Readonly<Record<string, string>>) {
  const record = world(Object.fromEntries(Object.keys(files).map((path) => [path, 'c'])));
  for (const [path, text] of Object.entries(files)) {
    const bytes = new TextEncoder().encode(text);
    const sight = { path, size: bytes.length, head: bytes.subarray(0, 4096) };
    const form = material.parse(bytes, sight);
    assert.ok(!isUnreadable(form));
    for (const probe of [summary, hazards]) {
      for (const seen of probe.look(form, sight)) {
        if (isCouldNotTell(seen)) continue;
        assert.equal(words.get(seen.word)?.schema.safeParse(seen.value).error, undefined);
        record.addFact({ word: seen.word, value: seen.value, place: { component: 'part', path, ...seen.at }, sha256: path.padStart(64, '0') }, 'c');
      }
    }
  }
  const { facts } = draw(record, [callGraph]);
  for (const fact of facts) assert.equal(words.get(fact.word)?.schema.safeParse(fact.value).error, undefined, JSON.stringify(fact.value));
  return facts;
}

const hazardsOf = (facts: ReturnType<typeof drawn>) => facts.filter((fact) => fact.word === hazard.word);

function devicesOf(page: string): readonly (readonly PageCase[])[] {
  return [...Map.groupBy(casesOf(page), ({ section, file, at }) => `${section}\0${file.includes('/') ? file.split('/')[0] : at}`).values()];
}

for (const name of readdirSync(home).filter((file) => file.endsWith('.md'))) {
  describe(`call-graph, ${name}`, () => {
    const page = readFileSync(join(home, name), 'utf8');
    if (name !== 'tally.md') {
      it('has title, numbers, cases and a remedy', () => {
        assert.match(page, new RegExp(`^# ${name.slice(0, 3)}: [a-z]`, 'u'));
        assert.match(page, /^- CWE: /mu);
        assert.match(page, /^- MISRA C: .* · CERT C: /mu);
        assert.deepEqual(page.split('\n').filter((line) => line.startsWith('## ')), ['## Bad', '## Good', '## Blind spot', '## Remedy']);
      });
    }
    for (const device of devicesOf(page)) {
      it(`${device[0]?.section}: ${device.map(({ file }) => file).join(', ')} (line ${device[0]?.at})`, () => {
        const left = [...hazardsOf(drawn(Object.fromEntries(device.map(({ file, text }) => [file, text]))))];
        for (const { file, expected } of device) {
          for (const wanted of expected) {
            const found = left.findIndex(({ place, value }) => place.path === file && place.line === wanted.line && holds(value, wanted.value));
            assert.ok(found >= 0, `expected ${file}:${wanted.line} ${JSON.stringify(wanted.value)}\nleft: ${JSON.stringify(left, null, 1)}`);
            const { cwe, rule } = left[found]?.value as { readonly cwe: readonly number[]; readonly rule: string };
            if (name.startsWith(rule)) for (const number of cwe) assert.match(page, new RegExp(`^- CWE:.*\\b${number}\\b`, 'mu'));
            left.splice(found, 1);
          }
        }
        assert.deepEqual(left, [], 'drawn, but not expected by the page');
      });
    }
  });
}

describe('call-graph', () => {
  const use = (files: Readonly<Record<string, string>>) => drawn(files).find((fact) => fact.word === 'language-use')?.value as Record<string, unknown> | undefined;
  it('counts what subsets restrict, and names one place of each', () => {
    const value = use({
      'a.c': 'union u { int i; char c[4]; };\nstatic void *p;\nvoid work(void) { p = malloc(4); free(p); goto out; out: longjmp(env, 1); }\nint main(void) { p = malloc(1); for (;;) { work(); (*callback)(1); } }\nvoid f(int n) { f(n - 1); }\n',
    });
    assert.deepEqual([value?.['unions'], value?.['goto'], value?.['nonlocal_jumps'], value?.['pointer_calls'], value?.['recursion'], value?.['endless_loops']], [1, 1, 1, 1, 1, 1]);
    assert.deepEqual([value?.['heap_calls'], value?.['heap_after_start'], value?.['tasks']], [3, 2, 1]);
    assert.deepEqual((value?.['where'] as Record<string, string>)['goto'], 'a.c work');
  });
  it('says nothing where there is no C', () => assert.equal(drawn({}).length, 0));
  it('prefers a strong definition to a weak one, and takes none of two strong ones', () => {
    const value = use({ 'a.c': '__weak void hook(void) {}\nvoid run(void) { hook(); two(); }\n', 'b.c': 'void hook(void) {}\n', 'x/c.c': 'void two(void) {}\n', 'y/d.c': 'void two(void) {}\n' });
    assert.deepEqual([value?.['calls'], value?.['resolved'], value?.['ambiguous']], [2, 1, 1]);
  });
  it('gives a hazard the digest of the file it stands in, and moves with its lines', () => {
    const text = 'void f(int n) { f(n - 1); }\n';
    const [before] = hazardsOf(drawn({ 'a.c': text }));
    const [after] = hazardsOf(drawn({ 'a.c': `\n\n${text}` }));
    assert.equal(before?.sha256, 'a.c'.padStart(64, '0'));
    assert.deepEqual(before?.value, after?.value);
    assert.deepEqual([before?.place.line, after?.place.line], [1, 3]);
  });
});
