/** The published JSON Schemas of the law's files are those the loader checks with. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { actionSchema, ballotSchema, commentSchema, electorateSchema, erratumSchema, proposalSchema } from '../../src/codebook/revision/schema.ts';
import { crosswalkSchema, editionSchema, elementSchema } from '../../src/codebook/schema.ts';

const home = fileURLToPath(new URL('../../schema', import.meta.url));
const published = { element: elementSchema, edition: editionSchema, crosswalk: crosswalkSchema, proposal: proposalSchema, comments: z.array(commentSchema), action: actionSchema, ballot: ballotSchema, electorate: electorateSchema, erratum: erratumSchema };

describe('the published schemas of the law', () => {
  for (const [name, schema] of Object.entries(published)) {
    it(name, () => {
      const file = join(home, `${name}.schema.json`);
      const made = { ...z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' }), $id: `urn:plumbline:${name}:1`, title: `a file of the law: ${name}` };
      const text = `${JSON.stringify(made, null, 2)}\n`;
      if (process.env['PLUMBLINE_UPDATE'] !== undefined) writeFileSync(file, text);
      assert.ok(existsSync(file), 'write it with PLUMBLINE_UPDATE=1 npm test');
      assert.equal(readFileSync(file, 'utf8'), text, 'the schema changed: PLUMBLINE_UPDATE=1 npm test');
    });
  }
});
