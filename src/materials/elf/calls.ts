/** Finds direct calls to given addresses in the code of an image by instruction pattern. It does not disassemble and sees no indirect call. */
import { segmentFlags, segmentTypes } from './header.ts';
import type { Elf } from './material.ts';
import { sectionFlags, sectionTypes } from './sections.ts';

interface Code {
  readonly address: number;
  readonly offset: number;
  readonly size: number;
}

/** Visits call sites of one range: address of the call and address called. */
type Scan = (bytes: Uint8Array, code: Code, order: Order, call: (site: number, target: number) => void) => void;

/** Byte order of instructions, and whether the machine has 64 bits. */
interface Order {
  readonly little: boolean;
  readonly wide: boolean;
}

/** Addresses of the calls to any of the targets, or undefined where calls of this machine are not read. */
export function callSites(elf: Elf, targets: ReadonlySet<number>): readonly number[] | undefined {
  const scan = scans[elf.header.machine.name];
  if (scan === undefined) return undefined;
  const sites: number[] = [];
  const order = { little: instructionsAreLittle(elf), wide: elf.numbers.wide };
  for (const code of codeOf(elf)) {
    scan(elf.numbers.bytes, code, order, (site, target) => {
      if (targets.has(target)) sites.push(site);
    });
  }
  return sites;
}

/** Big-endian ARM of today keeps its instructions little-endian (BE8), and says so in e_flags. */
function instructionsAreLittle(elf: Elf): boolean {
  const be8 = 0x00800000;
  return elf.numbers.little || (elf.header.machine.name === 'ARM' && (elf.numbers.u32(0x24) & be8) !== 0);
}

function codeOf(elf: Elf): readonly Code[] {
  const named = elf.sections.filter((s) => (s.flags & sectionFlags.execute) !== 0 && s.type !== sectionTypes.noBits);
  const all: readonly Code[] = named.length > 0
    ? named
    : elf.header.segments
        .filter((s) => s.type === segmentTypes.load && (s.flags & segmentFlags.execute) !== 0)
        .map((s) => ({ address: s.address, offset: s.offset, size: s.fileSize }));
  // each byte is read once, however many headers a hostile file lays over it
  let budget = elf.numbers.bytes.length;
  return all.filter((code) => elf.numbers.holds(code.offset, code.size) && (budget -= code.size) >= 0);
}

/** Intel SDM volume 2: CALL rel32 is E8 cd. */
const scanIntel: Scan = (bytes, code, _order, call) => {
  const end = code.offset + code.size - 5;
  for (let at = bytes.indexOf(0xe8, code.offset); at >= 0 && at <= end; at = bytes.indexOf(0xe8, at + 1)) {
    const distance = (bytes[at + 1] ?? 0) | ((bytes[at + 2] ?? 0) << 8) | ((bytes[at + 3] ?? 0) << 16) | ((bytes[at + 4] ?? 0) << 24);
    const site = code.address + (at - code.offset);
    call(site, site + 5 + distance);
  }
};

/** Arm ARM (DDI 0487): BL is 100101 imm26; A64 instructions are little-endian always. */
const scanAArch64: Scan = (bytes, code, _order, call) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = code.offset; at + 4 <= code.offset + code.size; at += 4) {
    const word = view.getUint32(at, true);
    const site = code.address + (at - code.offset);
    if (word >>> 26 === 0b100101) call(site, site + ((word << 6) >> 4));
  }
};

/** Arm ARM (DDI 0406, 0403): BL and BLX in Thumb (two halfwords) and BL in A32. Both are looked for: a file may mix them. */
const scanArm: Scan = (bytes, code, { little }, call) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = code.offset + code.size - 4;
  for (let at = code.offset; at <= end; at += 2) {
    const high = view.getUint16(at, little);
    const low = view.getUint16(at + 2, little);
    const site = code.address + (at - code.offset);
    if (high >>> 11 === 0b11110 && (low & 0xc000) === 0xc000) {
      const sign = (high >> 10) & 1;
      const i1 = 1 ^ ((low >> 13) & 1) ^ sign;
      const i2 = 1 ^ ((low >> 11) & 1) ^ sign;
      const distance = (-sign << 24) | (i1 << 23) | (i2 << 22) | ((high & 0x3ff) << 12) | ((low & 0x7ff) << 1);
      const toThumb = (low & 0x1000) !== 0;
      call(site, (toThumb ? site + 4 : (site + 4) & ~3) + distance);
    }
    const word = view.getUint32(at, little);
    if (site % 4 === 0 && ((word >>> 24) & 0x0f) === 0x0b) call(site, site + 8 + ((word << 8) >> 6));
  }
};

/** RISC-V unprivileged ISA: jal ra, and auipc ra followed by jalr ra; C.JAL on 32 bits. */
const scanRiscV: Scan = (bytes, code, { wide }, call) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = code.offset + code.size;
  for (let at = code.offset; at + 4 <= end; at += 2) {
    const word = view.getUint32(at, true);
    const site = code.address + (at - code.offset);
    if ((word & 0xfff) === 0x0ef) {
      const distance = ((word >> 31) << 20) | (word & 0xff000) | (((word >> 20) & 1) << 11) | (((word >> 21) & 0x3ff) << 1);
      call(site, site + distance);
    } else if (!wide && (word & 0xe003) === 0x2001) {
      call(site, site + compressedDistance(word & 0xffff));
    } else if ((word & 0x7f) === 0x17 && at + 8 <= end) {
      const jump = view.getUint32(at + 4, true);
      const register = (word >> 7) & 0x1f;
      if ((jump & 0x7f) === 0x67 && ((jump >> 15) & 0x1f) === register) call(site, site + (word & ~0xfff) + (jump >> 20));
    }
  }
};

/** The scattered bits of C.JAL: imm[11|4|9:8|10|6|7|3:1|5] in bits 12 to 2. */
function compressedDistance(half: number): number {
  const bit = (from: number, to: number, width = 1): number => ((half >> from) & ((1 << width) - 1)) << to;
  const distance = bit(12, 11) | bit(11, 4) | bit(9, 8, 2) | bit(8, 10) | bit(7, 6) | bit(6, 7) | bit(3, 1, 3) | bit(2, 5);
  return (distance << 20) >> 20;
}

/** MIPS and PowerPC mostly call through tables or behind a second entry point: counting direct calls there would miss them. */
const scans: Readonly<Record<string, Scan>> = {
  x86: scanIntel,
  'x86-64': scanIntel,
  AArch64: scanAArch64,
  ARM: scanArm,
  'RISC-V': scanRiscV,
};
