/** The binary cases of the ELF probes: pinned by digest, each with what is expected of it, no more and no less. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { isCouldNotTell, type Observation } from '../../../src/core/fact.ts';
import { isUnreadable, type Probe } from '../../../src/core/material.ts';
import { loadWords } from '../../../src/core/shelf.ts';
import code from '../../../src/materials/elf/code.probe.ts';
import { parseElf, type Elf } from '../../../src/materials/elf/material.ts';
import { holds, type Expected } from '../../house/pages.ts';
import { probes } from './built.ts';

const root = fileURLToPath(new URL('../../../src/materials/elf/cases/', import.meta.url));
const words = await loadWords();
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.elf'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .sort();

describe('binary cases', () => {
  test('are the ones that were built from the sources beside them', () => {
    const pinned = readFileSync(join(root, 'digests.txt'), 'utf8').trim().split('\n').sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
    const found = files.map((file) => `${createHash('sha256').update(readFileSync(join(root, file))).digest('hex')}  ./${file}`);
    assert.deepEqual(found, pinned);
  });

  for (const probe of [...probes, code]) {
    for (const file of files.filter((each) => each.startsWith(`${probe.name}/`))) test(file, () => check(probe, file));
  }
});

function check(probe: Probe<Elf>, file: string): void {
  const seen = look(probe, new Uint8Array(readFileSync(join(root, file))));
  const expected = parse(readFileSync(join(root, `${file}.expect.yaml`), 'utf8')) as Expected[];
  const left = [...seen];
  for (const wanted of expected) {
    const found = left.findIndex((observation) => matches(observation, wanted));
    assert.ok(found >= 0, `expected ${JSON.stringify(wanted)} among ${JSON.stringify(left)}`);
    left.splice(found, 1);
  }
  assert.deepEqual(left, []);
  for (const observation of seen) {
    assert.ok(observation.at.offset !== undefined || isCouldNotTell(observation), 'a fact points at its bytes');
    if (!isCouldNotTell(observation)) words.get(observation.word)?.schema.parse(observation.value);
  }
}

function look(probe: Probe<Elf>, bytes: Uint8Array): readonly Observation[] {
  const form = parseElf(bytes);
  if (isUnreadable(form)) return probe.states.map(({ word }) => ({ word, reason: form.unreadable, at: {} }));
  return [...probe.look(form, { path: 'case.elf', size: bytes.length, head: bytes.subarray(0, 4096) })];
}

function matches(observation: Observation, wanted: Expected): boolean {
  if (isCouldNotTell(observation)) return observation.word === wanted.blank && observation.reason.includes(wanted.reason ?? '');
  return observation.word === wanted.fact && holds(observation.value, wanted.value);
}
