/** Explains every byte of the executable sections once: by units, by names of functions, as the linker's, as padding, or not. The sums are exact. */
import type { CompileUnit } from './dwarf/units.ts';
import type { CodeRange } from './dwarf/unit-ranges.ts';
import type { Elf } from './material.ts';
import { textAt } from './numbers.ts';
import { sectionFlags, sectionTypes, type Section } from './sections.ts';

export interface Explained {
  readonly executable: number;
  readonly parts: ReadonlyMap<string, { readonly language: string; readonly told_by: 'units' | 'names' | 'linker' | 'padding' | 'nothing'; bytes: number }>;
  /** Bytes of each unit, in the order of the units. */
  readonly ofUnit: readonly number[];
}

interface Claim extends CodeRange {
  readonly label: number;
}

type Telling = 'units' | 'names' | 'linker' | 'padding' | 'nothing';

/** Gaps up to this many bytes between two functions are alignment. */
const mostPadding = 63;

export function explain(elf: Elf, units: readonly CompileUnit[]): Explained {
  const sections = codeSections(elf);
  const executable = sections.reduce((all, { size }) => all + size, 0);
  const parts = new Map<string, { language: string; told_by: Telling; bytes: number }>();
  const add = (language: string, telling: Telling, bytes: number): void => {
    if (bytes === 0) return;
    const key = `${telling} ${language}`;
    const part = parts.get(key) ?? { language, told_by: telling, bytes: 0 };
    part.bytes += bytes;
    parts.set(key, part);
  };
  const ofUnit = new Array<number>(units.length).fill(0);
  let free: readonly CodeRange[] = merged(sections.map(({ address, size }) => ({ from: address, to: address + size })));
  // Sections that share addresses, as in a relocatable object, cannot be told apart by them.
  const apart = free.reduce((all, { from, to }) => all + to - from, 0);

  const unitClaims = units.flatMap(({ ranges }, label): Claim[] => ranges.map((range) => ({ ...range, label })));
  free = claimed(free, unitClaims, (label, bytes) => {
    ofUnit[label] = (ofUnit[label] ?? 0) + bytes;
    add(units[label]?.language ?? '?', 'units', bytes);
  });
  const names = namedFunctions(elf);
  free = claimed(free, names.claims, (label, bytes) => add(names.languages[label] ?? '?', 'names', bytes));
  const made = sections.filter(({ name }) => /^\.(plt|init|fini|text\.stub|glue_7|glue_7t|vfp11_veneer|v4_bx|iplt)/u.test(name)).map(({ address, size }): Claim => ({ from: address, to: address + size, label: 0 }));
  free = claimed(free, made, (_label, bytes) => add('(linker)', 'linker', bytes));
  for (const { from, to } of free) add(to - from <= mostPadding ? '(padding)' : '?', to - from <= mostPadding ? 'padding' : 'nothing', to - from);
  add('?', 'nothing', executable - apart);
  return { executable, parts, ofUnit };
}

function codeSections({ sections }: Elf): readonly Section[] {
  const both = sectionFlags.allocate | sectionFlags.execute;
  return sections.filter(({ flags, type, size }) => (flags & both) === both && type !== sectionTypes.noBits && size > 0);
}

/** Why the sizes of the executable sections cannot be true: headers may claim what the file does not hold. */
export function impossible(elf: Elf): string | undefined {
  const sections = codeSections(elf);
  const beyond = sections.find(({ offset, size }) => !elf.numbers.holds(offset, size));
  if (beyond !== undefined) return `section ${plainName(beyond.name)} claims ${beyond.size} bytes of code that the file does not hold: it is cut, or its headers are made up`;
  const sum = sections.reduce((all, { size }) => all + size, 0);
  return sum > elf.numbers.bytes.length ? `${sections.length} sections claim ${sum} bytes of code in a file of ${elf.numbers.bytes.length}: they lie over each other` : undefined;
}

function plainName(name: string): string {
  return name === '' ? 'without a name' : name.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}

/** Sorted, without overlaps. */
function merged(ranges: readonly CodeRange[]): CodeRange[] {
  const found: { from: number; to: number }[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = found.at(-1);
    if (last !== undefined && from < last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

/** Gives what is free to the claims; where two overlap, the one that begins first has it. Returns what stays free. */
function claimed(free: readonly CodeRange[], claims: readonly Claim[], take: (label: number, bytes: number) => void): readonly CodeRange[] {
  const sorted = [...claims].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from || a.to - b.to || a.label - b.label);
  const left: CodeRange[] = [];
  let next = 0;
  for (const range of free) {
    let at = range.from;
    // Claims that ended before are done with; those that reach in from before begin here.
    while (next < sorted.length && (sorted[next]?.to ?? 0) <= at) next++;
    for (let index = next; index < sorted.length; index++) {
      const claim = sorted[index];
      if (claim === undefined || claim.from >= range.to) break;
      const [from, to] = [Math.max(claim.from, at), Math.min(claim.to, range.to)];
      if (to <= from) continue;
      if (from > at) left.push({ from: at, to: from });
      take(claim.label, to - from);
      at = to;
    }
    if (at < range.to) left.push({ from: at, to: range.to });
  }
  return left;
}

/** Languages that their compilers write into the names of functions; plain names are C's, assembly's or anyone's. */
function namedFunctions(elf: Elf): { readonly claims: readonly Claim[]; readonly languages: readonly string[] } {
  const languages = ['Rust', 'C++', 'Go', 'C or assembly'];
  const isGo = elf.sections.some(({ name }) => name === '.gopclntab' || name === '.note.go.buildid');
  const symbols = elf.symbols();
  if (typeof symbols !== 'object') return { claims: [], languages };
  const { bytes } = elf.numbers;
  // On Arm the lowest bit of a function's address says Thumb (AAELF32 §5.5.3).
  const mask = elf.header.machine.name === 'ARM' ? 1 : 0;
  const claims = symbols.functions.filter(({ size }) => size > 0).map(({ address, size, name }): Claim => {
    const text = textAt(bytes, name, Math.min(bytes.length, name + 400));
    const rust = /^_R[A-Z]/u.test(text) || /^_ZN.*17h[0-9a-f]{16}E/u.test(text);
    const from = address - (address & mask);
    return { from, to: from + size, label: rust ? 0 : /^_?_Z/u.test(text) ? 1 : isGo && text.includes('.') ? 2 : 3 };
  });
  return { claims, languages };
}
