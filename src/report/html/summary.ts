/** The top of the page: the device, its standing, and how the level was derived. */
import type { VNode } from 'preact';
import type { Inspection } from '../../core/inspection.ts';
import type { Verdict } from '../../core/verdict.ts';
import { count, counted } from '../figures.ts';
import { isStated, standingSign, standingWord, verdictOrder, verdictSign, verdictWord } from '../signs.ts';
import { h } from './h.ts';

export function summary(inspection: Inspection): VNode {
  const { device, edition } = inspection;
  const { name, version, model, maker, intended_use: use } = device.about;
  const about = [isStated(version) ? `version ${version}` : 'version not stated', isStated(model) && `model ${model}`, isStated(maker) ? maker : 'maker not stated'];
  return h('header', { class: 'top', id: 'top' },
    h('p', { class: 'brand' }, h('span', { class: 'plumb', 'aria-hidden': 'true' }, '▾'), ' Plumbline ', h('span', { class: 'quiet' }, 'inspection report')),
    h('h1', {}, name),
    h('p', { class: 'about' }, about.filter((part) => part !== false).join(' · ')),
    isStated(use) && h('p', { class: 'use' }, use),
    standing(inspection),
    h('dl', { class: 'stamp' },
      stamp('Edition', `${edition.id}, ${edition.status}`),
      stamp('As of', inspection.as_of),
      stamp('Looked at', counted(inspection.inventory.artifacts, 'file')),
      device.revision !== '' && stamp('Revision', device.revision),
      stamp('Plumbline', inspection.plumbline)));
}

function stamp(name: string, value: string): VNode {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}

function standing(inspection: Inspection): VNode {
  const { value, because, totals } = inspection.standing;
  const { level } = inspection;
  return h('section', { class: `standing ${value}`, 'aria-label': 'Standing' },
    h('div', { class: 'verdict' },
      h('p', { class: 'word' }, h('span', { class: 'sign', 'aria-hidden': 'true' }, standingSign[value]), sentence(standingWord[value])),
      h('p', {}, because),
      baseline(inspection),
      tally(totals)),
    h('div', { class: 'level' },
      h('p', { class: 'word' }, `Level ${level.value}`, h('span', { class: 'quiet' }, ` ${level.title}`)),
      h('p', { class: 'quiet' }, level.asked ? 'asked for on the command line; the device itself gives' : 'derived from'),
      h('ul', {}, level.because.map((reason) => h('li', {}, reason)))));
}

function sentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function baseline(inspection: Inspection): VNode | undefined {
  const { baseline: base } = inspection;
  if (base === undefined) return undefined;
  return h('p', { class: 'baseline' },
    `Against the baseline: ${count(base.fresh)} new, ${count(base.known)} known, ${count(base.gone)} gone. Counting only what is new: `,
    h('strong', {}, standingWord[base.standing]), '.');
}

/** Requirements by verdict, as numbers with words; the bar above repeats them and is hidden from readers of the words. */
function tally(totals: Readonly<Record<Verdict, number>>): VNode {
  const all = verdictOrder.reduce((sum, verdict) => sum + totals[verdict], 0);
  let x = 0;
  const parts = verdictOrder.map((verdict) => {
    const width = all === 0 ? 0 : (totals[verdict] / all) * 100;
    const part = { verdict, x, width };
    x += width;
    return part;
  });
  return h('div', { class: 'tally' },
    h('svg', { viewBox: '0 0 100 3', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
      parts.filter(({ width }) => width > 0).map((part) => h('rect', { class: part.verdict, x: round(part.x), y: 0, width: round(Math.max(part.width - 0.4, 0.2)), height: 3 }))),
    h('ul', {}, verdictOrder.map((verdict) => h('li', { class: verdict },
      h('span', { 'aria-hidden': 'true' }, verdictSign[verdict]), ' ', h('strong', {}, count(totals[verdict])), ` ${verdictWord[verdict]}`))));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
