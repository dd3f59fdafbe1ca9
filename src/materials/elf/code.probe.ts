/** States which languages the code of an image was written in, byte for byte, and what the compilers recorded of their switches. */
import { compareText, type Spot } from '../../core/place.ts';
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { shippedCode } from '../../facts/shipped-code.ts';
import { unitFlags } from '../../facts/unit-flags.ts';
import { compileUnits, type CompileUnit } from './dwarf/units.ts';
import { explain, impossible, type Explained } from './explained.ts';
import { fileTypes } from './header.ts';
import type { Elf } from './material.ts';
import { textAt } from './numbers.ts';
import { readProducer, type Producer } from './producer.ts';

const unitsShown = 20;

const probe: Probe<Elf> = {
  name: 'code',
  revision: 3,
  states: [shippedCode, unitFlags],
  look: (elf) => {
    const { type } = elf.header;
    if (type === fileTypes.core) return [];
    if (type === fileTypes.relocatable) return [shippedCode.blank('an object file: addresses are not settled before it is linked')];
    if (elf.sections.length === 0) return [shippedCode.blank('no section headers: which bytes are code is not told apart')];
    const contradiction = impossible(elf);
    if (contradiction !== undefined) return [shippedCode.blank(contradiction), unitFlags.blank(contradiction)];
    const found = compileUnits(elf) ?? { units: [], troubles: [] };
    const explained = explain(elf, found.units);
    const parts = [...explained.parts.values()].sort((a, b) => b.bytes - a.bytes || compareText(a.language, b.language) || compareText(a.told_by, b.told_by));
    const sized = found.units.map((unit, index) => ({ unit, bytes: explained.ofUnit[index] ?? 0 })).filter(({ bytes }) => bytes > 0);
    const largest = [...sized].sort((a, b) => b.bytes - a.bytes || compareText(a.unit.name, b.unit.name)).slice(0, unitsShown);
    return [
      shippedCode.state({
        executable: explained.executable, parts, units: sized.length, split_units: found.units.filter(({ split }) => split).length,
        largest_units: largest.map(({ unit, bytes }) => ({ name: unit.name, language: unit.language, bytes })),
      }, placeOf(elf, '.text')),
      ...found.troubles.map((trouble) => shippedCode.blank(trouble)),
      ...flagsOf(sized, placeOf(elf, '.debug_info')),
      ...untold(elf, sized, explained, placeOf(elf, '.debug_info')),
    ];
  },
};

export default probe;

/** Where a section begins in the file; the file's own beginning when it has none of that name. */
function placeOf({ numbers, sections }: Elf, name: string): Spot {
  const found = sections.find((section) => section.name === name);
  return found === undefined || !numbers.holds(found.offset, found.size) ? { offset: 0 } : { offset: found.offset, length: found.size };
}

interface Group {
  readonly language: string;
  readonly producer: Producer;
  units: number;
  bytes: number;
  readonly examples: string[];
}

/** Code of which nothing says how it was built: outside all units, or of a compiler that did not record its switches. */
function untold(elf: Elf, sized: Sized, { executable, parts }: Explained, at: Spot): readonly Observation[] {
  if (executable === 0) return [];
  if (sized.length === 0) return [unitFlags.blank('no debug information: how the code of this image was compiled is not told', at)];
  const split = sized.filter(({ unit }) => unit.split && unit.producer === '');
  const elsewhere = split.length === 0 ? [] : [unitFlags.blank(`${counted(split, 'unit')} with ${sum(split)} bytes of code, such as ${named(split)}, ${split.length === 1 ? 'has its' : 'have their'} debug information in another file (split DWARF, .dwo or .dwp), which is not read: link without -gsplit-dwarf for a copy to inspect`, at)];
  const silent = sized.filter(({ unit }) => !(unit.split && unit.producer === '') && unit.language !== 'Assembly' && (unit.producer === '' || !readProducer(unit.producer).recorded));
  const blanks = silent.length === 0 ? elsewhere : [...elsewhere, unitFlags.blank(`${counted(silent, 'unit')} with ${sum(silent)} bytes of code, such as ${named(silent)}, ${silent.length === 1 ? 'does not record the switches it was' : 'do not record the switches they were'} compiled with`, at)];
  const outside = [...parts.values()].filter(({ told_by: by }) => by === 'names' || by === 'nothing').reduce((sum, part) => sum + part.bytes, 0);
  const left = outside === 0 ? 0 : outside - startUp(elf);
  return left <= 0 ? blanks : [...blanks, unitFlags.blank(`${left} of ${executable} bytes of code belong to no unit: how they were compiled is not told, as of libraries without debug information`, at)];
}

type Sized = readonly { readonly unit: CompileUnit; readonly bytes: number }[];

const sum = (of: Sized): number => of.reduce((all, { bytes }) => all + bytes, 0);
const counted = (of: Sized, noun: string): string => `${of.length} ${noun}${of.length === 1 ? '' : 's'}`;
const named = (of: Sized): string => of.find(({ unit }) => unit.name !== '')?.unit.name ?? 'one without a name';

/** Functions of the start-up files (crt1.o, crti.o, crtbegin.o) that every link adds, by their names in GCC and glibc. */
const startUpNames: ReadonlySet<string> = new Set([
  '_start', '_init', '_fini', 'deregister_tm_clones', 'register_tm_clones', '__do_global_dtors_aux', 'frame_dummy', '_dl_relocate_static_pie', '__libc_csu_init', '__libc_csu_fini', 'call_weak_fn',
]);

/** Most of them are hand-written and state no size: they end where the next function begins. */
function startUp(elf: Elf): number {
  const symbols = elf.symbols();
  if (typeof symbols !== 'object') return 0;
  const { bytes } = elf.numbers;
  const sorted = [...symbols.functions].sort((a, b) => a.address - b.address);
  let sum = 0;
  let next = Infinity;
  // From the last on, so that the beginning of the next function is known.
  for (const [index, { name, address, size }] of [...sorted.entries()].reverse()) {
    const above = sorted[index + 1]?.address ?? address;
    if (above > address) next = above;
    if (!startUpNames.has(textAt(bytes, name, Math.min(bytes.length, name + 40)))) continue;
    const room = next === Infinity ? 0 : next - address;
    sum += size > 0 ? Math.max(size, Math.min(room, size + 15)) : Math.min(room, longestStartUp);
  }
  return sum;
}

/** The longest of them in GCC for x86-64 takes 64 bytes. */
const longestStartUp = 128;

/** Units of one compiler with the same telling switches are one statement. */
function flagsOf(sized: Sized, at: Spot): readonly Observation[] {
  const groups = new Map<string, Group>();
  for (const { unit, bytes } of sized) {
    if (unit.producer === '' || unit.language === 'Assembly') continue;
    const producer = readProducer(unit.producer);
    const key = `${unit.language}\0${producer.compiler}\0${producer.recorded}\0${producer.flags.join(' ')}\0${producer.optimisation}`;
    const group = groups.get(key) ?? { language: unit.language, producer, units: 0, bytes: 0, examples: [] };
    group.units++;
    group.bytes += bytes;
    if (group.examples.length < 3) group.examples.push(unit.name);
    groups.set(key, group);
  }
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, { language, producer, units, bytes, examples }]) => unitFlags.state({
    language, compiler: producer.compiler, recorded: producer.recorded, flags: [...producer.flags], stack_protector: producer.stackProtector, optimisation: producer.optimisation, units, bytes, examples,
  }, at));
}
