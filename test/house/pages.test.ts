/** Runs every probe's page: what it shows in its fences is what the probe states, no more and no less. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { isCouldNotTell, type Observation } from '../../src/core/fact.ts';
import { isUnreadable, type Probe } from '../../src/core/material.ts';
import { loadMaterials, loadWords, shelfRoot, type ShelvedMaterial } from '../../src/core/shelf.ts';
import { casesOf, holds, sections, type Expected, type PageCase } from './pages.ts';

const materials = await loadMaterials();
const words = await loadWords();

before(() => assert.ok(materials.length > 0, 'no materials were found'));

for (const shelved of materials) {
  for (const probe of shelved.probes) {
    describe(`materials/${shelved.material.name}, probe ${probe.name}`, () => {
      const file = join(shelfRoot, 'materials', shelved.material.name, `${probe.name}.probe.md`);
      const built = join(shelfRoot, 'materials', shelved.material.name, 'cases', probe.name);
      it('has a page, named after the probe', () => assert.ok(existsSync(file), `write ${file}: a probe without a page is not checked by anyone`));
      if (!existsSync(file)) return;
      const page = readFileSync(file, 'utf8');
      const cases = casesOf(page);
      it('says what it sees, where it is silent and what it cannot tell', () => {
        const headings = page.split('\n').filter((line) => line.startsWith('## ')).map((line) => line.slice(3).trim());
        assert.deepEqual(headings.filter((heading) => (sections as readonly string[]).includes(heading)), [...sections]);
        for (const section of sections) {
          assert.ok(cases.some((c) => c.section === section) || existsSync(built), `section "${section}" of ${file} shows no case`);
        }
      });
      for (const shown of cases) it(`${shown.section}: ${shown.file} (line ${shown.at})`, () => check(shelved, probe, shown));
    });
  }
}

function check(shelved: ShelvedMaterial, probe: Probe<unknown>, shown: PageCase): void {
  const bytes = new TextEncoder().encode(shown.text);
  const sight = { path: shown.file, size: bytes.length, head: bytes.subarray(0, 4096) };
  assert.notEqual(shelved.material.recognise(sight), undefined, `${shelved.material.name} does not recognise ${shown.file}`);
  const form = shelved.material.parse(bytes, sight);
  const seen: Observation[] = isUnreadable(form) ? probe.states.map((word) => ({ word: word.word, reason: form.unreadable, at: {} })) : [...probe.look(form, sight)];
  for (const observation of seen) {
    if (isCouldNotTell(observation)) continue;
    const valid = words.get(observation.word)?.schema.safeParse(observation.value);
    assert.ok(valid?.success, `${observation.word} has a value its schema refuses: ${valid?.error?.message ?? 'no such word'}\n${JSON.stringify(observation.value)}`);
  }
  const left = [...seen];
  for (const wanted of shown.expected) {
    const found = left.findIndex((observation) => matches(observation, wanted));
    assert.ok(found >= 0, `expected ${JSON.stringify(wanted)}\nleft of what was stated:\n${left.map((o) => JSON.stringify(o)).join('\n')}`);
    left.splice(found, 1);
  }
  assert.deepEqual(left, [], 'stated, but not expected by the page');
}

function matches(observation: Observation, wanted: Expected): boolean {
  if (wanted.line !== undefined && (observation.at.line ?? 1) !== wanted.line) return false;
  if (isCouldNotTell(observation)) return observation.word === wanted.blank && observation.reason.includes(wanted.reason ?? '');
  return observation.word === wanted.fact && (wanted.value === undefined || holds(observation.value, wanted.value));
}
