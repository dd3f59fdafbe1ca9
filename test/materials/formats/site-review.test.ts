/** Site-review files: the published schema is the one that is checked, limits hold, and every record stands alone. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { largestSiteReviews, mostRecords, parseSiteReviews } from '../../../src/materials/site-review/material.ts';
import { siteReviewJsonSchema } from '../../../src/materials/site-review/published.ts';

const file = new URL('../../../schema/site-review.schema.json', import.meta.url);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const record = `plumbline-site-review: 1
id: SR-1
site: { key: a8a1ffc331a34724, function_hash: 49ee5634f1bbefae, module_hash: "" }
verdict: sound
conditions:
  - { needs: the pointer is aligned, holds: it comes from a reference }
reviewer: R. Meyer
role: engineer
date: 2026-03-02
expires: 2027-03-02
`;

test('the published schema is current', () => {
  if (process.env['PLUMBLINE_UPDATE'] === '1') writeFileSync(file, `${JSON.stringify(siteReviewJsonSchema(), null, 2)}\n`);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), siteReviewJsonSchema(), 'schema/site-review.schema.json is old: run this test with PLUMBLINE_UPDATE=1');
});

test('the published schema accepts and refuses what the reader does', () => {
  const ajv = new Ajv2020.default({ strict: false });
  addFormats.default(ajv);
  const valid = ajv.compile(siteReviewJsonSchema());
  assert.ok(valid(parse(record)), JSON.stringify(valid.errors));
  assert.equal(parseSiteReviews(bytesOf(record)).records.length, 1);
  for (const [from, to] of [['sound', 'fine'], ['a8a1', 'A8A1'], ['id: SR-1\n', ''], ['role: engineer', 'rôle: engineer'], ['2026-03-02', '2026-02-30'], ['aligned', 'a'], ['role: engineer', 'role: engineer\nmood: good']] as const) {
    const changed = record.replace(from, to).replace('the pointer is a,', 'a,');
    assert.equal(valid(parse(changed)), false, changed);
    assert.equal(parseSiteReviews(bytesOf(changed)).records.length, 0, changed);
  }
});

test('what JSON Schema cannot say is refused too', () => {
  assert.match(parseSiteReviews(bytesOf(record.replace('2027-03-02', '2025-03-02'))).faults[0]?.reason ?? '', /ends before it began/);
  assert.match(parseSiteReviews(bytesOf(record.replace(/conditions:\n.*\n/, 'conditions: []\n'))).faults[0]?.reason ?? '', /name each condition/);
});

test('limits', () => {
  assert.match(parseSiteReviews(new Uint8Array(largestSiteReviews + 1)).faults[0]?.reason ?? '', /more than the/);
  assert.match(parseSiteReviews(bytesOf(`plumbline-site-review: 1\nrecords:\n${'  - 1\n'.repeat(mostRecords + 1)}`)).faults[0]?.reason ?? '', /more than the 5000/);
  for (const text of ['', '- 1', 'plumbline-site-review: 2', 'plumbline-site-review: 1\nrecords: 3', 'plumbline-site-review: 1\nrecords: []\nmore: 1', 'a: &a [*a]\nplumbline-site-review: 1', '{'.repeat(100_000)]) {
    const { records, faults } = parseSiteReviews(bytesOf(text));
    assert.equal(records.length, 0);
    assert.ok((faults[0]?.reason.length ?? 0) > 0, text.slice(0, 80));
  }
});
