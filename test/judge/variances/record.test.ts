/** The form of a record: what must be there, who may approve, and the published schema. Hostile text is a fault, never a throw. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { z } from 'zod';
import { varianceSchema } from '../../../src/core/variance.ts';
import { largestVariances, parseVariances } from '../../../src/materials/variance/material.ts';
import { whole } from './records.ts';

const complaint = (change: Record<string, unknown>): string => varianceSchema.safeParse({ ...whole, ...change }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') ?? 'fits';

describe('a record', () => {
  it('that is complete fits', () => assert.equal(complaint({}), 'fits'));
  it('has no end without a date, and none before its approval', () => {
    assert.match(complaint({ expires: undefined }), /expires/);
    assert.match(complaint({ expires: '2026-02-30' }), /expires: not a day/);
    assert.match(complaint({ expires: '2026-01-10' }), /ends before it began/);
    assert.equal(complaint({ expires: '2026-01-11' }), 'fits');
  });
  it('is approved by somebody else in another role, after it was proposed', () => {
    assert.match(complaint({ approved: { by: ' a.  ITO ', role: 'surveyor', date: '2026-01-10' } }), /who proposes does not approve/);
    assert.match(complaint({ approved: { by: 'R. Meyer', role: 'Mason', date: '2026-01-10' } }), /another role/);
    assert.match(complaint({ approved: { by: 'R. Meyer', role: 'surveyor', date: '2025-12-31' } }), /approved before it was proposed/);
    assert.equal(complaint({ approved: { by: 'R. Meyer', role: 'surveyor', date: '2026-01-01' } }), 'fits');
    assert.match(complaint({ approved: undefined }), /approved/);
  });
  it('names each thing: no wildcards, at least one fingerprint, version and milestone', () => {
    for (const scope of [{ device: '*', versions: ['1'], component: 'part' }, { device: 'd', versions: ['1.*'], component: 'part' }, { device: 'd', versions: ['1'], component: 'p?' }]) assert.match(complaint({ scope }), /no wildcards/);
    assert.match(complaint({ scope: { device: 'd', versions: [], component: 'part' } }), /scope.versions/);
    assert.match(complaint({ fingerprints: [] }), /fingerprints/);
    assert.match(complaint({ fingerprints: ['abc'] }), /fingerprint of a breach/);
    assert.match(complaint({ text: 'sha256:abc' }), /digest/);
    assert.match(complaint({ plan: { owner: 'A', target_version: '2', milestones: [] } }), /milestones/);
  });
  it('says why at some length', () => assert.match(complaint({ reason: 'because it is old' }), /at least 40 characters/));
  it('is a decision about risk with a control, unless it corrects a tool', () => {
    assert.match(complaint({ risk: undefined }), /risk before and after/);
    assert.match(complaint({ controls: [] }), /at least one compensating control/);
    assert.equal(complaint({ kind: 'tool-correction', risk: undefined, controls: [] }), 'fits');
    assert.match(complaint({ kind: 'existing-device' }), /designed_under/);
    assert.equal(complaint({ kind: 'existing-device', designed_under: 'e-1' }), 'fits');
  });
  it('has controls that can be checked in one way, each with a name of its own', () => {
    const control = whole.controls[0];
    assert.match(complaint({ controls: [{ id: 'C1', says: 'somebody looks at it' }] }), /exactly one/);
    assert.match(complaint({ controls: [{ ...control, word: 'review', where: 'true' }] }), /exactly one/);
    assert.match(complaint({ controls: [{ id: 'C1', says: 'somebody looks at it', word: 'review' }] }), /go together/);
    assert.equal(complaint({ controls: [{ id: 'C1', says: 'somebody looks at it', word: 'review', where: 'true' }] }), 'fits');
    assert.match(complaint({ controls: [control, control] }), /two controls/);
  });
  it('cannot renew itself', () => assert.match(complaint({ renews: 'V-1' }), /cannot renew itself/));
});

describe('a file of records', () => {
  const parse = (text: string) => parseVariances(new TextEncoder().encode(text));
  it('keeps the whole ones beside the broken', () => {
    const { records, faults } = parse(JSON.stringify({ 'plumbline-variance': 1, records: [whole, { id: 'V-2' }, whole] }));
    assert.deepEqual([records.map(({ record }) => record.id), faults.length], [['V-1'], 2]);
    assert.match(faults[1]?.reason ?? '', /a second record is named V-1/);
  });
  it('of another format, shape or size is one fault', () => {
    for (const text of ['plumbline-variance: 2', '- plumbline-variance: 1', 'plumbline-variance: 1\nrecords: 3', 'plumbline-variance: 1\nrecords: []\nid: x', ': : :', '[[[['.repeat(40), 'plumbline-variance: 1\na: &a [1]\nrecords: *a']) {
      const { records, faults } = parse(text);
      assert.deepEqual([records.length, faults.length], [0, 1], text);
    }
    assert.match(parse(' '.repeat(largestVariances + 1)).faults[0]?.reason ?? '', /more than/);
    assert.equal(parse(`${JSON.stringify({ 'plumbline-variance': 1, ...whole })}`).records.length, 1);
  });
  it('of any bytes is faults and never a throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => parseVariances(bytes).records.length === 0));
    const good = JSON.stringify({ 'plumbline-variance': 1, ...whole }, null, 1);
    fc.assert(fc.property(fc.nat(good.length), fc.string({ maxLength: 8 }), (at, noise) => void parse(good.slice(0, at) + noise + good.slice(at + noise.length))), { numRuns: 300 });
  });
});

it('the published schema is the one that is checked with', () => {
  const file = fileURLToPath(new URL('../../../schema/variance.schema.json', import.meta.url));
  const made = { ...z.toJSONSchema(varianceSchema, { io: 'input', target: 'draft-2020-12' }), $id: 'urn:plumbline:variance:1', title: 'a record of a variance; in a file it stands beside plumbline-variance: 1, or in a list under records' };
  const text = `${JSON.stringify(made, null, 2)}\n`;
  if (process.env['PLUMBLINE_UPDATE'] !== undefined) writeFileSync(file, text);
  assert.equal(readFileSync(file, 'utf8'), text, 'the schema changed: PLUMBLINE_UPDATE=1 npm test');
});
