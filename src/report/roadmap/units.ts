/** Units on the page: the plot, and each with its inputs, candidates and record. It shows what was decided elsewhere. */
import type { VNode } from 'preact';
import type { Axis, Roadmap, Unit } from '../../roadmap/model.ts';
import { h, type Child } from '../html/h.ts';
import { plotUnits, slug } from './plots.ts';

/** Units shown with all their inputs; the table holds more, the JSON all. */
const shownWhole = 25;
const leastWhole = 5;
const shownAtAll = 200;

export function unitsSection(units: readonly Unit[], thresholds: Roadmap['thresholds']): VNode {
  const unsafe = units.filter(({ unsafeCode }) => unsafeCode > 0);
  // What is to be left needs no more than a line, unless there is little else.
  const whole = unsafe.filter(({ outcome }, at) => outcome !== 'leave' || at < leastWhole).slice(0, shownWhole);
  const rest = unsafe.filter((unit) => !whole.includes(unit));
  const safe = units.filter(({ unsafeCode }) => unsafeCode === 0);
  return h('section', { id: 'units' },
    h('h2', {}, 'What to move, in order'),
    h('p', {}, 'Each unit stands on two axes that are never added up: the risk of leaving it as it is, and the feasibility of moving it. What could not be told counts for neither side and is named. All three of the Rule of 2 (untrusted bytes, unsafe language, high privilege) mean that a unit has to be isolated at least.'),
    unsafe.length > 0 && h('p', {}, `In the shaded corner, from risk ${thresholds.risk_high} and feasibility ${thresholds.feasible} on, a unit is worth moving and can be moved; with all three of the Rule of 2 it is so from risk ${thresholds.rule_of_two} on, the broken line.`),
    unsafe.length === 0 ? h('p', {}, 'No unit in a memory-unsafe language was found.') : plotUnits(unsafe, thresholds),
    whole.map(unitDetails),
    rest.length > 0 && restTable(rest.slice(0, shownAtAll)),
    rest.length > shownAtAll && h('p', {}, `${rest.length - shownAtAll} more units are in the JSON.`),
    safe.length > 0 && h('p', {}, `Memory safe already: ${safe.map(({ name }) => name).join(', ')}.`));
}

export function outcomeChip(outcome: string): VNode {
  return h('span', { class: `outcome ${slug(outcome)}` }, outcome);
}

function unitDetails(unit: Unit): VNode {
  return h('details', {},
    h('summary', {}, h('span', { class: 'name' }, unit.name), outcomeChip(unit.outcome), h('span', { class: 'scores' }, `risk ${unit.risk.score} · feasibility ${unit.feasibility.score}`)),
    h('ul', {}, unit.because.map((why) => h('li', {}, why))),
    h('p', { class: 'said' }, `${unit.component}, ${unit.party === 'own' ? 'own code' : 'of a third party'}; ${unit.files.length} ${unit.files.length === 1 ? 'file' : 'files'}, ${unit.code.toLocaleString('en-US')} lines, ${unit.functions.toLocaleString('en-US')} functions; ${unit.languages.join(', ')}`),
    axisTable(unit.name, 'Risk', unit.risk), axisTable(unit.name, 'Feasibility', unit.feasibility),
    unit.candidates.length > 0 && h('p', {}, 'Candidates: ', unit.candidates.map(({ name, language, needs, maturity, source }) => `${name} (${language}, ${needs}, ${maturity}; ${source})`).join('; ')),
    unit.mendings.length > 0 && h('p', {}, 'Memory errors mended: ', unit.mendings.slice(0, 8).map(({ day, commit, subject }) => `${day} ${commit} ${subject}`).join('; '), unit.mendings.length > 8 ? ` … and ${unit.mendings.length - 8} more` : ''));
}

function axisTable(unit: string, title: string, axis: Axis): VNode {
  const row = ({ title: what, points, most, said, source, overridden }: Axis['inputs'][number]): Child => h('tr', {},
    h('th', { scope: 'row' }, what), h('td', { class: 'n' }, points === undefined ? `? of ${most}` : `${points} of ${most}`),
    h('td', {}, said, overridden === undefined ? '' : ` – overridden from ${overridden.from ?? '?'}: ${overridden.reason}`), h('td', { class: 'said' }, source));
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `${unit}: ${title.toLowerCase()} by input` },
    h('table', {}, h('caption', {}, `${title} ${axis.score}, from the ${axis.told} of 100 points that could be told`),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'input'), h('th', { scope: 'col', class: 'n' }, 'points'), h('th', { scope: 'col' }, 'what was seen'), h('th', { scope: 'col' }, 'from'))),
      h('tbody', {}, axis.inputs.map(row))));
}

function restTable(units: readonly Unit[]): VNode {
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Further units' },
    h('table', {}, h('thead', {}, h('tr', {}, ['unit', 'outcome', 'risk', 'feasibility', 'lines'].map((title, at) => h('th', { scope: 'col', class: at > 1 ? 'n' : '' }, title)))),
      h('tbody', {}, units.map((unit) => h('tr', {}, h('th', { scope: 'row' }, unit.name), h('td', {}, outcomeChip(unit.outcome)), h('td', { class: 'n' }, unit.risk.score), h('td', { class: 'n' }, unit.feasibility.score), h('td', { class: 'n' }, unit.unsafeCode.toLocaleString('en-US')))))));
}
