/** What supports a verdict, and the gaps that keep one from being made, each explained. */
import type { VNode } from 'preact';
import type { Fact } from '../../core/fact.ts';
import type { Finding, Gap } from '../../core/finding.ts';
import { addressWithSpot, compareText } from '../../core/place.ts';
import { counted } from '../figures.ts';
import { gapWord } from '../signs.ts';
import { h } from './h.ts';
import { joined } from './pieces.ts';

/** Supports shown per finding; a finding over many files may rest on thousands. */
const supportsShown = 20;
const gapsShown = 30;

export function gaps(finding: Finding): VNode | undefined {
  if (finding.gaps.length === 0) return undefined;
  const left = finding.gaps.length - gapsShown;
  return h('div', { class: 'gaps' },
    h('p', { class: 'label' }, 'What could not be told'),
    h('ul', {}, finding.gaps.slice(0, gapsShown).map(gap)),
    left > 0 && h('p', { class: 'capped' }, `${counted(left, 'more gap')}; the JSON inspection holds all.`),
    finding.settles.length > 0 && h('p', { class: 'label' }, 'What would settle it'),
    finding.settles.length > 0 && h('ul', {}, finding.settles.map((one) => h('li', {}, h('strong', {}, one.hand_in.replaceAll('-', ' ')), `: ${one.how}`))));
}

function gap(one: Gap): VNode {
  const about = [one.material !== '' && one.material, one.word !== '' && `the word ${one.word}`, one.count > 0 && counted(one.count, 'file')];
  return h('li', {},
    h('span', { class: 'sort' }, gapWord[one.sort] ?? one.sort), `: ${one.reason}`,
    h('span', { class: 'quiet' }, ' (', joined(about, ', '), ')'),
    one.examples.length > 0 && h('ul', { class: 'places short' },
      one.examples.map((example) => h('li', {}, h('code', { class: 'address' }, example))),
      one.count > one.examples.length && h('li', { class: 'quiet' }, `and ${counted(one.count - one.examples.length, 'more file')}`)));
}

export function supports(finding: Finding): VNode | undefined {
  if (finding.supports.length === 0) return undefined;
  const left = finding.supports.length - supportsShown;
  return h('details', {},
    h('summary', {}, h('span', {}, `${counted(finding.supports.length, 'record')} behind this answer`)),
    h('ul', {}, finding.supports.slice(0, supportsShown).map(support)),
    left > 0 && h('p', { class: 'capped' }, `${counted(left, 'more record')}; the JSON inspection holds all.`));
}

function support(fact: Fact): VNode {
  return h('li', {}, `${fact.word}: ${wordsOf(fact.value)} `, fact.place.path !== '' && h('code', { class: 'address' }, addressWithSpot(fact.place)));
}

/** The plain members of a value as `name value`, for a reader; lists and objects are left to the JSON. */
function wordsOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .filter(([, part]) => (typeof part === 'string' && part !== '') || typeof part === 'number' || typeof part === 'boolean')
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, part]) => `${name.replaceAll('_', ' ')} ${String(part).slice(0, 200)}`)
    .join(', ');
}
