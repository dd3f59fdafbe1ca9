/** The published JSON Schema of a comparison's plan is the one it is read with. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { z } from 'zod';
import { planSchema } from '../../src/compare/plan.ts';

it('the published schema of a plan', () => {
  const file = join(import.meta.dirname, '..', '..', 'schema', 'comparison.schema.json');
  const made = { ...z.toJSONSchema(planSchema, { io: 'input', target: 'draft-2020-12' }), $id: 'urn:plumbline:comparison:1', title: 'the plan of a comparison' };
  const text = `${JSON.stringify(made, null, 2)}\n`;
  if (process.env['PLUMBLINE_UPDATE'] !== undefined) writeFileSync(file, text);
  assert.ok(existsSync(file), 'write it with PLUMBLINE_UPDATE=1 npm test');
  assert.equal(readFileSync(file, 'utf8'), text, 'the schema changed: PLUMBLINE_UPDATE=1 npm test');
});
