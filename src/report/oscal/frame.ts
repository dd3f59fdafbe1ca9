/** What every OSCAL document about an inspection has around its findings: metadata, the parts of the device, the tool. */
import { digestOf } from '../../core/canonical.ts';
import type { Inspection } from '../../core/inspection.ts';
import { dayOf, idOf, line, markup, oscalVersion, prop } from './spelling.ts';

/** The identifier of a component, or of the device as a whole. */
export const componentId = (inspection: Inspection, component: string): string => idOf('component', inspection.device.about.name, inspection.device.about.version, component);
export const toolId = (inspection: Inspection): string => idOf('tool', inspection.plumbline);

export function metadataOf(inspection: Inspection, title: string): object {
  const { about, revision } = inspection.device;
  const maker = idOf('maker', about.maker);
  return {
    title: markup(title),
    'last-modified': dayOf(inspection.as_of) ?? '1970-01-01T00:00:00Z',
    version: line(inspection.as_of),
    'oscal-version': oscalVersion,
    props: [
      prop('inspection', digestOf(inspection)), prop('edition', inspection.edition.digest), prop('artifacts', inspection.inventory.digest), prop('plumbline', inspection.plumbline),
      prop('standing', inspection.standing.value), prop('level', String(inspection.level.value)), ...(revision === '' ? [] : [prop('revision', revision)]),
    ],
    parties: [{ uuid: maker, type: 'organization', name: line(about.maker) }],
    remarks: markup('A view of an inspection by Plumbline, whose digest is among the properties. Times are midnight UTC of its as-of day, the only time it knows. Who ran it is not in it.'),
  };
}

/** The device as a whole and its components, as the subjects of observations. */
export function componentsOf(inspection: Inspection): readonly object[] {
  const { about, components } = inspection.device;
  // OSCAL has no word for "nobody said".
  const status = { state: 'other', remarks: 'whether it is in operation was not asked' };
  return [
    { uuid: componentId(inspection, ''), type: 'this-system', title: markup(`${about.name} ${about.version}`), description: markup(about.intended_use), status },
    ...components.map(({ name, kind, version, party, shipped }) => ({
      uuid: componentId(inspection, name), type: 'software', title: markup(name), description: markup(`${kind} of the device, ${party}, ${shipped ? 'shipped' : 'not shipped'}`), status,
      props: [prop('kind', kind), ...(version === '' ? [] : [prop('version', version)])],
    })),
  ];
}

export function assetsOf(inspection: Inspection): object {
  const tool = toolId(inspection);
  return {
    components: [{ uuid: tool, type: 'software', title: 'Plumbline', description: markup('the building inspector for medical device software'), status: { state: 'operational' }, props: [prop('version', inspection.plumbline)] }],
    'assessment-platforms': [{ uuid: idOf('platform', inspection.plumbline), title: markup(`Plumbline ${inspection.plumbline}`), 'uses-components': [{ 'component-uuid': tool }] }],
  };
}
