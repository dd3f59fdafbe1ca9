/** The published schema is that of the shape, accepts the samples, and refuses what it does not know. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { canonicalJson, digestOf, sha256 } from '../../src/core/canonical.ts';
import type { Exporter } from '../../src/core/exporter.ts';
import face from '../../src/report/json/exporter.ts';
import { inspectionJsonSchema } from '../../src/report/json/shape.ts';
import { page, sample, sampleNames } from './samples.ts';

const exporter: Exporter = face;
const file = new URL('../../schema/inspection.schema.json', import.meta.url);
if (process.env['PLUMBLINE_UPDATE'] === '1') writeFileSync(file, `${JSON.stringify(inspectionJsonSchema(), null, 2)}\n`);
const published: unknown = JSON.parse(readFileSync(file, 'utf8'));
const accepts = new Ajv2020({ strict: true, strictRequired: false }).compile(published as object);

test('the published schema is the one of the shape', () => {
  assert.deepEqual(published, inspectionJsonSchema(), 'schema/inspection.schema.json is old: run this test with PLUMBLINE_UPDATE=1');
});

for (const name of sampleNames) {
  test(`the schema accepts the ${name} sample`, () => {
    assert.ok(accepts(JSON.parse(exporter.render(sample(name), page))), JSON.stringify(accepts.errors?.slice(0, 3)));
  });

  test(`the rendered ${name} sample is canonical, whole, and digested as certificates name it`, () => {
    const text = exporter.render(sample(name), page);
    assert.equal(canonicalJson(JSON.parse(text)), text);
    assert.deepEqual(JSON.parse(text), sample(name));
    assert.equal(`sha256:${sha256(text)}`, digestOf(sample(name)));
  });
}

test('an unknown member is refused in every object but the value of a fact', () => {
  const whole: unknown = JSON.parse(exporter.render(sample('nonconforming'), page));
  let tried = 0;
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) {
      Object.assign(value, { unheard_of: 1 });
      tried++;
      assert.equal(accepts(whole), false, `accepted in ${JSON.stringify(value).slice(0, 120)}`);
      Reflect.deleteProperty(value, 'unheard_of');
    }
    const isFact = 'word' in value && 'value' in value;
    for (const [name, member] of Object.entries(value)) if (!(isFact && name === 'value')) visit(member);
  };
  // One breach is as good as forty, and each try checks the whole document.
  const trimmed = whole as { findings: { breaches: unknown[] }[] };
  for (const finding of trimmed.findings) finding.breaches.splice(1);
  visit(whole);
  assert.ok(tried > 100, `${tried} objects tried`);
});
