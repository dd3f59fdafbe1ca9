/** The terminal report stays within its width and shows nothing that steers a terminal, whatever the device is called. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Exporter } from '../../src/core/exporter.ts';
import face from '../../src/report/text/exporter.ts';
import { columns } from '../../src/report/width.ts';
import { forbidden, hostileTexts } from './hostile.ts';
import { filled, large, page, sample, sampleNames } from './samples.ts';

const exporter: Exporter = face;
test('no line is wider than asked for and none holds a control, for any text', () => {
  fc.assert(
    fc.property(hostileTexts, fc.constantFrom(...sampleNames), fc.integer({ min: 40, max: 120 }), (next, name, width) => {
      const report = exporter.render(filled(sample(name), next), { width, colour: false });
      for (const line of report.split('\n')) {
        assert.ok(columns(line) <= width, `${columns(line)} columns: ${line}`);
        assert.doesNotMatch(line, forbidden);
      }
    }),
    { numRuns: 60 },
  );
});

test('every sample fits at every width', () => {
  for (const name of sampleNames) {
    for (let width = 40; width <= 120; width += 1) {
      for (const line of exporter.render(sample(name), { width, colour: false }).split('\n')) {
        assert.ok(columns(line) <= width, `${name} at ${width}: ${columns(line)} columns: ${line}`);
      }
    }
  }
});

test('colour adds nothing but colour', () => {
  for (const name of sampleNames) {
    const coloured = exporter.render(sample(name), { width: 80, colour: true });
    assert.match(coloured, /\u001b\[/);
    assert.equal(coloured.replace(/\u001b\[[\d;]*m/g, ''), exporter.render(sample(name), page));
  }
});

test('the standing and the level come first, in words', () => {
  const [, , , first] = exporter.render(sample('nonconforming'), page).split('\n');
  assert.equal(first, '  ✗ NONCONFORMING  at level 3, life-supporting, connected');
});

test('four hundred like hits are one group with the first few places', () => {
  const lines = exporter.render(large(2800), page).split('\n');
  assert.ok(lines.length < 140, `${lines.length} lines`);
  assert.equal(lines.filter((line) => line.includes('397 more (400 places')).length, 6);
});

test('the two figures of the ledger stand apart', () => {
  const report = exporter.render(sample('nonconforming'), page);
  assert.match(report, /shipped code in classes A to C +3 % \(2,575 of 89,426 lines\)/);
  assert.match(report, /attack-surface code in classes A to C +<1 % \(733 of 86,684 lines\)/);
});

test('a breach of a means that another means makes good is not called a failing', () => {
  const base = sample('nonconforming');
  const good = { ...base, requirements: base.requirements.map((one) => (one.component === 'lwip' ? { ...one, verdict: 'met' as const } : one)) };
  const report = exporter.render(good, page);
  assert.doesNotMatch(report, /http_find_0/);
  assert.match(report, /not counted: 1 finding/);
});
