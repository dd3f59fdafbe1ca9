/** The table of requirements, worst first, and what to hand in next. */
import type { VNode } from 'preact';
import type { Inspection, Requirement } from '../../core/inspection.ts';
import { counted } from '../figures.ts';
import { subjectOf, verdictRank } from '../signs.ts';
import { h } from './h.ts';
import { chip, elementLink, joined, section, table, titlesOf } from './pieces.ts';

export function requirements(inspection: Inspection): VNode {
  const groups = [...Map.groupBy(inspection.requirements, (one) => one.id).values()]
    .map((members) => [...members].sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict)))
    .sort((a, b) => rankOf(a) - rankOf(b));
  const link = titlesOf(inspection);
  const rows = groups.map((members) => [name(members, link), answers(members)]);
  return section('requirements', 'Requirements', `What edition ${inspection.edition.id} asks at level ${inspection.level.value}, worst first.`,
    table('requirements', 'Requirements and their verdicts', [{ title: 'Requirement' }, { title: 'Verdict, of what, and why' }], rows));
}

function rankOf(members: readonly Requirement[]): number {
  return verdictRank(members[0]?.verdict ?? 'not-applicable');
}

function name(members: readonly Requirement[], link: (element: string) => VNode): VNode {
  const [first] = members;
  const means = first?.means ?? [];
  const alone = means.length === 1 && means[0]?.length === 1 ? means[0][0] : undefined;
  if (alone !== undefined) return elementLink(alone, first?.title);
  return h('div', {}, first?.title,
    h('p', { class: 'means' }, means.length > 1 ? 'One of these suffices:' : 'All of these:'),
    h('ul', { class: 'means' }, means.map((all) => h('li', {}, joined(all.map(link), ' and ')))));
}

/** Components with the same answer share a line. */
function answers(members: readonly Requirement[]): VNode {
  const groups = [...Map.groupBy(members, (one) => `${one.verdict}\0${one.because}`).values()];
  return h('ul', { class: 'answers' }, groups.map((same) => {
    const [first] = same;
    return first !== undefined && h('li', {}, chip(first.verdict), ' ', h('strong', {}, same.map(subjectOf).join(', ')), h('span', { class: 'because' }, first.because));
  }));
}

export function handInNext(inspection: Inspection): VNode | undefined {
  const { hand_in_next: items } = inspection;
  if (items.length === 0) return undefined;
  const link = titlesOf(inspection);
  return section('hand-in', 'What to hand in next', 'In the order of how many unknowns each item would settle. Nothing here is a failing; it is what nobody can tell yet.',
    h('ol', { class: 'hand-in' }, items.map((item) => h('li', {},
      h('p', { class: 'what' }, h('strong', {}, item.hand_in.replaceAll('-', ' ')), h('span', { class: 'settles' }, `settles ${counted(item.unknowns, 'unknown')}`)),
      h('p', {}, item.how),
      h('p', { class: 'quiet' }, 'for ', joined(item.elements.map(link), ', '))))));
}
