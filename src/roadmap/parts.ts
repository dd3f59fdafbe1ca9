/** Recognises the microcontroller and the operating system a component is built for, by names alone: files, includes, defines, images. */
import type { Fact } from '../core/fact.ts';
import { executable } from '../facts/executable.ts';
import { factsOf, type RoadmapRecord, type SourceFile } from './gather.ts';
import type { Tables } from './tables.ts';
import { isBlank } from '../core/fact.ts';

export interface Part {
  readonly family: Tables['families'][number] | undefined;
  /** Empty when it was not recognised. */
  readonly core: string;
  readonly system: Tables['systems'][number] | undefined;
  readonly because: readonly string[];
}

/** Said by the operator, with a reason. */
export interface StatedPart {
  readonly component: string;
  readonly family?: string | undefined;
  readonly core?: string | undefined;
  readonly system?: string | undefined;
  readonly reason: string;
}

interface Sight {
  readonly name: string;
  readonly said: string;
  /** How telling it is: a built file says more than a folder that happens to lie there. */
  readonly weight: number;
}

/** By component; a component that shows nothing takes what the rest of the device shows, and says so. */
export function partsOf(record: RoadmapRecord, files: Iterable<SourceFile>, tables: Tables, stated: readonly StatedPart[]): ReadonlyMap<string, Part> {
  const sights = new Map<string, Sight[]>(record.device.components.map(({ name }) => [name, []]));
  for (const { component, path } of record.artifacts) {
    for (const name of path.toLowerCase().split('/')) sights.get(component)?.push({ name, said: path, weight: 1 });
  }
  for (const { component, path, includes, defines } of files) {
    for (const include of includes) sights.get(component.name)?.push({ name: include.toLowerCase(), said: `${path} includes ${include}`, weight: 4 });
    for (const define of defines) sights.get(component.name)?.push({ name: define.toLowerCase(), said: `${path} is built with -D${define}`, weight: 20 });
  }
  const images = factsOf(record.filed.filter((one): one is Fact => !isBlank(one)), executable);
  const whole = recognise([...sights.values()].flat(), tables);
  return new Map([...sights].map(([name, seen]): [string, Part] => {
    const own = recognise(seen, tables);
    // A linker script is what a program without an operating system has; a device of two processors cannot be asked as a whole.
    const script = seen.find(({ name: one }) => /\.(?:ld|lds|icf|sct)$/.test(one));
    const isMixed = images.some(({ value }) => value.kind === 'bare-metal') && images.some(({ value }) => value.kind !== 'bare-metal');
    // One processor of the device runs an operating system, another does not.
    const hasBoth = [...sights.values()].some((one) => recognise(one, tables).system?.id === 'linux') && [...sights.values()].some((one) => recognise(one, tables).family !== undefined);
    const isSilent = own.family === undefined && own.system === undefined;
    const from = isSilent && script !== undefined ? { ...own, because: [`no operating system: ${script.said} lays out the memory`] }
      : isSilent && !isMixed && !hasBoth ? { ...whole, because: whole.because.map((why) => `${why} (elsewhere in the device)`) } : own;
    const withImage = from.core === '' ? coreOfImages(from, images) : from;
    return [name, withStated(withImage, tables, stated.filter(({ component }) => component === name || component === '*'))];
  }));
}

function recognise(sights: readonly Sight[], tables: Tables): Part {
  const sure = strongest(sights, tables.families);
  const system = strongest(sights, tables.systems);
  // A microcontroller does not run Linux: what fewer signs speak for is the neighbour's.
  const family = system?.of.id === 'linux' && sure !== undefined && sure.weight < system.weight ? undefined : sure;
  const core = family === undefined ? undefined : strongest(sights, family.of.parts.map((part) => ({ ...part, id: part.core })));
  const only = family?.of.parts.length === 1 ? family.of.parts[0]?.core : undefined;
  return {
    family: family?.of,
    core: core?.of.core ?? only ?? '',
    system: family !== undefined && system?.of.id === 'linux' ? undefined : system?.of,
    because: [family === undefined ? '' : `${family.of.name}: ${family.said}`, core === undefined ? '' : `${core.of.core}: ${core.said}`, system === undefined ? '' : `${system.of.name}: ${system.said}`].filter((one) => one !== ''),
  };
}

/** The one with the most signs behind it; a longer sign is more telling than a shorter one. */
function strongest<One extends { readonly id: string; readonly signs: readonly string[] }>(sights: readonly Sight[], all: readonly One[]): { readonly of: One; readonly said: string; readonly weight: number } | undefined {
  let best: { of: One; said: string; weight: number } | undefined;
  for (const of of all) {
    let weight = 0;
    let said = '';
    for (const sight of sights) {
      const sign = of.signs.find((one) => isSign(sight.name, one));
      if (sign === undefined) continue;
      weight += sight.weight * (sign.length >= 8 ? 2 : 1);
      if (said === '' || (sight.weight > 1 && !said.includes(' '))) said = sight.said;
    }
    if (weight > (best?.weight ?? 1)) best = { of, said, weight };
  }
  return best;
}

/** A sign with a `/` behind is a whole folder, one with a dot before is an ending, any other a beginning. */
function isSign(name: string, sign: string): boolean {
  if (sign.endsWith('/')) return name === sign.slice(0, -1) || name.startsWith(sign);
  return sign.startsWith('.') ? name.endsWith(sign) : name.startsWith(sign);
}

/** Images name the machine, not the part: enough for a system with processes, not for a bare microcontroller. */
function coreOfImages(part: Part, images: readonly { readonly value: { readonly machine: string; readonly kind: string }; readonly place: { readonly path: string } }[]): Part {
  const isHosted = part.system?.id === 'linux';
  const found = images.find(({ value }) => isHosted === (value.kind !== 'bare-metal'));
  const knowsBare = part.because.some((why) => why.startsWith('no operating system'));
  if (found === undefined || (!isHosted && !knowsBare)) return part;
  const { machine, kind } = found.value;
  const hosted: Readonly<Record<string, string>> = { AArch64: 'AArch64 Linux', 'x86-64': 'x86-64 Linux', ARM: 'Armv7 Linux' };
  const core = kind === 'bare-metal' ? (machine === 'AArch64' ? 'AArch64 bare metal' : '') : (hosted[machine] ?? '');
  return { ...part, core, because: [...part.because, `${found.place.path} is built for ${machine}${kind === 'bare-metal' ? ', bare metal' : ''}`] };
}

function withStated(part: Part, tables: Tables, stated: readonly StatedPart[]): Part {
  return stated.reduce<Part>((so, { family, core, system, reason }) => ({
    family: family === undefined ? so.family : tables.families.find(({ id }) => id === family),
    core: core ?? so.core,
    system: system === undefined ? so.system : tables.systems.find(({ id }) => id === system),
    because: [...so.because, `stated: ${reason}`],
  }), part);
}
