/** Where languages meet, in the HTML report: edges from callers to the called, each once, hostile names harmless. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Inspection } from '../../src/core/inspection.ts';
import { crossingsOf, sideName } from '../../src/report/boundaries.ts';
import html from '../../src/report/html/exporter.ts';
import { inspectionShape } from '../../src/report/json/shape.ts';
import { forbidden, hostileText } from './hostile.ts';
import { sample } from './samples.ts';

const base = sample('nonconforming');

function row(component: string, value: Record<string, unknown>): NonNullable<Inspection['boundaries']>[number] {
  return { word: 'boundary-map', place: { component, path: '' }, value: { language: 'Rust', direction: 'calls', other: '', other_language: '', functions: 1, names: ['f'], with_length: 0, without_length: 0, callbacks: 0, not_told: 0, ...value } };
}

const met: Inspection = {
  ...base,
  boundaries: [
    row('driver', { other: 'bus', other_language: 'C', functions: 12, names: ['bus_open', 'bus_send'], with_length: 5, without_length: 2, callbacks: 1 }),
    row('driver', { functions: 3, names: ['memcpy', 'strlen'] }),
    row('driver', { direction: 'offered', names: ['pump_step'] }),
    row('app', { language: 'Go', other: 'driver', other_language: 'Rust', names: ['pump_step'], not_told: 1 }),
    row('driver', { direction: 'offered', other: 'app', other_language: 'Go', names: ['pump_step'] }),
  ],
};

test('edges lead from whoever calls to whoever is called, the widest first, each once', () => {
  assert.deepEqual(crossingsOf(met).map(({ from, to, functions, notTold }) => [sideName(from, 'nobody'), sideName(to), functions, notTold]), [
    ['driver, Rust', 'bus, C', 12, 0], ['driver, Rust', 'linked from outside', 3, 0], ['app, Go', 'driver, Rust', 1, 0], ['nobody', 'driver, Rust', 1, 0],
  ]);
});

test('the page draws it, and the table says the same', () => {
  assert.ok(inspectionShape.safeParse(met).success);
  const shown = html.render(met);
  for (const part of ['id="boundaries"', 'href="#boundaries"', 'driver, Rust to bus, C: 12 functions', 'linked from outside', 'no caller found here', 'bus_open, bus_send and 10 more', '<path d="M300']) assert.ok(shown.includes(part), part);
  assert.ok(!html.render(base).includes('id="boundaries"'));
});

test('names are a stranger’s', () => {
  fc.assert(fc.property(hostileText, hostileText, (name, other) => {
    const shown = html.render({ ...base, boundaries: [row(name, { language: other, other: name, other_language: other, names: [name, other] })] });
    assert.ok(!shown.includes('<zzz') && !forbidden.test(shown));
  }), { numRuns: 60 });
});
