/** What the tables say stands ready for memory-safe code on a recognised part, and what is missing; Rust, Ada, checked C and CHERI alike. */
import type { Device } from '../core/device.ts';
import type { Readiness, Way } from './model.ts';
import type { Part } from './parts.ts';
import type { Tables } from './tables.ts';

export interface Ready {
  readonly readiness: Readiness;
  /** The best way's share of the weight of the axis; absent when the part was not recognised. */
  readonly share: number | undefined;
}

export function readinessOf(part: Part, device: Device, tables: Tables): Ready {
  const target = tables.targets.find(({ core }) => core === part.core);
  const hosted = part.system?.id === 'linux';
  const rust = rustWay(part, target, device, tables);
  const ways: readonly Way[] = [rust, ...tables.alternatives.map((alternative) => otherWay(part, alternative))];
  return {
    readiness: { family: part.family?.name ?? '', core: part.core, system: part.system?.name ?? '', because: part.because, ways },
    share: target === undefined && part.family === undefined && !hosted ? undefined : shareOf(part, target, hosted),
  };
}

function shareOf(part: Part, target: Tables['targets'][number] | undefined, hosted: boolean): number {
  if (hosted) return target?.tier === 2 ? 0.9 : 1;
  const byTier = { 0: 0, 1: 1, 2: 0.85, 3: 0.35 }[target?.tier ?? 3] ?? 0.35;
  const readiness = part.family?.readiness ?? '';
  const byCrates = /^high/.test(readiness) ? 1 : /^medium/.test(readiness) ? 0.75 : /^low/.test(readiness) ? 0.45 : readiness === 'none' ? 0 : 0.5;
  return Math.min(byTier, byCrates);
}

function rustWay(part: Part, target: Tables['targets'][number] | undefined, device: Device, tables: Tables): Way {
  const { family, system } = part;
  const offers: string[] = [];
  const missing: string[] = [];
  const sources = new Set<string>();
  if (target === undefined) missing.push(part.core === '' ? 'the processor core was not recognised: state it in the file of overrides' : `no target for ${part.core} is in the table`);
  else {
    sources.add(`compiler-targets: ${target.source}`);
    if (target.tier === 0) missing.push(`no compiler target for ${part.core}`);
    else offers.push(`target ${target.target}, tier ${target.tier}`);
    if (target.tier === 3) missing.push('a target of tier 3 may not build: pin the compiler and keep its sources');
  }
  if (family !== undefined) {
    sources.add(`microcontroller-readiness: ${family.source}`);
    if (family.crates.length === 0) missing.push(`no hardware crates for ${family.name}`);
    else offers.push(`hardware crates ${family.crates.slice(0, 3).join(', ')}; ${family.backing}; readiness ${family.readiness}`);
    if (!/vendor/.test(family.backing)) missing.push('no vendor stands behind the hardware crates: they are SOUP to be maintained by the maker (IEC 62304 8.1.2)');
  }
  if (system !== undefined) {
    sources.add(`rtos-support: ${system.source}`);
    if (system.rust === 'none') missing.push(`no binding to ${system.name} was found`);
    else offers.push(`${system.name}: ${system.how}`);
  }
  const { safety_class: safety } = device.about;
  const qualified = tables.toolchains.find(({ id }) => id === 'ferrocene');
  if (qualified !== undefined && target !== undefined && target.tier > 0) {
    sources.add(`qualified-toolchains: ${qualified.source}`);
    const covered = `${qualified.name} on ${target.target}: ${target.ferrocene}`;
    if (target.ferrocene === 'qualified') offers.push(`${covered} (from ${qualified.hosts.join(', ')}; ${qualified.standards.join(', ')})`);
    else if (safety !== 'A') missing.push(`no qualified compiler for safety class ${safety === 'undetermined' ? 'C (class not stated)' : safety}: ${covered}`);
    for (const { about, one, one_source, other, other_source, so } of qualified.conflicts) missing.push(`sources differ on ${qualified.name}, ${about}: ${one} (${one_source}) or ${other} (${other_source}); ${so}`);
  }
  return { name: 'Rust', offers, missing, sources: [...sources] };
}

function otherWay(part: Part, { id, name, gain, leaves, toolchain, where, source }: Tables['alternatives'][number]): Way {
  const { family, system } = part;
  const offers = [gain, toolchain];
  const missing = [`leaves open: ${leaves}`];
  const sources = [`qualified-toolchains: ${source}`];
  if (id === 'ada-spark') {
    if (family !== undefined) {
      sources.push(`microcontroller-readiness: ${family.ada_source}`);
      if (/none/.test(family.ada)) missing.push(`a run time for ${family.name} is not known`);
      else offers.push(family.ada);
    }
    if (system !== undefined && system.ada !== '') offers.push(`${system.name}: ${system.ada}`);
  } else missing.push(`where it runs: ${where}`);
  return { name, offers, missing, sources };
}
