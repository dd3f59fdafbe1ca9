/** What built an ELF file, as it says itself: `.comment`, Go's build information, Rust's marks. It trusts none of it further. */
import type { Elf } from './material.ts';
import { noteTypes } from './notes.ts';
import { longestName, textAt } from './numbers.ts';
import { sectionNamed } from './sections.ts';

/** Each compilation unit may leave a line; identical ones are merged by the linker. */
export const mostCompilers = 64;

/** The lines of `.comment`, and Go's version, sorted and without duplicates. */
export function compilersOf(elf: Elf): readonly string[] {
  const found = new Set<string>();
  const section = sectionNamed(elf.numbers, elf.sections, '.comment');
  if (section !== undefined) {
    const end = Math.min(section.offset + section.size, section.offset + 16 * longestName);
    for (let at = section.offset; at < end && found.size < mostCompilers; ) {
      const text = textAt(elf.numbers.bytes, at, end);
      if (text !== '') found.add(text);
      at += text.length + 1;
    }
  }
  const go = goVersionOf(elf);
  if (go !== undefined) found.add(`Go ${go}`.trim());
  return [...found].sort();
}

/** Go's version, empty when only the mark is there, undefined when this is not Go. */
export function goVersionOf(elf: Elf): string | undefined {
  const section = sectionNamed(elf.numbers, elf.sections, '.go.buildinfo');
  const marked = section !== undefined || elf.notes.some((n) => n.name === 'Go' && n.type === noteTypes.goBuildId);
  if (!marked) return undefined;
  // debug/buildinfo of Go 1.18 and later: 14 bytes of magic, pointer size, flags; bit 1 = the version stands inline at 32
  if (section === undefined || (elf.numbers.u8(section.offset + 15) & 2) === 0) return '';
  const length = elf.numbers.u8(section.offset + 32);
  return textAt(elf.numbers.bytes, section.offset + 33, section.offset + 33 + Math.min(length, 100));
}

export function isRust(elf: Elf): boolean {
  if (elf.sections.some((s) => s.name === '.dep-v0' || s.name === '.rustc')) return true;
  return compilersOf(elf).some((line) => line.startsWith('rustc version'));
}
