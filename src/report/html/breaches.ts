/** Breaches of a finding: groups of like ones, the first with their lines or bytes, the next by place, the rest by number. */
import type { VNode } from 'preact';
import type { Breach } from '../../core/finding.ts';
import { count, counted } from '../figures.ts';
import { plainCode } from '../escape.ts';
import type { BreachGroup } from '../groups.ts';
import { h } from './h.ts';
import { address, cweLink, joined } from './pieces.ts';

/** Enough to see the pattern; a page with all of 20,000 places serves nobody, and the JSON holds all. */
const fullShown = 3;
const placesShown = 60;
const groupsShown = 40;

export function breachGroups(groups: readonly BreachGroup[]): VNode[] {
  const left = groups.slice(groupsShown);
  const more = left.reduce((sum, group) => sum + group.breaches.length, 0);
  return [
    ...groups.slice(0, groupsShown).map(show),
    ...(left.length === 0 ? [] : [h('p', { class: 'capped' }, `${counted(left.length, 'more kind')} with ${counted(more, 'breach', 'breaches')} are not shown here; the JSON inspection holds all.`)]),
  ];
}

function show(group: BreachGroup): VNode {
  const { first, breaches } = group;
  const full = breaches.slice(0, fullShown);
  const rest = breaches.slice(fullShown);
  const many = breaches.length > 1 && `${count(breaches.length)} places in ${counted(group.files, 'file')}`;
  const fresh = first.state !== undefined && `${count(group.fresh)} new`;
  return h('div', { class: 'group' },
    h('p', { class: 'message' }, first.message),
    h('p', { class: 'meta' }, joined([h('span', { class: `severity ${first.severity}` }, `${first.severity} severity`), group.rule !== '' && `rule ${group.rule}`, ...first.cwe.map(cweLink), many, fresh], ' · ')),
    full.some((breach) => breach.fact !== undefined) && h('ul', { class: 'places' }, full.map((breach) => h('li', {}, place(breach, first)))),
    full.length === 1 && first.fact === undefined && h('p', { class: 'meta' }, fingerprint(first)),
    rest.length > 0 && more(rest, first),
    first.remedy !== '' && h('p', { class: 'remedy' }, h('strong', {}, 'Remedy. '), first.remedy));
}

function place(breach: Breach, first: Breach): VNode[] {
  const { fact } = breach;
  const excerpt = fact?.excerpt === undefined ? '' : plainCode(fact.excerpt).trim();
  const where = fact === undefined || fact.place.path === '' ? h('span', { class: 'quiet' }, 'the component as a whole') : address(fact.place);
  return [
    h('p', { class: 'where' }, where, state(breach), ' ', fingerprint(breach)),
    ...(breach.message === first.message ? [] : [h('p', { class: 'also' }, breach.message)]),
    ...(excerpt === '' ? [] : [h('pre', {}, h('code', {}, excerpt))]),
  ];
}

function more(rest: readonly Breach[], first: Breach): VNode {
  const shown = rest.slice(0, placesShown);
  const left = rest.length - shown.length;
  return h('details', {},
    h('summary', {}, h('span', {}, `${count(rest.length)} more ${rest.length === 1 ? 'place' : 'places'}`, h('span', { class: 'unseen' }, ` of: ${first.message}`))),
    h('ul', { class: 'places short' }, shown.map((breach) => h('li', {},
      breach.fact === undefined || breach.fact.place.path === '' ? breach.message : address(breach.fact.place), state(breach)))),
    left > 0 && h('p', { class: 'capped' }, `${count(left)} more are not shown here; the JSON inspection holds all.`));
}

function state(breach: Breach): VNode | false {
  return breach.state === 'new' && h('span', { class: 'fresh' }, 'new');
}

/** The first half tells breaches apart well enough to speak of them. */
function fingerprint(breach: Breach): VNode {
  return h('span', { class: 'fingerprint', title: `fingerprint ${breach.fingerprint}` }, breach.fingerprint.replace(/^sha256:/, '').slice(0, 12));
}
