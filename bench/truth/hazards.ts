/** Runs Plumbline's looking on a folder and hands back every hazard it states, whatever its confidence. It leaves the law aside. */
import { inspectWithRecord } from '../../src/inspect.ts';

export interface Hazard {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly cwe: readonly number[];
  readonly function: string;
  readonly construct: string;
  readonly detail: string;
  /** It stands in a component that ships. */
  readonly shipped: boolean;
}

const watch = { phase: () => undefined, advance: () => undefined };

export interface Looked {
  readonly hazards: readonly Hazard[];
  /** Code lines of all sources, by the same look. */
  readonly code: number;
  /** Of these, what stands in components that ship. */
  readonly shippedCode: number;
}

/** Facts, not breaches: what an edition makes of a hazard depends on the device, and there is none here. */
export async function look(path: string, jobs?: number): Promise<Looked> {
  const { stored, inspection } = await inspectWithRecord({ path, asOf: '2026-11-20', codebooks: [], version: 'truth', watch, history: false, ...(jobs === undefined ? {} : { jobs }) });
  const shipping = new Set(inspection.device.components.filter(({ shipped }) => shipped).map(({ name }) => name));
  let [code, shippedCode] = [0, 0];
  const hazards: Hazard[] = [];
  for (const said of stored.filed) {
    if (!('value' in said)) continue;
    const shipped = shipping.has(said.place.component);
    if (said.word === 'source-size') {
      const lines = (said.value as { readonly code: number }).code;
      code += lines;
      if (shipped) shippedCode += lines;
    }
    if (said.word === 'hazard') hazards.push({ ...(said.value as Omit<Hazard, 'path' | 'line' | 'shipped'>), path: said.place.path, line: said.place.line ?? 0, shipped });
  }
  return { hazards, code, shippedCode };
}

export async function hazardsIn(path: string, jobs?: number): Promise<readonly Hazard[]> {
  return (await look(path, jobs)).hazards;
}
