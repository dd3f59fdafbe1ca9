/** Escape hatches and their reviews in the reports: counts a component in words, nothing where there is none, hostile text harmless. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Inspection } from '../../src/core/inspection.ts';
import html from '../../src/report/html/exporter.ts';
import { inspectionShape } from '../../src/report/json/shape.ts';
import { siteRows, siteTotals, staleStory } from '../../src/report/sites.ts';
import text from '../../src/report/text/exporter.ts';
import { columns } from '../../src/report/width.ts';
import { forbidden, hostileText } from './hostile.ts';
import { page, sample } from './samples.ts';

const value = { sites: 6, reviewed: 2, callers_must_check: 1, unsound: 1, stale: 2, unreviewed: 1, function_changed: 1, module_changed: 0, site_changed: 0, expired: 1, not_yet: 0, in_tests: 3, idle_records: 1 };
const base = sample('nonconforming');
const withSites = (component: string): Inspection => ({ ...base, sites: [{ word: 'site-count', value, place: { component, path: '' } }, { word: 'site-count', value: { ...value, sites: 'many' }, place: { component: 'other', path: '' } }] });

test('each report counts a component in words', () => {
  const shown = text.render(withSites('driver'), page);
  for (const part of ['driver: 6, of them 2 reviewed (1 as long as callers check), 1 found unsound, 2 with', '2: the function around it changed', 'fit no site', 'plumbline review list']) assert.ok(shown.replace(/\s+/g, ' ').includes(part), part);
  const table = html.render(withSites('driver'));
  for (const part of ['Escape hatches and their reviews', 'driver', '1: its last day is over']) assert.ok(table.includes(part), part);
});

test('nothing is said where there is nothing', () => {
  for (const exporter of [text, html]) assert.ok(!/escape hatches and their reviews/i.test(exporter.render(base, page)));
});

test('the shape holds it, totals add up, a strange value counts as nothing', () => {
  assert.ok(inspectionShape.safeParse(withSites('driver')).success);
  const totals = siteTotals(siteRows(withSites('driver')));
  assert.equal(totals.sites, 6);
  assert.equal(totals.reviewed, 4);
  assert.equal(staleStory({ ...totals, function_changed: 0, expired: 0 }), '');
});

test('the name of a component is a stranger’s', () => {
  fc.assert(fc.property(hostileText, (name) => {
    const shown = html.render(withSites(name));
    assert.ok(!shown.includes('<zzz') && !forbidden.test(shown));
    const said = text.render(withSites(name), page);
    assert.ok(!forbidden.test(said));
    assert.ok(said.split('\n').every((line) => columns(line) <= page.width), said);
  }), { numRuns: 100 });
});
