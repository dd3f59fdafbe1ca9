/** The chapter of what people stated: what counts today, what is over, and what is about other bytes. */
import type { VNode } from 'preact';
import type { Inspection } from '../../core/inspection.ts';
import { statementCounts, statementsInOrder, statementWord } from '../statements.ts';
import { subjectOf } from '../signs.ts';
import { h } from './h.ts';
import { section, table } from './pieces.ts';

export function statements(inspection: Inspection): VNode | undefined {
  const entries = statementsInOrder(inspection);
  if (entries.length === 0) return undefined;
  const rows = entries.map((entry) => [
    h('div', {}, h('code', {}, entry.id), h('p', { class: 'quiet' }, `${entry.word}, ${entry.independence.replace('-', ' ')}`)),
    h('div', {}, entry.about.replaceAll('-', ' '), h('p', { class: 'quiet' }, subjectOf(entry))),
    h('div', {}, entry.by, h('p', { class: 'quiet' }, `${entry.date}; ${entry.signature === 'none' ? 'not signed' : 'signed, not checked here'}`)),
    h('div', {}, h('strong', {}, statementWord[entry.state]), h('p', { class: 'quiet' }, entry.because)),
  ]);
  return section('statements', 'What people stated', `${statementCounts(entries)}. A statement counts while it is current and about the bytes that were handed in; whether it is true is for its readers.`,
    table('statements', 'Reviews and declarations, and whether they count', [{ title: 'Record' }, { title: 'About' }, { title: 'By whom' }, { title: 'Does it count' }], rows));
}
