/** The whole devices that the tests inspect, and how: always on the same day, from scratch. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Inspection } from '../../src/core/inspection.ts';
import { inspect } from '../../src/inspect.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const asOf = '2026-11-20';

const incidents = readdirSync(join(root, 'codebook', 'incidents'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();

export interface ExampleDevice {
  readonly name: string;
  readonly path: string;
}

/** Every example and incident that the repository ships. */
export const devices: readonly ExampleDevice[] = [
  ...['as-found', 'as-mended'].map((state) => ({ name: `infusion-pump-${state}`, path: join('examples', 'infusion-pump', state) })),
  ...incidents.flatMap((incident) => ['bad', 'fixed'].map((state) => ({ name: `${incident}-${state}`, path: join('codebook', 'incidents', incident, state) }))),
];

const watch = { phase: () => undefined, advance: () => undefined };

export function inspectDevice(path: string, more: { readonly jobs?: number; readonly edition?: string; readonly codebooks?: readonly string[] } = {}): Promise<Inspection> {
  return inspect({ asOf, codebooks: [], version: 'golden', watch, history: false, path: join(root, path), ...more });
}
