/** Whether the relocated tables of an image are made read-only before it runs, fully or in part (ld `-z relro -z now`). */
import type { Spot } from '../../core/place.ts';
import { dynamicFlags, dynamicFlags1, tags, type Dynamic } from './dynamic.ts';
import { segmentTypes, type Segment } from './header.ts';
import type { Elf } from './material.ts';

export interface Relro {
  readonly relro: 'full' | 'partial' | 'none';
  readonly because: string;
  readonly at: Spot;
}

export function relroOf(elf: Elf): Relro {
  const { dynamic } = elf;
  const segment = elf.header.segments.find((s) => s.type === segmentTypes.relro && s.memorySize > 0);
  if (segment === undefined) {
    // binding at once protects nothing by itself: without the header nothing is made read-only
    return { relro: 'none', because: 'no PT_GNU_RELRO', at: { offset: elf.numbers.wide ? 0x20 : 0x1c } };
  }
  const at: Spot = { offset: segment.at, length: elf.numbers.wide ? 56 : 32 };
  const bound = boundAtLoad(elf);
  if (bound === undefined) return { relro: 'partial', because: 'PT_GNU_RELRO, but functions are bound lazily and their table stays writable', at };
  if (dynamic !== undefined && !tableInside(dynamic, segment)) {
    return { relro: 'partial', because: `PT_GNU_RELRO and ${bound}, but the table at DT_PLTGOT lies outside the protected range`, at };
  }
  return { relro: 'full', because: `PT_GNU_RELRO and ${bound}`, at };
}

/** Why every function is bound before the program runs, or undefined when it is not. */
function boundAtLoad(elf: Elf): string | undefined {
  const { dynamic, interpreter } = elf;
  if (dynamic === undefined) return 'no dynamic linking';
  if (dynamic.find(tags.bindNow) !== undefined) return 'DT_BIND_NOW';
  if (((dynamic.find(tags.flags)?.value ?? 0) & dynamicFlags.bindNow) !== 0) return 'DF_BIND_NOW';
  if (((dynamic.find(tags.flags1)?.value ?? 0) & dynamicFlags1.now) !== 0) return 'DF_1_NOW';
  const lazy = dynamic.find(tags.pltRelocations) !== undefined && (dynamic.find(tags.pltRelocationSize)?.value ?? 0) !== 0;
  if (!lazy) return 'no lazy relocations';
  // musl's loader has no lazy binding at all, whatever the linker was told
  if (isMusl(elf)) return 'the loader of musl, which binds at once';
  if (interpreter === undefined && dynamic.find(tags.needed) === undefined && dynamic.find(tags.soname) === undefined) return 'no loader to bind lazily';
  return undefined;
}

export function isMusl(elf: Elf): boolean {
  if (elf.interpreter?.path.includes('ld-musl-') === true) return true;
  const { dynamic } = elf;
  return dynamic !== undefined && dynamic.tags.some((tag) => tag.tag === tags.needed && dynamic.text(tag).startsWith('libc.musl-'));
}

/** The jump table must lie in the range that becomes read-only. Where there is none, nothing is left out. */
function tableInside(dynamic: Dynamic, relro: Segment): boolean {
  const table = dynamic.find(tags.pltGot);
  if (table === undefined) return true;
  return table.value >= relro.address && table.value < relro.address + relro.memorySize;
}
