/** The inspection as OSCAL assessment results (NIST OSCAL 1.1.3). Controls are the elements of the edition, as `plumbline code export` writes its catalog. */
import { digestOf } from '../../core/canonical.ts';
import type { Exporter } from '../../core/exporter.ts';
import type { Inspection } from '../../core/inspection.ts';
import { assessed, type Assessed } from '../oscal/assessed.ts';
import { assetsOf, componentsOf, metadataOf } from '../oscal/frame.ts';
import { dayOf, idOf, markup, prop, rendered, some, token } from '../oscal/spelling.ts';

export default {
  format: 'oscal-ar',
  extension: '.oscal-ar.json',
  mediaType: 'application/json',
  render: (inspection) => rendered('assessment-results', results(inspection)),
} satisfies Exporter;

function results(inspection: Inspection): object {
  const { about } = inspection.device;
  const { edition, level, standing } = inspection;
  const digest = digestOf(inspection);
  const plan = idOf('plan', edition.digest, String(level.value));
  const rows = assessed(inspection);
  return {
    uuid: idOf('assessment-results', digest),
    metadata: metadataOf(inspection, `Inspection of ${about.name} ${about.version}`),
    'import-ap': { href: `#${plan}`, remarks: markup(`the plan is every question that ${edition.id} asks of this device at level ${level.value}; a signed package ties its index to it`) },
    results: [{
      uuid: idOf('result', digest),
      title: markup(`${edition.title}, level ${level.value}`),
      description: markup(`${standing.value}: ${standing.because}`),
      start: dayOf(inspection.as_of) ?? '1970-01-01T00:00:00Z',
      props: (['met', 'unmet', 'unknown', 'not-applicable'] as const).map((verdict) => prop(`requirements-${verdict}`, String(standing.totals[verdict]))),
      'local-definitions': { components: componentsOf(inspection), 'assessment-assets': assetsOf(inspection) },
      'reviewed-controls': reviewed(inspection, rows),
      ...some('observations', rows.map(({ observation }) => observation)),
      ...some('risks', rows.flatMap(({ risk }) => (risk === undefined ? [] : [risk]))),
      ...some('findings', rows.map(({ oscal }) => oscal)),
    }],
    'back-matter': { resources: [{ uuid: plan, title: markup(`${edition.title} (${edition.id}), level ${level.value}`), description: markup(`${edition.status}, in effect from ${edition.effective_on}, ${edition.digest}; level because ${level.because.join('; ')}`) }] },
  };
}

/** What applies to no part of the device is excluded, with why; what applies to some is told finding by finding. */
function reviewed(inspection: Inspection, rows: readonly Assessed[]): object {
  const asked = [...new Set(rows.map(({ finding }) => finding.element))];
  const exempt = inspection.findings.filter(({ verdict, element }) => verdict === 'not-applicable' && !asked.includes(element));
  const reasons = inspection.findings.filter(({ verdict }) => verdict === 'not-applicable').map(({ element, component, because }) => `${element}${component === '' ? '' : ` of ${component}`}: ${because}`);
  const named = (elements: readonly string[]): readonly object[] => [...new Set(elements)].map((element) => ({ 'control-id': token(element) }));
  return {
    'control-selections': [{
      ...(asked.length === 0 ? { 'include-all': {} } : { 'include-controls': named(asked) }),
      ...some('exclude-controls', named(exempt.map(({ element }) => element))),
      ...(reasons.length === 0 ? {} : { remarks: markup(`not applicable: ${reasons.join('; ')}`) }),
    }],
    ...some('props', inspection.open.map(({ title, category }) => prop('left-open-by-the-edition', `${category}: ${title}`))),
  };
}
