/** The device as it was stated, its components, and what was concluded without being told, shown as such. */
import type { VNode } from 'preact';
import type { Inspection } from '../../core/inspection.ts';
import { h } from './h.ts';
import { cut } from '../width.ts';
import { section, table } from './pieces.ts';
import { part } from './coverage.ts';

const componentsShown = 200;

export function device(inspection: Inspection): VNode {
  const { about, components, declared, inferred } = inspection.device;
  const lead = declared ? 'As its manifest states it.' : 'No manifest was handed in: everything here was inferred from the files, and may be wrong.';
  const ways = about.connectivity.map((one) => `${one.name} (${one.kind}${one.reaches_network ? ', reaches a network' : ''})`);
  const facts: [string, string][] = [
    ['Safety class (IEC 62304)', about.safety_class],
    ['Worst credible harm', about.worst_harm],
    ['Interfaces', ways.length === 0 ? 'none stated' : ways.join(', ')],
    ['Several patients at once', about.multi_patient ? 'yes' : 'no'],
    ['Patient data', about.patient_data ? 'yes' : 'no'],
    ['Updates', about.update_path],
  ];
  return section('device', 'The device', lead,
    h('dl', { class: 'facts' }, facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
    table('components', 'Components',
      [{ title: 'Component' }, { title: 'Kind' }, { title: 'Where' }, { title: 'Ships' }, { title: 'Made by' }, { title: 'Criticality' }, { title: 'Untrusted input' }, { title: 'Version, supplier' }],
      components.slice(0, componentsShown).map((one) => [
        one.name, one.kind, h('code', { class: 'address' }, one.where.slice(0, 4).map((path) => cut(path, 60)).join(' ')), one.shipped ? 'yes' : 'no', one.party, one.criticality,
        one.untrusted_input.length === 0 ? 'none stated' : one.untrusted_input.join(', '),
        [one.version, one.supplier].filter((text) => text !== '').join(', '),
      ])),
    components.length > componentsShown && h('p', { class: 'capped' }, `${components.length - componentsShown} more components; the JSON inspection holds all.`),
    part('Concluded without being told', inferred.map((one) => [h('strong', {}, one.about), `: ${one.concluded}, because ${one.because}`])));
}
