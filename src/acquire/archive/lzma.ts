/** Decodes LZMA chunks as LZMA2 frames them (LZMA specification, public domain). It writes where it is told and never beyond. */

const stateCount = 12;
const posStates = 16;
const probInit = 1024;

/** Offsets of the probability tables within one array. */
const isMatch = 0;
const isRep = isMatch + stateCount * posStates;
const isRepG0 = isRep + stateCount;
const isRepG1 = isRepG0 + stateCount;
const isRepG2 = isRepG1 + stateCount;
const isRep0Long = isRepG2 + stateCount;
const posSlot = isRep0Long + stateCount * posStates;
const posSpecial = posSlot + 4 * 64;
const align = posSpecial + 128;
const matchLength = align + 16;
/** choice, choice2, low[16][8], mid[16][8], high[256] */
const lengthTable = 2 + posStates * 8 * 2 + 256;
const repLength = matchLength + lengthTable;
const literals = repLength + lengthTable;
/** LZMA2 allows lc + lp of at most 4. */
const probCount = literals + (0x300 << 4);

export interface LzmaState {
  readonly probs: Uint16Array;
  state: number;
  rep0: number;
  rep1: number;
  rep2: number;
  rep3: number;
  lc: number;
  lpMask: number;
  pbMask: number;
}

export function lzmaState(): LzmaState {
  return { probs: new Uint16Array(probCount), state: 0, rep0: 0, rep1: 0, rep2: 0, rep3: 0, lc: 0, lpMask: 0, pbMask: 0 };
}

/** Sets lc, lp and pb from their byte; false for a byte that LZMA2 forbids. */
export function setProperties(lzma: LzmaState, byte: number): boolean {
  if (byte >= 9 * 5 * 5) return false;
  const lc = byte % 9;
  const lp = Math.floor(byte / 9) % 5;
  const pb = Math.floor(byte / 45);
  lzma.lc = lc;
  lzma.lpMask = (1 << lp) - 1;
  lzma.pbMask = (1 << pb) - 1;
  return lc + lp <= 4;
}

export function resetState(lzma: LzmaState): void {
  lzma.probs.fill(probInit);
  lzma.state = lzma.rep0 = lzma.rep1 = lzma.rep2 = lzma.rep3 = 0;
}

/**
 * Decodes `input[from..to)` into `out[start..end)`; `dictionary` is the first byte of `out` a match may reach. False for
 * damaged data. The range coder (range, code) lives in locals of one function, because it runs once per bit.
 */
export function decodeLzma(lzma: LzmaState, input: Uint8Array, from: number, to: number, out: Uint8Array, start: number, end: number, dictionary: number): boolean {
  const { probs, lc, lpMask, pbMask } = lzma;
  let { state, rep0, rep1, rep2, rep3 } = lzma;
  if (to - from < 5 || input[from] !== 0) return false;
  let range = 0xffffffff;
  let code = (((input[from + 1] ?? 0) << 24) | ((input[from + 2] ?? 0) << 16) | ((input[from + 3] ?? 0) << 8) | (input[from + 4] ?? 0)) >>> 0;
  let at = from + 5;

  const bit = (index: number): number => {
    const prob = probs[index] ?? 0;
    const bound = (range >>> 11) * prob;
    let value: number;
    if (code < bound) {
      range = bound;
      probs[index] = prob + ((2048 - prob) >>> 5);
      value = 0;
    } else {
      range -= bound;
      code -= bound;
      probs[index] = prob - (prob >>> 5);
      value = 1;
    }
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      // Beyond the end zeros are read; the check below then finds too many bytes taken.
      code = ((code << 8) | (at < to ? (input[at] ?? 0) : 0)) >>> 0;
      at += 1;
    }
    return value;
  };
  const tree = (base: number, bits: number): number => {
    let node = 1;
    for (let left = bits; left > 0; left--) node = (node << 1) | bit(base + node);
    return node - (1 << bits);
  };
  const reverse = (base: number, bits: number): number => {
    let node = 1;
    let value = 0;
    for (let place = 0; place < bits; place++) {
      const one = bit(base + node);
      node = (node << 1) | one;
      value |= one << place;
    }
    return value;
  };
  const direct = (bits: number): number => {
    let value = 0;
    for (let left = bits; left > 0; left--) {
      range >>>= 1;
      const one = code >= range ? 1 : 0;
      if (one === 1) code -= range;
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | (at < to ? (input[at] ?? 0) : 0)) >>> 0;
        at += 1;
      }
      value = value * 2 + one;
    }
    return value;
  };
  const length = (base: number, posState: number): number => {
    if (bit(base) === 0) return tree(base + 2 + posState * 8, 3);
    if (bit(base + 1) === 0) return 8 + tree(base + 2 + posStates * 8 + posState * 8, 3);
    return 16 + tree(base + 2 + posStates * 16, 8);
  };
  const distance = (len: number): number => {
    const slot = tree(posSlot + Math.min(len, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >>> 1) - 1;
    const high = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return high + reverse(posSpecial + high - slot, bits);
    return high + direct(bits - 4) * 16 + reverse(align, 4);
  };

  let pos = start;
  while (pos < end) {
    if (at > to) return false;
    // Position and literal position count from the last reset of the dictionary.
    const posState = (pos - dictionary) & pbMask;
    if (bit(isMatch + state * posStates + posState) === 0) {
      const previous = pos > dictionary ? (out[pos - 1] ?? 0) : 0;
      const base = literals + 0x300 * ((((pos - dictionary) & lpMask) << lc) + (previous >>> (8 - lc)));
      let symbol = 1;
      if (state >= 7) {
        let match = out[pos - rep0 - 1] ?? 0;
        do {
          const matchBit = (match >>> 7) & 1;
          match <<= 1;
          const one = bit(base + ((1 + matchBit) << 8) + symbol);
          symbol = (symbol << 1) | one;
          if (matchBit !== one) break;
        } while (symbol < 0x100);
      }
      while (symbol < 0x100) symbol = (symbol << 1) | bit(base + symbol);
      out[pos++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count: number;
    if (bit(isRep + state) === 0) {
      rep3 = rep2;
      rep2 = rep1;
      rep1 = rep0;
      const short = length(matchLength, posState);
      rep0 = distance(short);
      count = short + 2;
      state = state < 7 ? 7 : 10;
    } else {
      let isShort = false;
      if (bit(isRepG0 + state) === 0) {
        isShort = bit(isRep0Long + state * posStates + posState) === 0;
      } else {
        let again = rep1;
        if (bit(isRepG1 + state) === 1) {
          again = rep2;
          if (bit(isRepG2 + state) === 1) {
            again = rep3;
            rep3 = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = again;
      }
      count = isShort ? 1 : length(repLength, posState) + 2;
      state = isShort ? (state < 7 ? 9 : 11) : state < 7 ? 8 : 11;
    }
    if (rep0 >= pos - dictionary || count > end - pos) return false;
    for (let source = pos - rep0 - 1; count > 0; count--) out[pos++] = out[source++] ?? 0;
  }
  lzma.state = state;
  lzma.rep0 = rep0;
  lzma.rep1 = rep1;
  lzma.rep2 = rep2;
  lzma.rep3 = rep3;
  return at === to && code === 0;
}
