/** Every golden inspection of a whole device passes through every report: its schema holds, its lines fit, its page links. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import type { Inspection } from '../../src/core/inspection.ts';
import html from '../../src/report/html/exporter.ts';
import { inspectionShape } from '../../src/report/json/shape.ts';
import markdown from '../../src/report/markdown/exporter.ts';
import sarif from '../../src/report/sarif/exporter.ts';
import text from '../../src/report/text/exporter.ts';
import { columns } from '../../src/report/width.ts';

const folder = fileURLToPath(new URL('../devices/', import.meta.url));
const files = globSync(`${folder}**/*.json`).filter((file) => readFileSync(file, 'utf8').includes('plumbline-inspection-1')).sort();

for (const file of files) {
  test(`${basename(file)} can be reported`, () => {
    const inspection = inspectionShape.parse(JSON.parse(readFileSync(file, 'utf8'))) as Inspection;
    for (const line of text.render(inspection, { width: 80, colour: false }).split('\n')) assert.ok(columns(line) <= 80, line);
    assert.ok(Buffer.byteLength(markdown.render(inspection)) < 60_000);
    assert.match(sarif.render(inspection), /"version": "2\.1\.0"/);
    const page = html.render(inspection);
    const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    for (const [, anchor] of page.matchAll(/\shref="#([^"]+)"/g)) assert.ok(ids.has(anchor), anchor);
  });
}
