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
}

const watch = { phase: () => undefined, advance: () => undefined };

/** Facts, not breaches: what an edition makes of a hazard depends on the device, and there is none here. */
export async function hazardsIn(path: string, jobs?: number): Promise<readonly Hazard[]> {
  const { stored } = await inspectWithRecord({ path, asOf: '2026-11-20', codebooks: [], version: 'truth', watch, history: false, ...(jobs === undefined ? {} : { jobs }) });
  return stored.filed.flatMap((said): Hazard[] => {
    if (said.word !== 'hazard' || !('value' in said)) return [];
    const value = said.value as Omit<Hazard, 'path' | 'line'>;
    return [{ ...value, path: said.place.path, line: said.place.line ?? 0 }];
  });
}
