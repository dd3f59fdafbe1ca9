/** Bounded little- and big-endian reads over the bytes of an ELF file; a read outside the file is 0, never an error. */

/** Reads numbers of one byte order and one word width (32 or 64 bits). */
export interface Numbers {
  readonly bytes: Uint8Array;
  readonly wide: boolean;
  readonly little: boolean;
  readonly holds: (offset: number, length: number) => boolean;
  readonly u8: (offset: number) => number;
  readonly u16: (offset: number) => number;
  readonly u32: (offset: number) => number;
  readonly i32: (offset: number) => number;
  /**
   * An address or size of the file's width. 64-bit values are read as signed, so that kernel addresses
   * (0xffffffff81000000) stay exact in a double; as a size such a value is negative and fails every bound.
   */
  readonly word: (offset: number) => number;
}

export function numbersOver(bytes: Uint8Array, wide: boolean, little: boolean): Numbers {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bytes.length;
  const holds = (offset: number, length: number): boolean => offset >= 0 && length >= 0 && offset + length <= size;
  const u32 = (offset: number): number => (holds(offset, 4) ? view.getUint32(offset, little) : 0);
  const i32 = (offset: number): number => (holds(offset, 4) ? view.getInt32(offset, little) : 0);
  return {
    bytes,
    wide,
    little,
    holds,
    u8: (offset) => (holds(offset, 1) ? view.getUint8(offset) : 0),
    u16: (offset) => (holds(offset, 2) ? view.getUint16(offset, little) : 0),
    u32,
    i32,
    word: (offset) => {
      if (!wide) return u32(offset);
      return i32(little ? offset + 4 : offset) * 0x1_0000_0000 + u32(little ? offset : offset + 4);
    },
  };
}

/** Longest name read from a string table; longer ones are cut (C++ names of 64 kB exist and say no more by it). */
export const longestName = 4096;

/** A zero-terminated string inside `[start, end)`, byte by byte as Latin-1 so that no bytes are lost. */
export function textAt(bytes: Uint8Array, start: number, end: number): string {
  const limit = Math.min(end, bytes.length, start + longestName);
  let text = '';
  for (let at = Math.max(start, 0); at < limit; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) break;
    text += String.fromCharCode(byte);
  }
  return text;
}
