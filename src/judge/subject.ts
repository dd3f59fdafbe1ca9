/** What one judgement is about: a component or the whole device, with everything that may be seen of it. */
import type { Artifact } from '../core/artifact.ts';
import { componentSchema, unassigned, type Component, type Device } from '../core/device.ts';
import type { Element } from '../codebook/codebook.ts';
import { joined, type DeviceRecord, type MaterialAnswers, type View } from './record.ts';

/** SHA-256 of what was handed in, so that evidence about other bytes can be told (DESIGN §3, law 8). */
export interface Digests {
  /** A set, because predicates ask for membership only and there may be hundreds of thousands. */
  readonly all: ReadonlySet<string>;
  /** Of images in components that ship. */
  readonly images: readonly string[];
}

export interface Subject {
  /** The component asked about; for the device as a whole a component without a name. */
  readonly component: Component;
  readonly device: Device;
  readonly view: View;
  readonly digests: Digests;
  readonly materials: ReadonlyMap<string, MaterialAnswers>;
}

const nobody: Component = componentSchema.parse({ name: 'device', kind: 'source', where: ['.'] });

/** The whole device: everything that ships, and all evidence. */
export function deviceSubject(record: DeviceRecord): Subject {
  const shipped = record.device.components.filter((component) => component.shipped).map((component) => record.own(component.name));
  return {
    component: { ...nobody, name: '' },
    device: record.device,
    view: joined([...shipped, record.evidence]),
    digests: digestsOf(record),
    materials: record.materials,
  };
}

/** One component: what lies in it, and the evidence about the device. */
export function componentSubject(record: DeviceRecord, component: Component): Subject {
  return { component, device: record.device, view: joined([record.own(component.name), record.evidence]), digests: digestsOf(record), materials: record.materials };
}

/** The subjects an element is asked of: the device, or each shipped component of its kinds. */
export function subjectsOf(record: DeviceRecord): (element: Element) => readonly Subject[] {
  const whole = deviceSubject(record);
  const parts = record.device.components
    .filter((component) => component.shipped && holdsAnything(record, component))
    .map((component) => componentSubject(record, component));
  return ({ law }) => (law.scope === 'device' ? [whole] : parts.filter((part) => law.of.includes(part.component.kind)));
}

const known = new WeakMap<DeviceRecord, Digests>();

/** Asked only once the record is filled. */
function digestsOf(record: DeviceRecord): Digests {
  const cached = known.get(record);
  if (cached !== undefined) return cached;
  const seen = record.device.components.flatMap(({ name, shipped }) => record.own(name).artifacts.map((artifact) => ({ artifact, shipped })));
  const natures = record.materials;
  const digests: Digests = {
    all: new Set([...seen.map(({ artifact }) => artifact.sha256), ...record.evidence.artifacts.map((artifact) => artifact.sha256)]),
    images: seen.filter(({ artifact, shipped }) => shipped && natures.get(artifact.material ?? '')?.nature === 'image').map(({ artifact }) => artifact.sha256),
  };
  known.set(record, digests);
  return digests;
}

/** Papers that no component claims need no judgement; anything that could run, be configured or not be read does. */
function holdsAnything(record: DeviceRecord, { name }: Component): boolean {
  if (name !== unassigned) return true;
  return record.own(name).artifacts.some(({ material, size, trouble }) => {
    if (material === undefined) return size > 0 || trouble !== undefined;
    return record.materials.get(material)?.nature !== 'other';
  });
}

export function natureOf(subject: Subject, artifact: Artifact): string | undefined {
  return artifact.material === undefined ? undefined : subject.materials.get(artifact.material)?.nature;
}
