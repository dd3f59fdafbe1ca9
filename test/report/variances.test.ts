/** Variances and statements in every report: told in words, covered results still failures, and hostile text harmless. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Exporter } from '../../src/core/exporter.ts';
import type { Inspection } from '../../src/core/inspection.ts';
import type { VarianceEntry } from '../../src/core/variance-report.ts';
import html from '../../src/report/html/exporter.ts';
import { inspectionShape } from '../../src/report/json/shape.ts';
import markdown from '../../src/report/markdown/exporter.ts';
import sarif from '../../src/report/sarif/exporter.ts';
import text from '../../src/report/text/exporter.ts';
import { varianceCounts, varianceTotals } from '../../src/report/variances.ts';
import { columns } from '../../src/report/width.ts';
import { forbidden, hostileText } from './hostile.ts';
import { filled, page, sample } from './samples.ts';

const base = sample('nonconforming');
const finding = base.findings.find(({ breaches }) => breaches.length > 1);
const fingerprint = finding?.breaches[0]?.fingerprint ?? '';
const entry: VarianceEntry = {
  id: 'V-1', kind: 'variance', element: finding?.element ?? '', component: finding?.component ?? '', state: 'in-force', because: 'in force until 2026-07-30: 30 days left', reason: 'the board cannot do it', proposed_by: 'A. Ito, engineer', approved_by: 'R. Meyer, head of security',
  approved: '2026-06-01', expires: '2026-07-30', days_left: 30, soon: true, covers: [fingerprint], gone: ['0'.repeat(32)], controls: [{ id: 'C1', says: 'a fence stands', holds: true, because: 'seen' }], renewals: 1, notice: 'see page 7', plan: { owner: 'A. Ito', target_version: '3.0' }, address: 'v.yaml:1',
};
const varied: Inspection = {
  ...base,
  variances: {
    ignored: false, warn_days: 60, entries: [entry, { ...entry, id: 'V-2', state: 'expired', because: 'its last day was 2026-01-01', covers: [], days_left: -180, soon: false }],
    malformed: [{ address: 'w.yaml:3', reason: 'expires: is missing' }], totals: { ...base.standing.totals, covered: 0 }, covered: [],
  },
  statements: [{ id: 'R-1', word: 'review', about: 'walls', component: '', by: 'R. Meyer, surveyor', independence: 'third-party', date: '2026-01-01', expires: '2026-02-01', state: 'expired', because: 'its last day was 2026-02-01', subjects: 1, signature: 'none', address: 's.yaml:2' }],
};

test('each report tells what is in force, what is over, and what is malformed', () => {
  for (const exporter of [text, markdown, html] as readonly Exporter[]) {
    const shown = exporter.render(varied, page);
    for (const part of ['V-1', 'V-2', 'expired', 'w.yaml:3', '1 ends soon']) assert.ok(shown.includes(part), `${exporter.format}: ${part}`);
  }
  assert.ok(text.render(varied, page).includes('R-1, review on walls: expired'));
  assert.ok(html.render(varied).includes('What people stated'));
  inspectionShape.parse(JSON.parse(JSON.stringify(varied)));
});

test('reports of an inspection without them do not speak of them', () => {
  for (const exporter of [text, markdown, html, sarif] as readonly Exporter[]) assert.doesNotMatch(exporter.render(base, page), /id="variances"|VARIANCES|### Variances|suppressions|What people stated/, exporter.format);
});

test('a covered result is a failure with a suppression, the others have an empty list', () => {
  const { runs } = JSON.parse(sarif.render(varied)) as { runs: { results: { kind: string; level: string; partialFingerprints: Record<string, string>; suppressions?: { status: string; justification: string }[] }[] }[] };
  const failures = runs[0]?.results.filter(({ kind }) => kind === 'fail') ?? [];
  const covered = failures.filter(({ suppressions }) => suppressions?.length === 1);
  assert.deepEqual(covered.map(({ partialFingerprints }) => partialFingerprints['plumblineBreach/v1']), [fingerprint]);
  assert.match(covered[0]?.suppressions?.[0]?.justification ?? '', /variance V-1 until 2026-07-30, approved by R. Meyer, head of security/);
  assert.ok(failures.every(({ suppressions }) => suppressions !== undefined));
});

test('the counts and totals are sentences', () => {
  assert.ok(varied.variances !== undefined);
  assert.equal(varianceCounts(varied.variances), '1 expired, 1 in force (1 ends soon), 1 malformed and not applied');
  assert.match(varianceTotals(varied), /^Without variances \d+ requirements? unmet and \d+ unknown; with them \d+ unmet and \d+ unknown, 0 covered$/);
  assert.match(varianceTotals({ ...varied, variances: { ...varied.variances, ignored: true } }), /not applied, as asked/);
  assert.equal(varianceTotals(base), '');
});

test('whatever a record says, no report is steered by it and none is wider than it may be', () => {
  fc.assert(fc.property(hostileText, (raw) => {
    const hostile = filled(varied, (old) => (old === fingerprint ? old : raw));
    for (const line of text.render(hostile, page).split('\n')) assert.ok(columns(line) <= 80, line);
    assert.doesNotMatch(text.render(hostile, page).replaceAll('\n', ''), forbidden);
    assert.doesNotMatch(html.render(hostile).replaceAll('\n', ''), forbidden);
    assert.doesNotMatch(markdown.render(hostile).replaceAll('\n', ''), forbidden);
    sarif.render(hostile);
  }), { numRuns: 30 });
});
