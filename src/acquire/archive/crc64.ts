/** CRC-64 of the xz format (ECMA-182, reflected), in halves of 32 bits because numbers hold no 64. It only checks. */

const tables = build();

function build(): { readonly low: Uint32Array; readonly high: Uint32Array } {
  const low = new Uint32Array(256);
  const high = new Uint32Array(256);
  for (let index = 0; index < 256; index++) {
    let lower = index;
    let upper = 0;
    for (let bit = 0; bit < 8; bit++) {
      const odd = (lower & 1) === 1;
      lower = ((lower >>> 1) | (upper << 31)) >>> 0;
      upper >>>= 1;
      if (!odd) continue;
      lower = (lower ^ 0xd7870f42) >>> 0;
      upper = (upper ^ 0xc96c5795) >>> 0;
    }
    low[index] = lower;
    high[index] = upper;
  }
  return { low, high };
}

/** The eight bytes of the sum as they stand in the file: little-endian. */
export function crc64(bytes: Uint8Array): Uint8Array {
  let low = 0xffffffff;
  let high = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) {
    const index = (low ^ (bytes[at] ?? 0)) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (tables.low[index] ?? 0);
    high = (high >>> 8) ^ (tables.high[index] ?? 0);
  }
  const sum = new Uint8Array(8);
  const view = new DataView(sum.buffer);
  view.setUint32(0, ~low >>> 0, true);
  view.setUint32(4, ~high >>> 0, true);
  return sum;
}
