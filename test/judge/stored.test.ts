/** A stored record judges as the device did, after a way through JSON; and a change of it shows. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadWords } from '../../src/core/shelf.ts';
import { canonicalJson } from '../../src/core/canonical.ts';
import { editionOf } from '../../src/codebook/load.ts';
import { inspectWithRecord, loadLaw } from '../../src/inspect.ts';
import { rejudge } from '../../src/judge/rejudge.ts';
import type { StoredRecord } from '../../src/judge/stored.ts';

const root = join(import.meta.dirname, '..', '..');
const watch = { phase: () => undefined, advance: () => undefined };
const words = await loadWords();
const codebook = loadLaw([], words);
const { inspection, stored } = await inspectWithRecord({ path: join(root, 'examples/infusion-pump/as-found'), asOf: '2026-11-20', codebooks: [], version: 'test', watch, history: false, edition: '2026.1', jobs: 0 });
const read = JSON.parse(canonicalJson(stored)) as StoredRecord;

describe('a stored record', () => {
  it('gives the same findings, requirements and standing under the same law', () => {
    const again = rejudge(read, { codebook, edition: editionOf(codebook, '2026.1'), words });
    for (const part of ['edition', 'level', 'standing', 'requirements', 'findings', 'elements', 'hand_in_next'] as const) {
      assert.equal(canonicalJson(again[part]), canonicalJson(inspection[part]), part);
    }
  });
  it('is judged under another edition without the device', () => {
    const other = rejudge(read, { codebook, edition: editionOf(codebook, 'ieee-2015'), words });
    assert.equal(other.edition.id, 'ieee-2015');
    assert.notEqual(other.requirements.length, inspection.requirements.length);
  });
  it('loses what is taken from it, and no verdict gets better for it', () => {
    const without = { ...read, filed: read.filed.filter((said) => said.word !== 'hazard'), materials: read.materials.map((material) => ({ ...material, answers: material.answers.filter((word) => word !== 'hazard') })) };
    const again = rejudge(without, { codebook, edition: editionOf(codebook, '2026.1'), words });
    const metBefore = new Set(inspection.findings.filter(({ verdict }) => verdict === 'met').map(({ element, component }) => `${element} ${component}`));
    assert.ok(again.findings.filter(({ verdict }) => verdict === 'met').every(({ element, component }) => metBefore.has(`${element} ${component}`)));
    assert.notEqual(canonicalJson(again.findings), canonicalJson(inspection.findings));
  });
});
