/** What was looked at and what was not: coverage by material, set aside, not recognised, troubles, and what the edition leaves open. */
import type { VNode } from 'preact';
import type { Inspection } from '../../core/inspection.ts';
import { readCoverage } from '../coverage.ts';
import { count, counted, percent, size } from '../figures.ts';
import { h, type Child } from './h.ts';
import { section, table } from './pieces.ts';

const rowsShown = 100;

export function coverage(inspection: Inspection): VNode {
  const { inventory } = inspection;
  const lead = `${counted(inventory.artifacts, 'file')}, ${size(inventory.bytes)}; ${counted(inventory.links, 'symbolic link')} recorded and not followed.`;
  return section('coverage', 'What was looked at, and what was not', lead,
    materials(inspection),
    part('Kinds nobody recognises', inventory.unrecognised.map((one) => [h('code', {}, one.kind), ` ${counted(one.files, 'file')}: `, h('span', { class: 'quiet' }, one.examples.slice(0, 3).join(', '))])),
    part('Set aside', inventory.set_aside.map((one) => [h('code', {}, one.glob), ` ${counted(one.files, 'file')}, because ${one.reason}`])),
    part('Troubles', inventory.troubles.map((one) => [h('code', { class: 'address' }, one.address), ` ${one.reason}`])),
    part('Left open by the edition', inspection.open.map((one) => [h('strong', {}, `${one.category} ${one.title}`), `: ${one.note}`])));
}

function materials(inspection: Inspection): Child {
  const covered = readCoverage(inspection);
  if (covered.length === 0) {
    return table('coverage', 'Files by material', [{ title: 'Material' }, { title: 'Nature' }, { title: 'Files', number: true }, { title: 'Size', number: true }],
      inspection.inventory.materials.map((row) => [row.material, row.nature, count(row.files), size(row.bytes)]));
  }
  return table('coverage', 'Files read whole, by material',
    [{ title: 'Material' }, { title: 'Nature' }, { title: 'Files', number: true }, { title: 'Size', number: true }, { title: 'Read whole', number: true }, { title: 'Code not read', number: true }, { title: 'Why not' }],
    covered.slice(0, rowsShown).map((row) => [
      row.material, row.nature, count(row.files), size(row.bytes), percent(row.read, row.files), row.unreadBytes === 0 ? 'none' : size(row.unreadBytes),
      [...row.reasons.slice(0, 4).map((one) => `${one.reason} (${count(one.files)})`), ...(row.deadBytes === 0 ? [] : [`${size(row.deadBytes)} of code stand where no compiler reads, behind a bare #if 0`]),
        ...(row.unbuiltHazards === 0 ? [] : [`${count(row.unbuiltHazards)} hazards stand where no compile command of their file leads, and are no breach`])].join('; '),
    ]));
}

/** A titled list, cut where it would become a wall; absent when there is nothing to list. */
export function part(title: string, items: readonly Child[]): VNode | undefined {
  if (items.length === 0) return undefined;
  const left = items.length - rowsShown;
  return h('div', { class: 'part' },
    h('h3', {}, title),
    h('ul', { class: 'list' }, items.slice(0, rowsShown).map((item) => h('li', {}, item))),
    left > 0 && h('p', { class: 'capped' }, `${counted(left, 'more')}; the JSON inspection holds all.`));
}
