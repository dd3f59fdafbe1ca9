/** The chapter of variances: with and without, each record with its state, its controls and its end. */
import type { VNode } from 'preact';
import type { Inspection } from '../../core/inspection.ts';
import type { VarianceEntry } from '../../core/variance-report.ts';
import { subjectOf } from '../signs.ts';
import { varianceCounts, varianceKindWord, variancesInOrder, varianceStory, varianceTotals, varianceWord } from '../variances.ts';
import { h } from './h.ts';
import { section, table, titlesOf } from './pieces.ts';

export function variances(inspection: Inspection): VNode | undefined {
  const report = inspection.variances;
  if (report === undefined) return undefined;
  const link = titlesOf(inspection);
  const judged = new Set(inspection.findings.map(({ element }) => element));
  const columns = [{ title: 'Record' }, { title: 'Departs from' }, { title: 'Last day' }, { title: 'State, and why' }];
  const rows = variancesInOrder(report).map((entry) => [
    h('div', {}, h('code', {}, entry.id), h('p', { class: 'quiet' }, varianceKindWord[entry.kind] ?? entry.kind)),
    h('div', {}, judged.has(entry.element) ? link(entry.element) : entry.element, h('p', { class: 'quiet' }, subjectOf(entry))),
    h('div', {}, entry.expires, h('p', { class: 'quiet' }, entry.days_left < 0 ? 'over' : `${entry.days_left} days left`)),
    state(entry),
  ]);
  return section('variances', 'Variances', `${varianceCounts(report)}. ${varianceTotals(inspection)}. A variance changes the standing and never a verdict: what it covers is still shown as not met.`,
    rows.length > 0 && table('variances', 'Records of variances and their state', columns, rows),
    report.malformed.length > 0 && h('p', {}, 'These records are malformed and were not applied:'),
    report.malformed.length > 0 && h('ul', {}, report.malformed.map(({ address, reason }) => h('li', {}, h('code', { class: 'address' }, address), ` ${reason}`))));
}

function state(entry: VarianceEntry): VNode {
  return h('div', {}, h('strong', {}, varianceWord[entry.state]), h('p', {}, varianceStory(entry)), h('p', { class: 'quiet' }, entry.reason),
    entry.controls.length > 0 && h('ul', {}, entry.controls.map(({ says, holds, because }) => h('li', {}, `${holds ? '✓ holds' : '✗ fails'}: ${says} (${because})`))),
    entry.notice !== '' && h('p', {}, `Told to users: ${entry.notice}`));
}
