/** What is left to do after an inspection, as an OSCAL plan of action and milestones (NIST OSCAL 1.1.3). It plans nothing itself: milestones are those of variances. */
import { digestOf } from '../../core/canonical.ts';
import type { Exporter } from '../../core/exporter.ts';
import type { Inspection, Requirement } from '../../core/inspection.ts';
import { assessed, type Assessed } from '../oscal/assessed.ts';
import { assetsOf, componentsOf, metadataOf } from '../oscal/frame.ts';
import { idOf, line, markup, prop, rendered, some } from '../oscal/spelling.ts';

export default {
  format: 'oscal-poam',
  extension: '.oscal-poam.json',
  mediaType: 'application/json',
  render: (inspection) => rendered('plan-of-action-and-milestones', plan(inspection)),
} satisfies Exporter;

function plan(inspection: Inspection): object {
  const { about } = inspection.device;
  const digest = digestOf(inspection);
  const open = inspection.requirements.filter(({ verdict }) => verdict === 'unmet' || verdict === 'unknown');
  const rows = assessed(inspection);
  const of = (row: Requirement): readonly Assessed[] => rows.filter(({ finding }) => finding.component === row.component && finding.verdict !== 'met' && row.means.flat().includes(finding.element));
  const used = new Set(open.flatMap(of));
  const kept = rows.filter((row) => used.has(row));
  return {
    uuid: idOf('poam', digest),
    metadata: metadataOf(inspection, `What is open in ${about.name} ${about.version}`),
    'system-id': { 'identifier-type': 'urn:plumbline:device', id: line(`${about.name} ${about.version}`) },
    'local-definitions': { components: componentsOf(inspection), 'assessment-assets': assetsOf(inspection) },
    ...some('observations', kept.map(({ observation }) => observation)),
    ...some('risks', kept.flatMap(({ risk }) => (risk === undefined ? [] : [risk]))),
    ...some('findings', kept.map(({ oscal }) => oscal)),
    'poam-items': open.length === 0 ? [nothingOpen(inspection, digest)] : open.map((row) => item(row, of(row), digest)),
  };
}

function item({ id, component, title, because, verdict }: Requirement, rows: readonly Assessed[], digest: string): object {
  const settles = [...new Set(rows.flatMap(({ finding }) => (finding.verdict === 'unknown' ? finding.settles.map(({ hand_in, how }) => `hand in ${hand_in}: ${how}`) : [])))];
  return {
    uuid: idOf('poam-item', digest, id, component),
    title: markup(`${title}${component === '' ? '' : `: ${component}`}`),
    description: markup([verdict === 'unknown' ? `unknown: ${because}` : because, ...settles].join('; ')),
    props: [prop('requirement', id), prop('verdict', verdict)],
    ...some('related-findings', rows.map(({ uuid }) => ({ 'finding-uuid': uuid }))),
    ...some('related-observations', rows.map(({ observationId }) => ({ 'observation-uuid': observationId }))),
    ...some('related-risks', rows.flatMap(({ riskId }) => (riskId === undefined ? [] : [{ 'risk-uuid': riskId }]))),
  };
}

/** The format asks for at least one item. */
function nothingOpen({ edition, level, as_of: asOf }: Inspection, digest: string): object {
  return { uuid: idOf('poam-item', digest), title: 'nothing is open', description: markup(`as of ${asOf} no requirement of ${edition.id} at level ${level.value} is unmet or unknown`) };
}
