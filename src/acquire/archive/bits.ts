/** Reads bits from the front of each byte on. Beyond the end it gives zeros and says so. */

export interface Bits {
  readonly bytes: Uint8Array;
  /** Next byte to take bits from. */
  at: number;
  /** Bits taken from bytes but not yet read, and how many. */
  held: number;
  have: number;
  isOver: boolean;
}

export function bitsOf(bytes: Uint8Array): Bits {
  return { bytes, at: 0, held: 0, have: 0, isOver: false };
}

/** At most 32 bits. */
export function readBits(bits: Bits, count: number): number {
  if (count > 24) return readBits(bits, count - 16) * 0x10000 + readBits(bits, 16);
  while (bits.have < count) {
    if (bits.at >= bits.bytes.length) bits.isOver = true;
    bits.held = ((bits.held << 8) | (bits.bytes[bits.at] ?? 0)) >>> 0;
    bits.at += 1;
    bits.have += 8;
  }
  bits.have -= count;
  return (bits.held >>> bits.have) & ((1 << count) - 1);
}
