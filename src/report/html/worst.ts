/** The few findings that weigh most, told once although several elements may rest on them; the chapters hold the rest. */
import type { VNode } from 'preact';
import type { Inspection } from '../../core/inspection.ts';
import { counted } from '../figures.ts';
import { plainCode } from '../escape.ts';
import type { SharedGroup } from '../groups.ts';
import { subjectOf } from '../signs.ts';
import { weighed } from '../weigh.ts';
import { h } from './h.ts';
import { address, joined, section, titlesOf } from './pieces.ts';

const groupsShown = 6;

export function worst(inspection: Inspection): VNode {
  const groups = weighed(inspection);
  const link = titlesOf(inspection);
  const lead = groups.length === 0 ? 'No breach was found that counts.' : 'What makes a requirement unmet first, then the most severe, then the most frequent.';
  const left = groups.length - groupsShown;
  return section('worst', 'What weighs most', lead,
    h('ol', { class: 'worst' }, groups.slice(0, groupsShown).map((group) => entry(group, link))),
    left > 0 && h('p', { class: 'capped' }, `${counted(left, 'more kind')} of breach ${left === 1 ? 'stands' : 'stand'} in the chapters below.`));
}

function entry({ first, finding, breaches, files, elements, elsewhere }: SharedGroup, link: (element: string) => VNode): VNode {
  const { fact } = first;
  const placed = fact !== undefined && fact.place.path !== '';
  const excerpt = fact?.excerpt === undefined ? '' : plainCode(fact.excerpt).trim();
  const many = breaches.length > 1 && `${counted(breaches.length, 'place')} in ${counted(files, 'file')}`;
  return h('li', { class: first.severity },
    h('p', { class: 'message' }, first.message),
    h('p', { class: 'meta' }, joined([`${first.severity} severity`, subjectOf(finding), many, first.state === 'new' && h('span', { class: 'fresh' }, 'new')], ' · ')),
    elsewhere.map((group) => h('p', { class: 'meta' }, `${subjectOf(group.finding)}: ${group.first.message}`)),
    placed && h('p', { class: 'where' }, address(fact.place)),
    excerpt !== '' && h('pre', {}, h('code', {}, excerpt)),
    h('p', { class: 'meta' }, 'against ', joined(elements.map(link), ', ')));
}
