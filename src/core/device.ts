/** The device under inspection and its parts, as a manifest states them or as they were inferred. */
import { z } from 'zod';

export const componentKinds = ['source', 'image', 'bill', 'evidence'] as const;

const interfaceName = z.string().min(1);

/** A named part of the device. `where` lists paths relative to the manifest's folder; the longest match owns an artifact. */
export const componentSchema = z.strictObject({
  name: z.string().min(1),
  kind: z.enum(componentKinds),
  where: z.array(z.string().min(1)).min(1),
  shipped: z.boolean().default(true),
  party: z.enum(['own', 'third-party']).default('own'),
  criticality: z.enum(['low', 'moderate', 'high', 'undetermined']).default('undetermined'),
  /** Interfaces through which bytes that nobody vouches for reach this component. */
  untrusted_input: z.array(interfaceName).default([]),
  version: z.string().default(''),
  supplier: z.string().default(''),
});

export const setAsideSchema = z.strictObject({ glob: z.string().min(1), reason: z.string().min(10) });

/** `plumbline.yaml`, format 1. */
export const manifestSchema = z.strictObject({
  plumbline: z.literal(1),
  device: z.strictObject({
    name: z.string().min(1),
    model: z.string().default(''),
    version: z.string().min(1),
    maker: z.string().min(1),
    intended_use: z.string().min(1),
    /** IEC 62304:2006+A1:2015 clause 4.3; `undetermined` is treated as C. */
    safety_class: z.enum(['A', 'B', 'C', 'undetermined']),
    connectivity: z.array(
      z.strictObject({
        name: interfaceName,
        kind: z.enum(['ethernet', 'wifi', 'bluetooth', 'cellular', 'nfc', 'radio', 'usb', 'serial', 'debug', 'removable-media', 'other']),
        reaches_network: z.boolean().default(false),
      }),
    ),
    worst_harm: z.enum(['none', 'minor', 'serious', 'death', 'undetermined']),
    multi_patient: z.boolean().default(false),
    patient_data: z.boolean(),
    update_path: z.enum(['none', 'service', 'local', 'remote', 'undetermined']),
  }),
  components: z.array(componentSchema).min(1),
  set_aside: z.array(setAsideSchema).default([]),
  edition: z.string().default(''),
  /** A git revision or a date; code added after it is "new" in the ledger. */
  new_code_since: z.string().default(''),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type Component = z.infer<typeof componentSchema>;
export type SetAside = z.infer<typeof setAsideSchema>;

export { unassigned } from './unassigned.ts';

/** What was concluded without being told, and from what; shown as such wherever it is used. */
export interface Inference {
  readonly about: string;
  readonly concluded: string;
  readonly because: string;
}

export interface Device {
  readonly about: Manifest['device'];
  readonly components: readonly Component[];
  readonly setAside: readonly SetAside[];
  readonly inferred: readonly Inference[];
  /** True when a manifest was read. */
  readonly declared: boolean;
}
