/** Statement files: the published schema is the one that is checked, and hostile YAML is a blank. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { parseStatement } from '../../../src/materials/statement/material.ts';
import { statementJsonSchema } from '../../../src/materials/statement/schema.ts';

const file = new URL('../../../schema/statement.schema.json', import.meta.url);

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const review = `plumbline-statement: 1
kind: review
id: R-1
element: no-secrets-in-code
subjects: [{sha256: ${'0f'.repeat(32)}}]
conclusion: acceptable
summary: looked for keys in all sources
reviewer: R. Meyer
role: engineer
independence: self
date: 2026-03-02
`;

describe('statement files', () => {
  test('the published schema is current', () => {
    if (process.env['PLUMBLINE_UPDATE'] === '1') writeFileSync(file, `${JSON.stringify(statementJsonSchema(), null, 2)}\n`);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), statementJsonSchema(), 'schema/statement.schema.json is old: run this test with PLUMBLINE_UPDATE=1');
  });

  test('the published schema accepts and refuses what the reader does', () => {
    const ajv = new Ajv2020.default({ strict: false });
    addFormats.default(ajv);
    const valid = ajv.compile(statementJsonSchema());
    assert.ok(valid(parse(review)), JSON.stringify(valid.errors));
    for (const [from, to] of [['acceptable', 'fine'], ['sha256: 0f', 'sha256: XX'], ['id: R-1\n', ''], ['role: engineer', 'rôle: engineer'], ['2026-03-02', '2026-02-30']] as const) {
      const changed = review.replace(from, to);
      assert.notEqual(changed, review);
      assert.equal(valid(parse(changed)), false, to);
      assert.equal(parseStatement(bytesOf(changed)).faults.length, 1, to);
    }
  });

  test('a record that ends before it begins is refused', () => {
    assert.deepEqual(parseStatement(bytesOf(`${review}expires: 2026-03-01\n`)).faults, [{ line: 12, reason: 'expires: expires before its own date' }]);
  });

  test('aliases, bombs and things that are no record are faults', () => {
    for (const text of [
      `plumbline-statement: 1\nkind: review\nrecords:\n  - &a {id: x}\n  - *a\n`,
      `plumbline-statement: 1\nkind: review\nrecords: [1, [2], null, "x"]\n`,
      `plumbline-statement: 1\nkind: review\nrecords: ${'['.repeat(2000)}`,
      'plumbline-statement: 1\n\tkind: review\n',
      'plumbline-statement: 1\nkind: review\nkind: review\n',
    ]) {
      const read = parseStatement(bytesOf(text));
      assert.ok(read.faults.length > 0, text.slice(0, 60));
      assert.deepEqual([...read.reviews, ...read.declarations], []);
    }
  });
});
