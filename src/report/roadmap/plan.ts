/** The plan on the page: the six elements that authorities ask for, their standing, and where to sign. It promises nothing itself. */
import type { VNode } from 'preact';
import { h, type Child } from '../html/h.ts';
import type { RoadmapDocument } from './document.ts';

const states: Readonly<Record<string, string>> = { done: 'met', 'on time': 'na', late: 'unmet', missing: 'unmet', 'cannot tell': 'unknown' };

export function planSection({ plan, isOwnPlan, status }: RoadmapDocument): VNode {
  const { owner, signed, phases, training, integration, dependencies, transparency, cve } = plan;
  return h('section', { id: 'plan' },
    h('h2', {}, plan.title),
    !isOwnPlan && h('p', { class: 'draft' }, 'This is a draft made from the facts of the device. Nobody has agreed to it: plumbline roadmap --draft writes it as YAML for its owner to correct.'),
    plan.introduction !== '' && h('p', {}, plan.introduction),
    plan.languages.length > 0 && h('p', {}, `Languages for new code: ${plan.languages.join(', ')}.`),
    h('h3', {}, '1. Phases'),
    phases.length === 0 ? h('p', {}, 'None.') : table(['phase', 'from', 'to', 'outcome', 'units'], phases.map(({ name, from, to, outcome, units }) => [name, from || '–', to || '–', outcome || '–', units.map(({ unit, to: what }) => `${unit} (${what})`).join(', ')])),
    h('h3', {}, '2. New code'), h('p', {}, plan.new_code_safe_from === '' ? 'No day is set.' : `Code written after ${plan.new_code_safe_from} is memory safe.`),
    h('h3', {}, '3. Training and integration'), table(['what', 'who', 'by'], [...training.map(({ what, who, by }) => [what, who || '–', by || '–']), ...integration.map(({ what, by }) => [what, 'integration', by || '–'])]),
    h('h3', {}, '4. External dependencies'), dependencies.length === 0 ? h('p', {}, 'None in a memory-unsafe language was found among the sources.') : table(['dependency', 'plan', 'by'], dependencies.map(({ name, plan: what, by }) => [name, what || '–', by || '–'])),
    h('h3', {}, '5. Transparency'), h('p', {}, transparency.every_months === 0 ? 'No interval is set.' : `A report every ${transparency.every_months} months${transparency.where === '' ? '; where is not decided' : ` at ${transparency.where}`}${transparency.next === '' ? '' : `, next on ${transparency.next}`}.`),
    h('h3', {}, '6. Weakness of every CVE'), h('p', {}, cve.cwe_on_every_cve ? `${cve.how}${cve.from === '' ? '' : `, from ${cve.from}`}.` : 'Not promised.'),
    plan.cautions !== '' && [h('h3', {}, 'Cautions'), h('p', {}, plan.cautions)],
    h('h3', {}, `Plan and device, ${status.as_of}: ${status.value}`),
    table(['what', 'state', 'said'], status.lines.map(({ about, state, said }) => [about, h('span', { class: `chip ${states[state] ?? 'na'}` }, state), said])),
    h('div', { class: 'signature' },
      h('div', {}, owner.name === '' ? 'Owner (senior, by name)' : `Owner: ${owner.name}, ${owner.role}`),
      h('div', {}, signed.by === '' ? 'Signed by' : `Signed by ${signed.by}`),
      h('div', {}, signed.on === '' ? 'Date' : signed.on)));
}

export function table(titles: readonly string[], rows: readonly (readonly Child[])[], label = titles.join(', ')): VNode {
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label },
    h('table', {}, h('thead', {}, h('tr', {}, titles.map((title) => h('th', { scope: 'col' }, title)))), h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell, at) => (at === 0 ? h('th', { scope: 'row' }, cell) : h('td', {}, cell))))))));
}
