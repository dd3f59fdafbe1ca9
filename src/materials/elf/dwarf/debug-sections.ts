/** Debug sections of an ELF file, decompressed where they are compressed (gABI, section compression; .zdebug_). Bounded. */
import { inflateSync } from 'node:zlib';
import type { Elf } from '../material.ts';

/** Debug information of a browser engine is some gigabytes; a device's image stays far below this. */
const largest = 512 << 20;
const compressedFlag = 0x800;
const zlibKind = 1;

export type DebugSection = Uint8Array | { readonly trouble: string };

/** Nothing when the file has no such section. `name` is without `.debug_`. */
export function debugSection({ numbers, sections }: Elf, name: string): DebugSection | undefined {
  const plain = sections.find((section) => section.name === `.debug_${name}`);
  const section = plain ?? sections.find((each) => each.name === `.zdebug_${name}`);
  if (section === undefined || section.type === 8) return undefined;
  if (!numbers.holds(section.offset, section.size)) return { trouble: `.debug_${name} leaves the file` };
  const bytes = numbers.bytes.subarray(section.offset, section.offset + section.size);
  if (plain === undefined) return inflated(bytes.subarray(12), Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(4)), name);
  if ((section.flags & compressedFlag) === 0) return bytes;
  const kind = numbers.u32(section.offset);
  if (kind !== zlibKind) return { trouble: `.debug_${name} is compressed in a way that is not read (kind ${kind})` };
  const head = numbers.wide ? 24 : 12;
  return inflated(bytes.subarray(head), numbers.wide ? numbers.word(section.offset + 8) : numbers.u32(section.offset + 4), name);
}

function inflated(bytes: Uint8Array, size: number, name: string): DebugSection {
  if (size < 0 || size > largest) return { trouble: `.debug_${name} says it is ${size} bytes long, more than the ${largest} that are read` };
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, size) });
  } catch {
    return { trouble: `.debug_${name} cannot be decompressed: damaged` };
  }
}
