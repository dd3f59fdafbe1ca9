/** Notes of an ELF file: build id, operating system marks and the GNU properties that promise control-flow protection. */
import { segmentTypes, type Header } from './header.ts';
import { textAt, type Numbers } from './numbers.ts';
import { sectionTypes, type Section } from './sections.ts';

/** A program has a handful; a library full of trace points has hundreds. Counted as visited, because hostile headers may lie over one another. */
export const mostNotes = 4096;

/** A property array holds a few words; a longer one is not one. */
const longestProperties = 4096;

export const noteTypes = { abiTag: 1, buildId: 3, goBuildId: 4, property: 5 } as const;

export interface Note {
  readonly at: number;
  readonly name: string;
  readonly type: number;
  readonly offset: number;
  readonly size: number;
}

interface Area {
  readonly offset: number;
  readonly size: number;
  readonly align: number;
}

/** Reads PT_NOTE and PT_GNU_PROPERTY; objects, which have no segments, are read through their note sections. */
export function readNotes(n: Numbers, header: Header, sections: readonly Section[]): readonly Note[] {
  const areas: Area[] = header.segments
    .filter((s) => s.type === segmentTypes.note || s.type === segmentTypes.property)
    .map((s) => ({ offset: s.offset, size: s.fileSize, align: s.align }));
  for (const section of sections) {
    if (section.type === sectionTypes.note) areas.push({ offset: section.offset, size: section.size, align: section.align });
  }
  const notes = new Map<number, Note>();
  let visited = 0;
  for (const area of areas) {
    if (!n.holds(area.offset, area.size)) continue;
    for (const note of notesIn(n, area)) {
      if (++visited > mostNotes) return [...notes.values()];
      notes.set(note.at, note);
    }
  }
  return [...notes.values()];
}

function* notesIn(n: Numbers, area: Area): Generator<Note> {
  // gABI asks for 8-byte padding in 64-bit files; only notes in an 8-aligned segment really have it
  const padding = area.align === 8 ? 8 : 4;
  const end = area.offset + area.size;
  for (let at = area.offset; at + 12 <= end; ) {
    const nameSize = n.u32(at);
    const size = n.u32(at + 4);
    const offset = at + roundUp(12 + nameSize, padding);
    if (offset + size > end) return;
    yield { at, name: textAt(n.bytes, at + 12, at + 12 + nameSize), type: n.u32(at + 8), offset, size };
    at = offset + roundUp(size, padding);
  }
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

/** The build id in hexadecimal, or empty. */
export function buildIdOf(n: Numbers, notes: readonly Note[]): string {
  const note = notes.find((each) => each.name === 'GNU' && each.type === noteTypes.buildId);
  if (note === undefined) return '';
  const longest = 64;
  return Array.from(n.bytes.subarray(note.offset, note.offset + Math.min(note.size, longest)), (b) => b.toString(16).padStart(2, '0')).join('');
}

/** Property types of the processor supplements (x86-64 psABI, AArch64 sysvabi, RISC-V psABI) and their bits in order. */
const features: readonly { readonly machines: readonly number[]; readonly type: number; readonly bits: readonly string[] }[] = [
  { machines: [3, 62], type: 0xc0000002, bits: ['IBT', 'SHSTK'] },
  { machines: [183], type: 0xc0000000, bits: ['BTI', 'PAC', 'GCS'] },
  { machines: [243], type: 0xc0000000, bits: ['Zicfilp', 'Zicfiss'] },
];

/** Control-flow protections the image promises, with the file offset of the word that says so. */
export function controlFlowOf(n: Numbers, machine: number, notes: readonly Note[]): { readonly names: readonly string[]; readonly at?: number } {
  const feature = features.find((each) => each.machines.includes(machine));
  if (feature === undefined) return { names: [] };
  const padding = n.wide ? 8 : 4;
  for (const note of notes) {
    if (note.name !== 'GNU' || note.type !== noteTypes.property || note.size > longestProperties) continue;
    const end = note.offset + note.size;
    for (let at = note.offset; at + 8 <= end; ) {
      const size = n.u32(at + 4);
      if (n.u32(at) === feature.type && size >= 4) {
        const word = n.u32(at + 8);
        return { names: feature.bits.filter((_, bit) => (word >>> bit) & 1), at };
      }
      at += 8 + roundUp(size, padding);
    }
  }
  return { names: [] };
}
