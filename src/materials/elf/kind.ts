/** What kind of built code an ELF file is, and the bytes that decided it. "Cannot tell" is an answer of its own. */
import type { Spot } from '../../core/place.ts';
import { dynamicFlags1, tags } from './dynamic.ts';
import { fileTypes, segmentFlags, segmentTypes } from './header.ts';
import type { Elf } from './material.ts';
import { noteTypes } from './notes.ts';

export type KindName =
  | 'executable' | 'pie' | 'static-pie' | 'library' | 'relocatable' | 'kernel-module' | 'core' | 'bare-metal';

export interface Kind {
  readonly name: KindName;
  readonly because: string;
  readonly at: Spot;
}

export interface NoKind {
  readonly unknown: string;
  readonly at: Spot;
}

const typeField: Spot = { offset: 0x10, length: 2 };

export function kindOf(elf: Elf): Kind | NoKind {
  const { type, segments } = elf.header;
  switch (type) {
    case fileTypes.relocatable:
      return kindOfObject(elf);
    case fileTypes.core:
      return { name: 'core', because: 'e_type is ET_CORE', at: typeField };
    case fileTypes.executable:
      if (segments.length === 0) return { unknown: 'an executable without program headers: nothing can load it', at: typeField };
      return kindOfFixed(elf);
    case fileTypes.dynamic:
      return kindOfShared(elf);
    default:
      return { unknown: `e_type is ${type}: not a kind the ELF specification names`, at: typeField };
  }
}

function kindOfObject(elf: Elf): Kind {
  const mark = elf.sections.find((s) => s.name === '.gnu.linkonce.this_module' || s.name === '.modinfo');
  if (mark === undefined) return { name: 'relocatable', because: 'e_type is ET_REL', at: typeField };
  return { name: 'kernel-module', because: `section ${mark.name}`, at: { offset: mark.at } };
}

/** ET_DYN is two things. The linker's own mark first, then what only a library or only a program has. */
function kindOfShared(elf: Elf): Kind | NoKind {
  const { dynamic, interpreter } = elf;
  const at = (offset: number): Spot => ({ offset, length: elf.numbers.wide ? 16 : 8 });
  const flags = dynamic?.find(tags.flags1);
  const needed = dynamic?.find(tags.needed) !== undefined;
  if (flags !== undefined && (flags.value & dynamicFlags1.pie) !== 0) {
    const dynamicallyLinked = interpreter !== undefined || needed;
    return { name: dynamicallyLinked ? 'pie' : 'static-pie', because: 'DF_1_PIE in DT_FLAGS_1', at: at(flags.at) };
  }
  const soname = dynamic?.find(tags.soname);
  if (soname !== undefined) return { name: 'library', because: 'DT_SONAME', at: at(soname.at) };
  if (interpreter !== undefined) return { name: 'pie', because: 'PT_INTERP', at: { offset: interpreter.at } };
  const debug = dynamic?.find(tags.debug);
  if (debug !== undefined) return { name: needed ? 'pie' : 'static-pie', because: 'DT_DEBUG', at: at(debug.at) };
  if (dynamic === undefined && isKernel(elf)) return { name: 'bare-metal', because: 'a relocatable kernel image', at: typeField };
  if (elf.header.segments.length === 0) return { unknown: 'a shared object without program headers: nothing can load it', at: typeField };
  return { name: 'library', because: 'ET_DYN without a program’s marks', at: typeField };
}

/** ET_EXEC: strong marks of an operating system, strong marks of none, then weak marks; else it cannot be told. */
function kindOfFixed(elf: Elf): Kind | NoKind {
  const { header, interpreter, dynamic, arm } = elf;
  const program = (because: string, offset: number): Kind => ({ name: 'executable', because, at: { offset } });
  const bare = (because: string, offset: number): Kind => ({ name: 'bare-metal', because, at: { offset } });
  if (interpreter !== undefined) return program('PT_INTERP', interpreter.at);
  if (arm?.profile === 'M') return bare('the ARM attributes name architecture profile M', arm.at);
  if (header.machine.bare === true) return bare(`${header.machine.name} has no operating system that loads programs`, 0x12);
  const note = elf.notes.find((each) => (each.type === noteTypes.abiTag && systems.has(each.name)) || (each.name === 'Go' && each.type === noteTypes.goBuildId));
  if (note !== undefined) return program(`a note of ${note.name}`, note.at);
  if (dynamic?.find(tags.needed) !== undefined) return program('DT_NEEDED', dynamic.segment.at);
  if (hostedAbis.has(header.osAbi)) return program(`EI_OSABI is ${header.osAbi}`, 7);
  if (isKernel(elf)) return bare('a kernel image: it runs without an operating system beneath it', 0x10);
  const vectors = elf.sections.find((s) => vectorSections.has(s.name));
  if (vectors !== undefined) return bare(`vector table in section ${vectors.name}`, vectors.at);
  const moved = header.segments.find((s) => s.type === segmentTypes.load && s.fileSize > 0 && s.physical !== s.address);
  if (moved !== undefined) return bare('a segment is stored at another address than it runs at', moved.at);
  const table = vectorTableOf(elf);
  if (table !== undefined) return bare('the image begins with a Cortex-M vector table', table);
  const hosted = header.segments.find((s) => s.type === segmentTypes.stack || s.type === segmentTypes.relro);
  if (hosted !== undefined) return program('a header meant for a loader (PT_GNU_STACK or PT_GNU_RELRO)', hosted.at);
  return { unknown: 'nothing in the file says whether an operating system loads it or it runs bare', at: typeField };
}

const systems: ReadonlySet<string> = new Set(['GNU', 'Android', 'FreeBSD', 'NetBSD', 'OpenBSD', 'DragonFly', 'Haiku', 'QNX']);

/** EI_OSABI: NetBSD, GNU/Linux, Solaris, AIX, IRIX, FreeBSD, Tru64, OpenBSD. */
const hostedAbis: ReadonlySet<number> = new Set([2, 3, 6, 7, 8, 9, 10, 12]);

const vectorSections: ReadonlySet<string> = new Set([
  '.isr_vector', '.vector_table', '.vectors', '.vector', '.intvec', '.intvecs', '.interrupts', '.vtable_rom', 'rom_start', '.cs3.interrupt_vector',
]);

/** A Linux kernel exports symbols to its modules. */
export function isKernel(elf: Elf): boolean {
  return elf.sections.some((s) => s.name === '__ksymtab' || s.name === '__ksymtab_strings') && elf.interpreter === undefined;
}

/** ARMv6-M and later: word 0 is the stack top in RAM, word 1 the reset handler with the Thumb bit, inside the code. */
function vectorTableOf(elf: Elf): number | undefined {
  if (elf.header.machine.name !== 'ARM') return undefined;
  const inCode = (address: number): boolean =>
    elf.header.segments.some((s) => (s.flags & segmentFlags.execute) !== 0 && address >= s.address && address < s.address + s.memorySize);
  for (const segment of elf.header.segments) {
    if (segment.type !== segmentTypes.load || segment.fileSize < 64) continue;
    const stack = elf.numbers.u32(segment.offset);
    const reset = elf.numbers.u32(segment.offset + 4);
    const inRam = stack >= 0x1ff00000 && stack <= 0x40000000 && stack % 8 === 0;
    if (inRam && reset % 2 === 1 && inCode(reset - 1) && elf.numbers.u32(segment.offset + 28) === 0) return segment.offset;
  }
  return undefined;
}
