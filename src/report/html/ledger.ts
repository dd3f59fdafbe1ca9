/** The memory-safety ledger: two figures that are never blended, the picture, and the table that says the same. */
import type { VNode } from 'preact';
import type { Inspection } from '../../core/inspection.ts';
import { count, counted, percent } from '../figures.ts';
import { classWord, readLedger, type Ledger, type LedgerRow, type Share } from '../ledger.ts';
import { h, type Child } from './h.ts';
import { section, table } from './pieces.ts';
import { sites } from './sites.ts';
import { drawTreemap } from './treemap.ts';

const rowsShown = 300;

export function ledger(inspection: Inspection): VNode {
  const sums = readLedger(inspection);
  const lead = 'How much code is written so that memory errors cannot happen, and how much is not. Counted in code lines of the sources, and in bytes of the images where there are images.';
  const untold = sums.imagesUntold > 0 && h('p', { class: 'capped' }, `${counted(sums.imagesUntold, 'image')} whose code could not be counted ${sums.imagesUntold === 1 ? 'is' : 'are'} in no figure.`);
  if (sums.rows.length === 0) return section('ledger', 'Memory-safety ledger', lead, imageFigures(sums), untold, h('p', {}, 'No source code was counted.'), imageTable(sums));
  return section('ledger', 'Memory-safety ledger', lead, imageFigures(sums), untold,
    h('div', { class: 'figures' }, figure('of shipped code is in classes A to C', sums.shipped), figure('of attack-surface code is in classes A to C', sums.surface)),
    sums.undetermined > 0 && h('p', { class: 'capped' }, `Nobody said whether ${counted(sums.undetermined, 'shipped line')} handle untrusted input; they are not in the second figure.`),
    sums.shipped.total > 0 && [drawTreemap(sums, 'wide', 960, 440), drawTreemap(sums, 'narrow', 360, 480), legend(sums)],
    ledgerTable(sums),
    imageTable(sums),
    sites(inspection));
}

function imageFigures({ images }: Ledger): Child {
  return images !== undefined && h('div', { class: 'figures' }, figure('of the code in the images is in classes A to C', images.shipped, 'bytes'), images.surface.total > 0 && figure('of attack-surface images', images.surface, 'bytes'), figure('of the code in the images is in a language that nobody could tell', { safe: images.unknown, total: images.shipped.total }, 'bytes'));
}

function figure(words: string, share: Share, unit = 'lines'): VNode {
  const number = share.total === 0 ? 'none' : percent(share.safe, share.total);
  const basis = share.total === 0 ? 'no such code was counted' : `${count(share.safe)} of ${count(share.total)} ${unit}`;
  return h('p', { class: 'figure' }, h('strong', {}, number), h('span', {}, words), h('span', { class: 'quiet' }, basis));
}

function legend(sums: Ledger): VNode {
  return h('ul', { class: 'legend' },
    sums.classes.map((sum) => h('li', {}, h('span', { class: `swatch k-${sum.class === '?' ? 'unknown' : sum.class}` }, sum.class), ` ${classWord[sum.class]}`)),
    h('li', {}, h('span', { class: 'swatch outline' }, ' '), ' attack surface: handles untrusted input'));
}

function ledgerTable(sums: Ledger): Child {
  const hasNew = sums.rows.some((row) => row.newCode >= 0);
  const rows = sums.rows.slice(0, rowsShown).map((row): Child[] => cells(row, hasNew));
  const left = sums.rows.length - rows.length;
  const columns = [
    { title: 'Component' }, { title: 'Class' }, { title: 'Language' }, { title: 'Code lines', number: true },
    ...(hasNew ? [{ title: 'Of them new', number: true }] : []),
    { title: 'Attack surface' }, { title: 'Why this class' },
  ];
  return [
    table('ledger', 'Code lines by component, class and language', columns, rows),
    left > 0 && h('p', { class: 'capped' }, `${counted(left, 'more row')}; the JSON inspection holds all.`),
  ];
}

/** What ships is told from the images themselves; how firmly differs from byte to byte, so it is said. */
function imageTable({ images }: Ledger): Child {
  if (images === undefined) return false;
  const columns = [
    { title: 'Component' }, { title: 'Class' }, { title: 'Language' }, { title: 'Bytes of code', number: true }, { title: 'Share', number: true },
    { title: 'Told by' }, { title: 'Attack surface' }, { title: 'Why this class' },
  ];
  const rows = images.rows.slice(0, rowsShown).map((row): Child[] => [
    row.component, [h('strong', {}, row.class), h('span', { class: 'unseen' }, ` ${classWord[row.class]}`)],
    row.language === '?' ? 'not told' : row.language, count(row.bytes), percent(row.bytes, images.shipped.total), row.toldBy, row.surface, row.because,
  ]);
  const left = images.rows.length - rows.length;
  return [
    table('image-bytes', 'Code in the images that ship, by component, class and language, and how it was told', columns, rows),
    left > 0 && h('p', { class: 'capped' }, `${counted(left, 'more row')}; the JSON inspection holds all.`),
  ];
}

function cells(row: LedgerRow, hasNew: boolean): Child[] {
  const asides = [...(row.party === 'third-party' ? ['third-party'] : []), ...(row.shipped ? [] : ['does not ship'])];
  const fresh = row.newCode < 0 ? 'not known' : count(row.newCode);
  return [
    [row.component, asides.length > 0 && h('span', { class: 'quiet' }, ` (${asides.join(', ')})`)],
    [h('strong', {}, row.class), h('span', { class: 'unseen' }, ` ${classWord[row.class]}`)],
    row.language, count(row.code), ...(hasNew ? [fresh] : []), row.surface, row.because,
  ];
}
