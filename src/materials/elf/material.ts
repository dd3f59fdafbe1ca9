/** ELF files (System V gABI): programs, libraries, objects and firmware, read program headers first. It loads and runs nothing. */
import type { Material, Unreadable } from '../../core/material.ts';
import { once } from '../../core/once.ts';
import { readArmAttributes, type ArmAttributes } from './arm-attributes.ts';
import { readDynamic, type Dynamic } from './dynamic.ts';
import { readHeader, segmentTypes, type Header } from './header.ts';
import { readNotes, type Note } from './notes.ts';
import { textAt, type Numbers } from './numbers.ts';
import { readSections, sectionTypes, type Section } from './sections.ts';
import { dynamicSymbols, staticSymbols, type Symbols } from './symbols.ts';

/** `imports` and `symbols` walk their tables when first asked, and once. */
export interface Elf {
  readonly numbers: Numbers;
  readonly header: Header;
  readonly sections: readonly Section[];
  readonly dynamic: Dynamic | undefined;
  readonly interpreter: { readonly at: number; readonly path: string } | undefined;
  readonly notes: readonly Note[];
  readonly arm: ArmAttributes | undefined;
  readonly imports: () => Symbols | string | undefined;
  readonly symbols: () => Symbols | string | undefined;
}

export function parseElf(bytes: Uint8Array): Elf | Unreadable {
  const read = readHeader(bytes);
  if (typeof read === 'string') return { unreadable: read };
  const { numbers, header } = read;
  const sections = readSections(numbers, header);
  if (onlyDebugInformation(sections)) return { unreadable: 'a separate file of debug information: the code it belongs to is in another file' };
  const dynamic = readDynamic(numbers, header);
  if (typeof dynamic === 'string') return { unreadable: dynamic };
  const interpreter = header.segments.find((s) => s.type === segmentTypes.interpreter);
  return {
    numbers,
    header,
    sections,
    dynamic,
    interpreter: interpreter && { at: interpreter.at, path: textAt(bytes, interpreter.offset, interpreter.offset + interpreter.fileSize) },
    notes: readNotes(numbers, header, sections),
    arm: header.machine.name === 'ARM' ? readArmAttributes(numbers, sections) : undefined,
    imports: once(() => (dynamic === undefined ? undefined : dynamicSymbols(numbers, header, dynamic))),
    symbols: once(() => staticSymbols(numbers, sections)),
  };
}

/** `objcopy --only-keep-debug` keeps the section headers of the code and drops its bytes. */
function onlyDebugInformation(sections: readonly Section[]): boolean {
  const text = sections.find((s) => s.name === '.text');
  return text?.type === sectionTypes.noBits && sections.some((s) => s.name.startsWith('.debug_') || s.name.startsWith('.zdebug_'));
}

export default {
  name: 'elf',
  nature: 'image',
  recognise: ({ head }) => (head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46 ? 'content' : undefined),
  parse: (bytes) => parseElf(bytes),
} satisfies Material<Elf>;
