/** The table of requirements, worst first, and what to hand in next. */
import type { VNode } from 'preact';
import type { Inspection, Requirement } from '../../core/inspection.ts';
import { counted, listed } from '../figures.ts';
import { subjectOf, verdictRank } from '../signs.ts';
import { cut } from '../width.ts';
import { h } from './h.ts';
import { chip, elementLink, joined, section, table, titlesOf } from './pieces.ts';

/** The whole reason stands in the chapter of the element. */
const longestReason = 260;
/** Different reasons of one requirement; its chapter tells all. */
const answersShown = 12;
/** The first few items settle most; the tail is folded. */
const itemsShown = 8;

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

/** Components with the same answer share a line. Why a requirement does not apply is told in the chapter of its element. */
function answers(members: readonly Requirement[]): VNode {
  const alone = members.every((one) => one.verdict === 'not-applicable');
  const groups = [...Map.groupBy(members, (one) => `${one.verdict}\0${one.verdict === 'not-applicable' && !alone ? '' : one.because}`).values()];
  const left = groups.slice(answersShown).reduce((sum, same) => sum + same.length, 0);
  return h('ul', { class: 'answers' }, groups.slice(0, answersShown).map((same) => {
    const [first] = same;
    if (first === undefined) return undefined;
    const of = listed(same.map(subjectOf));
    if (first.verdict === 'not-applicable' && !alone) return h('li', { class: 'quiet' }, chip(first.verdict), ` ${of}`);
    return h('li', {}, chip(first.verdict), ' ', h('strong', {}, of), h('span', { class: 'because' }, cut(first.because, longestReason)));
  }), left > 0 && h('li', { class: 'capped' }, `${counted(left, 'more answer')}; the chapter tells them`));
}

function handInItem(item: Inspection['hand_in_next'][number], link: (element: string) => VNode): VNode {
  return h('li', {},
    h('p', { class: 'what' }, h('strong', {}, item.hand_in.replaceAll('-', ' ')), h('span', { class: 'settles' }, `settles ${counted(item.unknowns, 'unknown')}`)),
    h('p', {}, item.how),
    h('p', { class: 'quiet' }, 'for ', joined(item.elements.map(link), ', ')));
}

export function handInNext(inspection: Inspection): VNode | undefined {
  const { hand_in_next: items } = inspection;
  if (items.length === 0) return undefined;
  const link = titlesOf(inspection);
  return section('hand-in', 'What to hand in next', 'In the order of how many unknowns each item would settle. Nothing here is a failing; it is what nobody can tell yet.',
    h('ol', { class: 'hand-in' }, items.slice(0, itemsShown).map((item) => handInItem(item, link))),
    items.length > itemsShown && h('details', {},
      h('summary', {}, h('span', {}, counted(items.length - itemsShown, 'more item'))),
      h('ol', { class: 'hand-in', start: itemsShown + 1 }, items.slice(itemsShown).map((item) => handInItem(item, link)))));
}
