/** The contents of the page: its sections, and each element with its worst verdict as sign and word. */
import type { VNode } from 'preact';
import type { Inspection } from '../../core/inspection.ts';
import { verdictSign, verdictWord } from '../signs.ts';
import type { Chapter } from './elements.ts';
import { h } from './h.ts';
import { anchorOf } from './pieces.ts';

export function contents(inspection: Inspection, chapters: readonly Chapter[]): VNode {
  const link = (id: string, title: string): VNode => h('a', { href: `#${id}` }, title);
  return h('nav', { class: 'contents', 'aria-label': 'Contents' },
    h('ul', {},
      h('li', {}, link('worst', 'What weighs most')),
      h('li', {}, link('requirements', 'Requirements')),
      inspection.variances !== undefined && h('li', {}, link('variances', 'Variances')),
      inspection.hand_in_next.length > 0 && h('li', {}, link('hand-in', 'What to hand in next')),
      h('li', {}, link('elements', 'Element by element'), h('ul', {}, chapters.map(entry))),
      h('li', {}, link('ledger', 'Memory-safety ledger')),
      (inspection.boundaries ?? []).length > 0 && h('li', {}, link('boundaries', 'Where languages meet')),
      h('li', {}, link('coverage', 'What was looked at')),
      (inspection.statements ?? []).length > 0 && h('li', {}, link('statements', 'What people stated')),
      h('li', {}, link('device', 'The device')),
      h('li', {}, link('loaded', 'What did the looking'))));
}

function entry({ element, findings }: Chapter): VNode {
  const verdict = findings[0]?.verdict ?? 'unknown';
  return h('li', {}, h('a', { href: `#${anchorOf(element.id)}` },
    h('span', { class: `sign ${verdict}`, 'aria-hidden': 'true' }, verdictSign[verdict]), h('span', {}, element.title, h('span', { class: 'unseen' }, `, ${verdictWord[verdict]}`))));
}
