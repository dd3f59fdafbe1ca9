/** What a certificate is about: the images that ship and the bills, by digest, the inventory as a whole and the revision. It reads no bytes. */
import { addressOf, compareText } from '../core/place.ts';
import type { InspectionForm, RecordForm, Told } from './forms.ts';
import { resource, type Resource } from './statement.ts';

/** Name of the subject that stands for all that was handed in: the digest over every address and digest. */
export const whole = 'inventory';

export function subjectOf({ inspection, record }: Pick<Told, 'inspection' | 'record'>): readonly Resource[] {
  const natures = new Map(record.materials.map(({ name, nature }) => [name, nature]));
  const shipped = new Set(record.device.components.filter((component) => component.shipped).map(({ name }) => name));
  const parts = record.artifacts
    .filter(({ component, inside, sha256, material }) => {
      const nature = natures.get(material ?? '');
      return inside === undefined && sha256 !== '' && (nature === 'bill' || (nature === 'image' && shipped.has(component)));
    })
    .map(({ path, sha256 }) => resource(path, sha256))
    .sort((a, b) => compareText(a.name, b.name));
  return [wholeOf(inspection), ...parts];
}

function wholeOf({ inventory, device }: InspectionForm): Resource {
  const { name, digest } = resource(whole, inventory.digest);
  return /^[0-9a-f]{40,64}$/.test(device.revision) ? { name, digest: { ...digest, gitCommit: device.revision } } : { name, digest };
}

/** What the digest of an inventory is taken over, as `src/judge/assemble.ts` takes it. */
export function inventoryText({ artifacts }: RecordForm): string {
  return artifacts.map((artifact) => `${addressOf(artifact)}\0${artifact.sha256}\n`).join('');
}

/** Where bytes with this digest lie in what was inspected and ships. */
export function shippedWith(record: RecordForm, sha256: string): readonly string[] {
  const shipped = new Set(record.device.components.filter((component) => component.shipped).map(({ name }) => name));
  return record.artifacts.filter((artifact) => artifact.sha256 === sha256 && shipped.has(artifact.component)).map(addressOf);
}
