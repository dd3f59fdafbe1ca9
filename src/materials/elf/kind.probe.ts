/** States what kind of built code an ELF file is, for which machine, how it is linked and what built it. It does not judge core dumps. */
import { executable } from '../../facts/executable.ts';
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { tags } from './dynamic.ts';
import { segmentFlags, segmentTypes } from './header.ts';
import { kindOf, type KindName } from './kind.ts';
import type { Elf } from './material.ts';
import { buildIdOf } from './notes.ts';
import { compilersOf } from './origin.ts';
import { sectionFlags, sectionTypes } from './sections.ts';

function* look(elf: Elf): Generator<Observation> {
  const kind = kindOf(elf);
  if ('unknown' in kind) {
    yield executable.blank(kind.unknown, kind.at);
    return;
  }
  const { header, numbers, sections, dynamic } = elf;
  const soname = dynamic?.find(tags.soname);
  const needed = dynamic?.tags.filter((entry) => entry.tag === tags.needed) ?? [];
  yield executable.state(
    {
      format: 'ELF',
      kind: kind.name,
      machine: header.machine.name,
      bits: numbers.wide ? 64 : 32,
      endian: numbers.little ? 'little' : 'big',
      linkage: linkageOf(kind.name, elf),
      needed: needed.map((tag) => dynamic?.text(tag) ?? '').sort(),
      soname: soname === undefined ? '' : (dynamic?.text(soname) ?? ''),
      build_id: buildIdOf(numbers, elf.notes),
      compilers: [...compilersOf(elf)],
      symbols: sections.some((s) => s.type === sectionTypes.symbols && s.size > 0),
      debug_info: sections.some((s) => s.name === '.debug_info' || s.name === '.zdebug_info'),
      code_bytes: codeBytesOf(elf),
    },
    kind.at,
  );
}

function linkageOf(kind: KindName, elf: Elf): 'static' | 'dynamic' | 'none' {
  if (kind === 'relocatable' || kind === 'kernel-module' || kind === 'core') return 'none';
  if (kind === 'pie' || kind === 'library') return 'dynamic';
  return elf.interpreter !== undefined || elf.dynamic?.find(tags.needed) !== undefined ? 'dynamic' : 'static';
}

/** By sections where they stand, because a segment often holds read-only data beside the code; else by segments. */
function codeBytesOf(elf: Elf): number {
  const code = elf.sections.filter((s) => (s.flags & sectionFlags.execute) !== 0 && s.type !== sectionTypes.noBits);
  const sizes = code.length > 0
    ? code.map((s) => s.size)
    : elf.header.segments.filter((s) => s.type === segmentTypes.load && (s.flags & segmentFlags.execute) !== 0).map((s) => s.fileSize);
  const { length } = elf.numbers.bytes;
  return sizes.reduce((sum, size) => sum + (size > 0 && size <= length ? size : 0), 0);
}

export default { name: 'kind', revision: 1, states: [executable], look } satisfies Probe<Elf>;
