/** Small pieces that several sections of the page share: chips, addresses, captions, anchors. */
import type { VNode } from 'preact';
import type { Inspection } from '../../core/inspection.ts';
import type { Place } from '../../core/place.ts';
import { addressWithSpot } from '../../core/place.ts';
import type { Verdict } from '../../core/verdict.ts';
import { verdictSign, verdictWord } from '../signs.ts';
import { h, type Child } from './h.ts';

/** A verdict as sign and word; the colour only repeats them. */
export function chip(verdict: Verdict, text = verdictWord[verdict]): VNode {
  return h('span', { class: `chip ${verdict}` }, h('span', { 'aria-hidden': 'true' }, verdictSign[verdict]), ' ', text);
}

/** The anchor of an element on this page. */
export function anchorOf(element: string): string {
  return `element-${element.replace(/[^a-z0-9-]/g, '_')}`;
}

export function elementLink(element: string, text = element): VNode {
  return h('a', { href: `#${anchorOf(element)}` }, text);
}

/** Element ids with their titles, for links that people read. */
export function titlesOf(inspection: Inspection): (element: string) => VNode {
  const titles = new Map(inspection.findings.map((finding) => [finding.element, finding.title]));
  return (element) => elementLink(element, titles.get(element) ?? element);
}

export function address(place: Place): VNode {
  return h('code', { class: 'address' }, addressWithSpot(place));
}

export function cweLink(id: number): VNode {
  return h('a', { class: 'cwe', href: `https://cwe.mitre.org/data/definitions/${Math.trunc(id)}.html`, rel: 'noreferrer' }, `CWE-${Math.trunc(id)}`);
}

/** Puts a separator between what is there. */
export function joined(parts: readonly Child[], separator: string): Child[] {
  const present = parts.filter((part) => part !== undefined && part !== '' && part !== false && part !== null);
  return present.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

export interface Column {
  readonly title: string;
  readonly number?: boolean;
}

/** A table with a caption and scopes, which scrolls in itself when the page is narrow. The first cell heads its row. */
export function table(id: string, caption: string, columns: readonly Column[], rows: readonly (readonly Child[])[]): VNode {
  const side = (index: number): string | undefined => (columns[index]?.number === true ? 'number' : undefined);
  return h('div', { class: 'scroll', role: 'region', tabindex: 0, 'aria-labelledby': `caption-${id}` },
    h('table', {},
      h('caption', { id: `caption-${id}` }, caption),
      h('thead', {}, h('tr', {}, columns.map(({ title }, index) => h('th', { scope: 'col', class: side(index) }, title)))),
      h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell, index) =>
        index === 0 ? h('th', { scope: 'row', class: side(index) }, cell) : h('td', { class: side(index) }, cell)))))));
}

export function section(id: string, title: string, lead: Child, ...children: readonly Child[]): VNode {
  return h('section', { id, 'aria-labelledby': `title-${id}` },
    h('h2', { id: `title-${id}` }, title),
    lead !== undefined && lead !== '' && h('p', { class: 'lead' }, lead),
    children);
}
