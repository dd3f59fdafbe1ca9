/** The ELF file header and program headers (System V gABI, chapters 4 and 5). It refuses tables that leave the file. */
import machines from './machines.json' with { type: 'json' };
import { numbersOver, type Numbers } from './numbers.ts';

export const fileTypes = { relocatable: 1, executable: 2, dynamic: 3, core: 4 } as const;

export const segmentTypes = {
  load: 1,
  dynamic: 2,
  interpreter: 3,
  note: 4,
  programHeaders: 6,
  threadLocal: 7,
  stack: 0x6474e551,
  relro: 0x6474e552,
  property: 0x6474e553,
} as const;

export const segmentFlags = { execute: 1, write: 2, read: 4 } as const;

/** No linker writes more; a core dump of a large process may, and is not judged. Without a bound, 65535 headers of garbage cost time. */
export const mostSegments = 4096;

export interface Segment {
  /** File offset of the header itself: where the evidence is. */
  readonly at: number;
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  readonly physical: number;
  readonly fileSize: number;
  readonly memorySize: number;
  readonly align: number;
}

/** What a table says of a machine: its name, whether it only ever runs bare, and what a missing PT_GNU_STACK means there. */
export interface Machine {
  readonly name: string;
  readonly bare?: boolean;
  readonly absentStack?: 'executable' | 'unknown';
  readonly why?: string;
}

export interface Header {
  readonly type: number;
  readonly machineNumber: number;
  readonly machine: Machine;
  readonly osAbi: number;
  readonly entry: number;
  readonly sectionTable: { readonly offset: number; readonly entrySize: number; readonly count: number; readonly names: number };
  readonly segments: readonly Segment[];
}

const machineTable: Readonly<Record<string, Machine>> = machines as Readonly<Record<string, Machine>>;

/** Answers with a reason, as text, when the file cannot be read as ELF. */
export function readHeader(bytes: Uint8Array): { readonly numbers: Numbers; readonly header: Header } | string {
  if (bytes.length < 52) return `the file ends after ${bytes.length} bytes, inside the ELF header`;
  const width = bytes[4];
  const order = bytes[5];
  if (width !== 1 && width !== 2) return `byte 4 (EI_CLASS) is ${width}: neither 32 nor 64 bits`;
  if (order !== 1 && order !== 2) return `byte 5 (EI_DATA) is ${order}: neither little- nor big-endian`;
  const wide = width === 2;
  if (wide && bytes.length < 64) return `the file ends after ${bytes.length} bytes, inside the ELF header`;
  const numbers = numbersOver(bytes, wide, order === 1);
  const segments = readSegments(numbers);
  if (typeof segments === 'string') return segments;
  const machineNumber = numbers.u16(0x12);
  const tail = wide ? 0x34 : 0x28;
  return {
    numbers,
    header: {
      type: numbers.u16(0x10),
      machineNumber,
      machine: machineTable[String(machineNumber)] ?? { name: `machine ${machineNumber}` },
      osAbi: numbers.u8(7),
      entry: numbers.word(0x18),
      sectionTable: {
        offset: numbers.word(wide ? 0x28 : 0x20),
        entrySize: numbers.u16(tail + 6),
        count: numbers.u16(tail + 8),
        names: numbers.u16(tail + 10),
      },
      segments,
    },
  };
}

function readSegments(n: Numbers): readonly Segment[] | string {
  const offset = n.word(n.wide ? 0x20 : 0x1c);
  const entrySize = n.u16(n.wide ? 0x36 : 0x2a);
  const count = n.u16(n.wide ? 0x38 : 0x2c);
  if (offset === 0 || count === 0) return [];
  const least = n.wide ? 56 : 32;
  if (entrySize < least) return `program headers of ${entrySize} bytes are shorter than the format's ${least}`;
  if (count > mostSegments && n.u16(0x10) !== fileTypes.core) return `${count} program headers: more than the ${mostSegments} that are read`;
  if (!n.holds(offset, entrySize * count)) return `the program headers (${count} at 0x${offset.toString(16)}) leave the file: truncated or damaged`;
  return Array.from({ length: Math.min(count, mostSegments) }, (_, index) => readSegment(n, offset + index * entrySize));
}

function readSegment(n: Numbers, at: number): Segment {
  const type = n.u32(at);
  if (n.wide) {
    return {
      at, type, flags: n.u32(at + 4), offset: n.word(at + 8), address: n.word(at + 16), physical: n.word(at + 24),
      fileSize: n.word(at + 32), memorySize: n.word(at + 40), align: n.word(at + 48),
    };
  }
  return {
    at, type, flags: n.u32(at + 24), offset: n.u32(at + 4), address: n.u32(at + 8), physical: n.u32(at + 12),
    fileSize: n.u32(at + 16), memorySize: n.u32(at + 20), align: n.u32(at + 28),
  };
}

/** File offset of a memory address through PT_LOAD, as a loader maps it; undefined when no file bytes stand there. */
export function offsetOfAddress(segments: readonly Segment[], address: number, length = 1): number | undefined {
  for (const segment of segments) {
    if (segment.type !== segmentTypes.load) continue;
    const into = address - segment.address;
    if (into >= 0 && into + length <= segment.fileSize) return segment.offset + into;
  }
  return undefined;
}
