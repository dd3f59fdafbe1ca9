/** Stand-in until inference is written; replaced whole by the real one. */
import { componentSchema, manifestSchema, type Device } from '../core/device.ts';
import type { Existing } from './existing.ts';
import type { Sighting } from './sighting.ts';
export function inferDevice(_all: readonly Sighting[], name: string, _look: Existing): Device {
  const about = manifestSchema.shape.device.parse({ name, version: '0', maker: 'unknown', intended_use: 'unknown', safety_class: 'undetermined', connectivity: [], worst_harm: 'undetermined', patient_data: false, update_path: 'undetermined' });
  return { about, components: [componentSchema.parse({ name, kind: 'source', where: ['.'] })], setAside: [], inferred: [], declared: false };
}
