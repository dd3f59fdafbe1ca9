/** Every exporter renders every sample to the bytes that lie beside it, twice, and whatever the order of members. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Exporter } from '../../src/core/exporter.ts';
import { page, sample, sampleNames } from './samples.ts';

const reports = new URL('../../src/report/', import.meta.url);
const folders = readdirSync(reports).filter((name) => existsSync(new URL(`${name}/exporter.ts`, reports)));

/** `PLUMBLINE_UPDATE=1` rewrites what is expected; the difference is then reviewed. */
const update = process.env['PLUMBLINE_UPDATE'] === '1';

test('the five formats are there', () => {
  for (const format of ['html', 'json', 'markdown', 'sarif', 'text']) assert.ok(folders.includes(format), format);
});

for (const folder of folders) {
  const { default: exporter } = (await import(new URL(`${folder}/exporter.ts`, reports).href)) as { default: Exporter };
  test(`${folder} is named after its folder`, () => assert.equal(exporter.format, folder));
  for (const name of sampleNames) {
    test(`${folder} of the ${name} sample is as expected`, () => {
      const rendered = exporter.render(sample(name), page);
      const file = new URL(`${folder}/expected/${name}${exporter.extension}`, reports);
      if (update) {
        mkdirSync(new URL('.', file), { recursive: true });
        writeFileSync(file, rendered);
      }
      assert.ok(rendered === readFileSync(file, 'utf8'), `${file.pathname} differs; run with PLUMBLINE_UPDATE=1 and read the difference`);
      assert.equal(exporter.render(reversed(sample(name)), page), rendered);
    });
  }
}

function reversed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(reversed) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)])) as Value;
}
