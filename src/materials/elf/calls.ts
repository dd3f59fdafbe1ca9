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
type Scan = (bytes: Uint8Array, code: Code, little: boolean, call: (site: number, target: number) => void) => void;

/** Addresses of the calls to any of the targets, or undefined where calls of this machine are not read. */
export function callSites(elf: Elf, targets: ReadonlySet<number>): readonly number[] | undefined {
  const scan = scans[elf.header.machine.name];
  if (scan === undefined) return undefined;
  const sites: number[] = [];
  for (const code of codeOf(elf)) {
    scan(elf.numbers.bytes, code, elf.numbers.little, (site, target) => {
      if (targets.has(target)) sites.push(site);
    });
  }
  return sites;
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
const scanIntel: Scan = (bytes, code, _little, call) => {
  const end = code.offset + code.size - 5;
  for (let at = bytes.indexOf(0xe8, code.offset); at >= 0 && at <= end; at = bytes.indexOf(0xe8, at + 1)) {
    const distance = (bytes[at + 1] ?? 0) | ((bytes[at + 2] ?? 0) << 8) | ((bytes[at + 3] ?? 0) << 16) | ((bytes[at + 4] ?? 0) << 24);
    const site = code.address + (at - code.offset);
    call(site, site + 5 + distance);
  }
};

/** Instructions of 32 bits in a fixed grid; `decode` gives the target or undefined. */
function gridScan(alwaysLittle: boolean, decode: (word: number, address: number) => number | undefined): Scan {
  return (bytes, code, little, call) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = code.offset; at + 4 <= code.offset + code.size; at += 4) {
      const site = code.address + (at - code.offset);
      const target = decode(view.getUint32(at, alwaysLittle || little), site);
      if (target !== undefined) call(site, target);
    }
  };
}

/** Arm ARM (DDI 0487): BL is 100101 imm26. */
const scanAArch64 = gridScan(true, (word, at) => (word >>> 26 === 0b100101 ? at + ((word << 6) >> 4) : undefined));

/** Power ISA: bl is opcode 18 with AA = 0 and LK = 1. */
const scanPower = gridScan(false, (word, at) => (word >>> 26 === 18 && (word & 3) === 1 ? at + ((word << 6) >> 6) - 1 : undefined));

/** MIPS32: jal is opcode 3, in the 256 MB region of the delay slot. */
const scanMips = gridScan(false, (word, at) => (word >>> 26 === 3 ? ((((at + 4) & 0xf0000000) | ((word & 0x3ffffff) << 2)) >>> 0) : undefined));

/** Arm ARM (DDI 0406, 0403): BL and BLX in Thumb (two halfwords) and BL in A32. Both are looked for: a file may mix them. */
const scanArm: Scan = (bytes, code, _little, call) => {
  const end = code.offset + code.size - 4;
  for (let at = code.offset; at <= end; at += 2) {
    const high = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    const low = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8);
    const site = code.address + (at - code.offset);
    if (high >>> 11 === 0b11110 && (low & 0xc000) === 0xc000) {
      const sign = (high >> 10) & 1;
      const i1 = 1 ^ ((low >> 13) & 1) ^ sign;
      const i2 = 1 ^ ((low >> 11) & 1) ^ sign;
      const distance = (-sign << 24) | (i1 << 23) | (i2 << 22) | ((high & 0x3ff) << 12) | ((low & 0x7ff) << 1);
      const toThumb = (low & 0x1000) !== 0;
      call(site, (toThumb ? site + 4 : (site + 4) & ~3) + distance);
    }
    if (at % 4 === 0 && (low & 0x0f00) === 0x0b00) call(site, site + 8 + ((((low << 16) | high) << 8) >> 6));
  }
};

/** RISC-V unprivileged ISA: jal ra, and auipc ra followed by jalr ra; C.JAL on 32 bits. */
const scanRiscV: Scan = (bytes, code, _little, call) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = code.offset + code.size;
  for (let at = code.offset; at + 4 <= end; at += 2) {
    const word = view.getUint32(at, true);
    const site = code.address + (at - code.offset);
    if ((word & 0xfff) === 0x0ef) {
      const distance = ((word >> 31) << 20) | (word & 0xff000) | (((word >> 20) & 1) << 11) | (((word >> 21) & 0x3ff) << 1);
      call(site, site + distance);
    } else if ((word & 0x7f) === 0x17 && at + 8 <= end) {
      const jump = view.getUint32(at + 4, true);
      const register = (word >> 7) & 0x1f;
      if ((jump & 0x7f) === 0x67 && ((jump >> 15) & 0x1f) === register) call(site, site + (word & ~0xfff) + (jump >> 20));
    }
  }
};

const scans: Readonly<Record<string, Scan>> = {
  x86: scanIntel,
  'x86-64': scanIntel,
  AArch64: scanAArch64,
  ARM: scanArm,
  'RISC-V': scanRiscV,
  PowerPC: scanPower,
  PowerPC64: scanPower,
  MIPS: scanMips,
};
