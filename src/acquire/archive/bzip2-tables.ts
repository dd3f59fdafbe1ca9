/** The tables at the head of a bzip2 block: which bytes occur, which code is used when, and the codes. Undefined when they make no sense. */
import { readBits, type Bits } from './bits.ts';

const longestCode = 20;
const mostGroups = 6;

export interface CodeTable {
  readonly shortest: number;
  readonly longest: number;
  /** By length: the largest code of it, and what to subtract from a code to get its place in `order`. */
  readonly limits: Int32Array;
  readonly bases: Int32Array;
  readonly order: Uint16Array;
}

export interface Tables {
  readonly symbols: Uint8Array;
  readonly selectors: Uint8Array;
  readonly groups: readonly CodeTable[];
}

export function readTables(bits: Bits): Tables | undefined {
  const symbols = usedBytes(bits);
  const groupCount = readBits(bits, 3);
  const selectorCount = readBits(bits, 15);
  if (symbols.length === 0 || groupCount < 2 || groupCount > mostGroups || selectorCount === 0) return undefined;
  const selectors = readSelectors(bits, groupCount, selectorCount);
  if (selectors === undefined) return undefined;
  const groups: CodeTable[] = [];
  for (let group = 0; group < groupCount; group++) {
    const lengths = readLengths(bits, symbols.length + 2);
    if (lengths === undefined) return undefined;
    groups.push(codes(lengths));
  }
  return { symbols, selectors, groups };
}

/** Sixteen bits say which sixteenths of the byte range occur, then sixteen for each that does. */
function usedBytes(bits: Bits): Uint8Array {
  const ranges = readBits(bits, 16);
  const used: number[] = [];
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >>> range)) === 0) continue;
    const set = readBits(bits, 16);
    for (let bit = 0; bit < 16; bit++) if ((set & (0x8000 >>> bit)) !== 0) used.push(range * 16 + bit);
  }
  return Uint8Array.from(used);
}

function readSelectors(bits: Bits, groupCount: number, count: number): Uint8Array | undefined {
  const front = Uint8Array.from({ length: groupCount }, (_, index) => index);
  const selectors = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    let place = 0;
    while (readBits(bits, 1) === 1) if (++place >= groupCount) return undefined;
    if (bits.isOver) return undefined;
    const group = front[place] ?? 0;
    front.copyWithin(1, 0, place);
    front[0] = group;
    selectors[at] = group;
  }
  return selectors;
}

/** Each length is the one before, changed by steps of one. */
function readLengths(bits: Bits, count: number): Uint8Array | undefined {
  const lengths = new Uint8Array(count);
  let length = readBits(bits, 5);
  for (let at = 0; at < count; at++) {
    for (;;) {
      if (length < 1 || length > longestCode || bits.isOver) return undefined;
      if (readBits(bits, 1) === 0) break;
      length += readBits(bits, 1) === 0 ? 1 : -1;
    }
    lengths[at] = length;
  }
  return lengths;
}

/** Canonical codes: of one length they are consecutive, and each length goes on where the shorter one ended, doubled. */
function codes(lengths: Uint8Array): CodeTable {
  const limits = new Int32Array(longestCode + 2).fill(-1);
  const bases = new Int32Array(longestCode + 2);
  const order: number[] = [];
  let code = 0;
  for (let length = 1; length <= longestCode; length++) {
    bases[length] = code - order.length;
    lengths.forEach((one, symbol) => {
      if (one !== length) return;
      order.push(symbol);
      code += 1;
    });
    limits[length] = code - 1;
    code <<= 1;
  }
  return { shortest: Math.min(...lengths), longest: Math.max(...lengths), limits, bases, order: Uint16Array.from(order) };
}
