/** States which languages the code of an image was written in, byte for byte, and what the compilers recorded of their switches. */
import { compareText, type Spot } from '../../core/place.ts';
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { shippedCode } from '../../facts/shipped-code.ts';
import { unitFlags } from '../../facts/unit-flags.ts';
import { compileUnits, type CompileUnit } from './dwarf/units.ts';
import { explain } from './explained.ts';
import { fileTypes } from './header.ts';
import type { Elf } from './material.ts';
import { readProducer, type Producer } from './producer.ts';

const unitsShown = 20;

const probe: Probe<Elf> = {
  name: 'code',
  revision: 1,
  states: [shippedCode, unitFlags],
  look: (elf) => {
    const { type } = elf.header;
    if (type === fileTypes.core) return [];
    if (type === fileTypes.relocatable) return [shippedCode.blank('an object file: addresses are not settled before it is linked')];
    if (elf.sections.length === 0) return [shippedCode.blank('no section headers: which bytes are code is not told apart')];
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

/** Units of one compiler with the same telling switches are one statement. */
function flagsOf(sized: readonly { readonly unit: CompileUnit; readonly bytes: number }[], at: Spot): readonly Observation[] {
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
