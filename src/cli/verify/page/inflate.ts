/** Inflates deflate data (RFC 1951) in plain JavaScript, for browsers, which have no synchronous way. It stops at the room it is given. */

/** Carries the code of Node's zlib, so that callers see no difference. */
export class InflateError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'InflateError';
    this.code = code;
  }
}

interface Tree {
  /** Number of codes of each length. */
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

const lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const distanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

export function inflate(bytes: Uint8Array, room: number): { readonly content: Uint8Array; readonly taken: number } {
  let at = 0;
  let held = 0;
  let heldBits = 0;
  let out = new Uint8Array(Math.min(room, Math.max(1024, bytes.length * 4)));
  let end = 0;
  const bits = (count: number): number => {
    while (heldBits < count) {
      const byte = bytes[at++];
      if (byte === undefined) throw new InflateError('Z_BUF_ERROR');
      held |= byte << heldBits;
      heldBits += 8;
    }
    const value = held & ((1 << count) - 1);
    held >>>= count;
    heldBits -= count;
    return value;
  };
  const symbol = ({ counts, symbols }: Tree): number => {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= 15; length++) {
      code |= bits(1);
      const count = counts[length] ?? 0;
      if (code - count < first) return symbols[index + (code - first)] ?? 0;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new InflateError('Z_DATA_ERROR');
  };
  const reserve = (count: number): void => {
    if (end + count > room) throw new InflateError('ERR_BUFFER_TOO_LARGE');
    if (end + count <= out.length) return;
    const larger = new Uint8Array(Math.min(room, Math.max(out.length * 2, end + count)));
    larger.set(out);
    out = larger;
  };
  const stored = (): void => {
    held = 0;
    heldBits = 0;
    const length = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    const inverse = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8);
    if (at + 4 + length > bytes.length) throw new InflateError('Z_BUF_ERROR');
    if ((length ^ inverse) !== 0xffff) throw new InflateError('Z_DATA_ERROR');
    reserve(length);
    out.set(bytes.subarray(at + 4, at + 4 + length), end);
    end += length;
    at += 4 + length;
  };
  const coded = (literals: Tree, distances: Tree): void => {
    for (let one = symbol(literals); one !== 256; one = symbol(literals)) {
      if (one < 256) {
        reserve(1);
        out[end++] = one;
        continue;
      }
      const base = lengthBase[one - 257];
      if (base === undefined) throw new InflateError('Z_DATA_ERROR');
      const length = base + bits(lengthBits[one - 257] ?? 0);
      const far = symbol(distances);
      const distance = (distanceBase[far] ?? Infinity) + bits(distanceBits[far] ?? 0);
      if (distance > end) throw new InflateError('Z_DATA_ERROR');
      reserve(length);
      for (let index = 0; index < length; index++, end++) out[end] = out[end - distance] ?? 0;
    }
  };
  for (let isLast = false; !isLast; ) {
    isLast = bits(1) === 1;
    const sort = bits(2);
    if (sort === 0) stored();
    else if (sort === 1) coded(fixedLiterals, fixedDistances);
    else if (sort === 2) coded(...trees(bits, symbol));
    else throw new InflateError('Z_DATA_ERROR');
  }
  // Whole bytes that were fetched ahead belong to what follows.
  return { content: out.subarray(0, end), taken: at - (heldBits >> 3) };
}

function trees(bits: (count: number) => number, symbol: (tree: Tree) => number): [Tree, Tree] {
  const literals = bits(5) + 257;
  const distances = bits(5) + 1;
  const lengths = new Uint8Array(320);
  for (let index = 0, count = bits(4) + 4; index < count; index++) lengths[order[index] ?? 0] = bits(3);
  const codes = treeOf(lengths.subarray(0, 19));
  const all = new Uint8Array(literals + distances);
  for (let index = 0; index < all.length; ) {
    const one = symbol(codes);
    if (one < 16) {
      all[index++] = one;
      continue;
    }
    if (one === 16 && index === 0) throw new InflateError('Z_DATA_ERROR');
    const value = one === 16 ? (all[index - 1] ?? 0) : 0;
    const times = one === 16 ? 3 + bits(2) : one === 17 ? 3 + bits(3) : 11 + bits(7);
    if (index + times > all.length) throw new InflateError('Z_DATA_ERROR');
    all.fill(value, index, index + times);
    index += times;
  }
  return [treeOf(all.subarray(0, literals)), treeOf(all.subarray(literals))];
}

function treeOf(lengths: Uint8Array): Tree {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const offsets = new Uint16Array(16);
  for (let length = 1; length < 16; length++) offsets[length] = (offsets[length - 1] ?? 0) + (counts[length - 1] ?? 0);
  const symbols = new Uint16Array(lengths.length);
  for (const [value, length] of lengths.entries()) {
    if (length === 0) continue;
    symbols[offsets[length] ?? 0] = value;
    offsets[length] = (offsets[length] ?? 0) + 1;
  }
  return { counts, symbols };
}

const fixedLiterals = treeOf(Uint8Array.from({ length: 288 }, (_, value) => (value < 144 ? 8 : value < 256 ? 9 : value < 280 ? 7 : 8)));
const fixedDistances = treeOf(new Uint8Array(30).fill(5));
