/** What did the looking: edition, codebooks, tables, materials, probes and tallies, with the revisions and digests that bind the result. */
import type { VNode } from 'preact';
import { digestOf } from '../../core/canonical.ts';
import type { Inspection } from '../../core/inspection.ts';
import { h } from './h.ts';
import { part } from './coverage.ts';
import { section, table } from './pieces.ts';

export function loaded(inspection: Inspection): VNode {
  const { loaded: parts, edition, inventory } = inspection;
  return section('loaded', 'What did the looking', 'The same inputs, parts and date give the same inspection, byte for byte.',
    h('dl', { class: 'facts' },
      fact('Canonical inspection', digestOf(inspection)),
      fact('Device, over all files', inventory.digest),
      fact(`Edition ${edition.id}, ${edition.title}, ${edition.status}, effective ${edition.effective_on}`, edition.digest),
      parts.codebooks.map((one) => fact(`Codebook ${one.name}`, one.digest)),
      parts.tables.map((one) => fact(`Table ${one.name}, as of ${one.as_of}`, one.digest)),
      inspection.baseline !== undefined && fact('Baseline', inspection.baseline.digest)),
    h('details', {},
      h('summary', {}, h('span', {}, `${parts.materials.length} materials, ${parts.probes.length} probes, ${parts.tallies.length} tallies`)),
      part('Materials', [parts.materials.join(', ')]),
      table('probes', 'Probes and tallies', [{ title: 'Name' }, { title: 'Revision', number: true }, { title: 'States' }],
        [...parts.probes, ...parts.tallies].map((one) => [one.name, one.revision, one.words.join(', ')]))));
}

function fact(name: string, digest: string): VNode {
  return h('div', {}, h('dt', {}, name), h('dd', {}, h('code', { class: 'digest' }, digest)));
}
