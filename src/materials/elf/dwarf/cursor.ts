/** Reads numbers and strings of a debug section in order; past the end it yields zeros and says so. */

export interface Cursor {
  at: number;
  readonly end: number;
  readonly bytes: Uint8Array;
  readonly u8: () => number;
  readonly u16: () => number;
  readonly u32: () => number;
  /** Exact up to 2⁵³; addresses in the upper half are read as negative numbers, as in `numbers.ts`. */
  readonly u64: () => number;
  readonly uleb: () => number;
  readonly sleb: () => number;
  readonly text: () => string;
  readonly skip: (count: number) => void;
  readonly sized: (size: number) => number;
}

const longestText = 4096;

export function cursorOver(bytes: Uint8Array, little: boolean, from = 0, end = bytes.length): Cursor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const take = (size: number): number => {
    const at = cursor.at;
    cursor.at += size;
    return at >= 0 && at + size <= Math.min(end, bytes.length) ? at : -1;
  };
  const u32At = (at: number): number => view.getUint32(at, little);
  const cursor: Cursor = {
    at: from,
    end,
    bytes,
    u8: () => { const at = take(1); return at < 0 ? 0 : (bytes[at] ?? 0); },
    u16: () => { const at = take(2); return at < 0 ? 0 : view.getUint16(at, little); },
    u32: () => { const at = take(4); return at < 0 ? 0 : u32At(at); },
    u64: () => { const at = take(8); return at < 0 ? 0 : view.getInt32(little ? at + 4 : at, little) * 0x1_0000_0000 + u32At(little ? at : at + 4); },
    uleb: () => leb(cursor, false),
    sleb: () => leb(cursor, true),
    text: () => {
      const start = cursor.at;
      let stop = Math.max(start, 0);
      while (stop < end && stop < bytes.length && bytes[stop] !== 0) stop++;
      cursor.at = stop + 1;
      return Buffer.from(bytes.subarray(start, Math.min(stop, start + longestText))).toString('latin1');
    },
    skip: (count) => { cursor.at += count < 0 || !Number.isFinite(count) ? end - cursor.at + 1 : count; },
    sized: (size) => (size === 1 ? cursor.u8() : size === 2 ? cursor.u16() : size === 4 ? cursor.u32() : size === 8 ? cursor.u64() : (cursor.skip(size), 0)),
  };
  return cursor;
}

/** LEB128 (DWARF 5 §7.6); at most ten bytes, as 64 bits need. */
function leb(cursor: Cursor, signed: boolean): number {
  let value = 0;
  let scale = 1;
  for (let count = 0; count < 10; count++) {
    const byte = cursor.u8();
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if ((byte & 0x80) === 0) return signed && (byte & 0x40) !== 0 ? value - scale : value;
  }
  return value;
}
