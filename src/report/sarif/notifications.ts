/** What was not looked at, as notifications of the run, so that a viewer of results does not take silence for a pass. */
import type { Inspection } from '../../core/inspection.ts';
import { counted } from '../figures.ts';
import type { ArtifactTable } from './artifacts.ts';
import { message } from './message.ts';

/** More than this is a wall; the JSON inspection holds all. */
const shown = 100;

export function notifications(inspection: Inspection, artifacts: ArtifactTable): unknown[] {
  const { troubles, unrecognised, set_aside: aside } = inspection.inventory;
  const left = troubles.length - shown;
  return [
    ...troubles.slice(0, shown).map(({ address, reason }) => ({ level: 'warning', message: { text: message(reason) }, locations: [{ physicalLocation: { artifactLocation: artifacts.locate(placeOf(address)) } }] })),
    ...(left > 0 ? [{ level: 'warning', message: { text: `${counted(left, 'more trouble')}; the JSON inspection holds all` } }] : []),
    ...unrecognised.slice(0, shown).map(({ kind, files }) => ({ level: 'note', message: { text: message(`${counted(files, 'file')} of kind ${kind} not recognised`) } })),
    ...aside.slice(0, shown).map(({ glob, reason, files }) => ({ level: 'note', message: { text: message(`${counted(files, 'file')} set aside by ${glob}, because ${reason}`) } })),
  ];
}

function placeOf(address: string): { path: string; inside?: string } {
  const [path = address, ...inside] = address.split('!/');
  return inside.length === 0 ? { path } : { path, inside: inside.join('!/') };
}
