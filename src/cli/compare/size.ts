/** Code and data of an image as it would lie in flash and memory, and its largest functions. It explains no byte. */
import { readFileSync } from 'node:fs';
import { isUnreadable } from '../../core/material.ts';
import { parseElf } from '../../materials/elf/material.ts';
import { textAt } from '../../materials/elf/numbers.ts';
import type { Cost } from '../../compare/result.ts';

const flags = { write: 1, allocate: 2, execute: 4 };
const functionsShown = 8;

/** Bytes of sections that are loaded; nothing when the file is no ELF file. */
export function sizeOf(file: string): Pick<Cost, 'code_bytes' | 'data_bytes' | 'largest_functions'> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return {};
  }
  const elf = parseElf(bytes);
  if (isUnreadable(elf) || elf.sections.length === 0) return {};
  const loaded = elf.sections.filter((section) => (section.flags & flags.allocate) !== 0);
  const sum = (wanted: (flag: number) => boolean): number => loaded.filter((section) => wanted(section.flags)).reduce((all, { size }) => all + size, 0);
  const symbols = elf.symbols();
  const functions = typeof symbols === 'object' ? symbols.functions : [];
  const largest = [...new Map(functions.filter(({ size }) => size > 0).map((one) => [one.address, one])).values()]
    .sort((a, b) => b.size - a.size || a.address - b.address)
    .slice(0, functionsShown)
    .map((one) => ({ name: textAt(bytes, one.name, Math.min(bytes.length, one.name + 120)), bytes: one.size }));
  return {
    code_bytes: sum((flag) => (flag & flags.execute) !== 0),
    data_bytes: sum((flag) => (flag & flags.execute) === 0),
    ...(largest.length > 0 ? { largest_functions: largest } : {}),
  };
}
