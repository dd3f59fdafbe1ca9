/** What ships is told in bytes of the images, by language and by how the language was told; what nobody could tell stands beside. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLedger } from '../../src/report/ledger.ts';
import html from '../../src/report/html/exporter.ts';
import text from '../../src/report/text/exporter.ts';
import { sample } from './samples.ts';

const part = (value: object) => ({ word: 'shipped-bytes', place: { component: 'image', path: '' }, value: { shipped: true, surface: 'no', images: 1, because: 'x', ...value } });

test('bytes of the images by language', () => {
  const inspection = {
    ...sample('conforming'),
    shipped: [
      part({ class: 'C', language: 'Rust', bytes: 300, told_by: 'units' }), part({ class: 'F', language: 'C', bytes: 600, told_by: 'units' }),
      part({ class: '?', language: '?', bytes: 100, told_by: 'nothing' }), part({ class: 'F', language: 'C', bytes: 5000, told_by: 'units', shipped: false }),
    ],
  };
  const { images } = readLedger(inspection);
  assert.deepEqual([images?.shipped, images?.unknown, images?.rows.length], [{ safe: 300, total: 1000 }, 100, 3]);
  const lines = text.render(inspection, { width: 80, colour: false }).split('\n').map((line) => line.trim().replace(/\s+/g, ' '));
  for (const line of ['C (debug information) 600 60 %', 'Rust (debug information) 300 30 %', 'language not told 100 10 %']) assert.ok(lines.includes(line), line);
  const alone = { ...inspection, ledger: [], shipped: [...inspection.shipped, part({ class: '?', language: '?', bytes: 0, images: 2, told_by: 'nothing' })] };
  const flat = text.render(alone, { width: 80, colour: false }).replace(/\s+/g, ' ');
  assert.match(flat, /MEMORY-SAFETY LEDGER bytes of code in the images.*Rust \(debug information\) 300 30 %.*2 images whose code could not be counted are in no figure/, 'images alone have a ledger');
  assert.match(html.render(alone), /Code in the images that ship/);
  const page = html.render(inspection);
  assert.match(page, /Code in the images that ship[\s\S]*Rust[\s\S]*debug information[\s\S]*not told/);
});
