/** Section headers, when there are any worth reading: they name things, but nothing a loader obeys depends on them. */
import type { Header } from './header.ts';
import { textAt, type Numbers } from './numbers.ts';

export const sectionTypes = {
  symbols: 2,
  note: 7,
  noBits: 8,
  dynamicSymbols: 11,
  armAttributes: 0x70000003,
} as const;

export const sectionFlags = { write: 1, allocate: 2, execute: 4 } as const;

/** With `-ffunction-sections` an object has tens of thousands; more than this is garbage or an attack on time. */
export const mostSections = 100_000;

/** Longer names say nothing more here, and a hostile file could make each of its sections name a megabyte. */
const longestSectionName = 128;

export interface Section {
  readonly at: number;
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
  readonly entrySize: number;
  readonly align: number;
}

/** An empty list when the table is absent, damaged or beyond the limit: then only program headers speak. */
export function readSections(n: Numbers, header: Header): readonly Section[] {
  const { offset, entrySize } = header.sectionTable;
  if (offset <= 0 || entrySize < (n.wide ? 64 : 40) || !n.holds(offset, entrySize)) return [];
  const first = readSection(n, offset);
  // gABI: a count of 0 with a table present means that the first header's sh_size holds it
  const count = header.sectionTable.count === 0 ? first.size : header.sectionTable.count;
  if (count <= 0 || count > mostSections || !n.holds(offset, entrySize * count)) return [];
  const namesIndex = header.sectionTable.names === 0xffff ? first.link : header.sectionTable.names;
  const names = namesIndex < count ? readSection(n, offset + namesIndex * entrySize) : undefined;
  const named = names !== undefined && n.holds(names.offset, names.size) ? names : undefined;
  const sections: Section[] = [];
  for (let index = 0; index < count; index++) {
    const at = offset + index * entrySize;
    const name = named === undefined ? '' : nameAt(n, named, n.u32(at));
    sections.push({ ...readSection(n, at), name });
  }
  return sections;
}

function nameAt(n: Numbers, names: Section, at: number): string {
  const start = names.offset + at;
  return textAt(n.bytes, start, Math.min(names.offset + names.size, start + longestSectionName));
}

/** Offsets of sh_flags, sh_addr, sh_offset, sh_size, sh_link, sh_addralign and sh_entsize. */
const wideFields = [8, 16, 24, 32, 40, 48, 56] as const;
const narrowFields = [8, 12, 16, 20, 24, 32, 36] as const;

function readSection(n: Numbers, at: number): Section {
  const [flags, address, offset, size, link, align, entrySize] = n.wide ? wideFields : narrowFields;
  return {
    at,
    name: '',
    type: n.u32(at + 4),
    flags: n.word(at + flags),
    address: n.word(at + address),
    offset: n.word(at + offset),
    size: n.word(at + size),
    link: n.u32(at + link),
    align: n.word(at + align),
    entrySize: n.word(at + entrySize),
  };
}

/** The first section of a name that has bytes in the file. */
export function sectionNamed(n: Numbers, sections: readonly Section[], name: string): Section | undefined {
  return sections.find((s) => s.name === name && s.type !== sectionTypes.noBits && n.holds(s.offset, s.size));
}
