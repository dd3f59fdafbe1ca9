/** Writes a zip archive (APPNOTE 6.3.10) of stored files without dates, so that the same files make the same bytes. It compresses nothing. */
import { joined, utf8 } from './bytes.ts';

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let sum = index;
  for (let bit = 0; bit < 8; bit++) sum = (sum & 1) === 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (table[(sum ^ byte) & 0xff] ?? 0);
  return (sum ^ 0xffffffff) >>> 0;
}

/** 1 January 1980, the first day that a zip archive can name. */
const noDay = 0x0021;

/** In the order given. Sizes of 4 GiB and more do not occur in a package. */
export function zipOf(files: Iterable<readonly [path: string, bytes: Uint8Array]>): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [path, bytes] of files) {
    const name = utf8(path);
    // Version 2.0, UTF-8 names, stored.
    const shared = [[20, 2], [0x0800, 2], [0, 2], [0, 2], [noDay, 2], [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]] as const;
    const local = joined(numbers([[0x04034b50, 4], ...shared]), name);
    directory.push(joined(numbers([[0x02014b50, 4], [20, 2], ...shared, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), name));
    parts.push(local, bytes);
    at += local.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = numbers([[0x06054b50, 4], [0, 2], [0, 2], [directory.length, 2], [directory.length, 2], [size, 4], [at, 4], [0, 2]]);
  return joined(...parts, ...directory, end);
}

function numbers(fields: readonly (readonly [value: number, bytes: number])[]): Uint8Array {
  return Uint8Array.from(fields.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, index) => (value >>> (8 * index)) & 0xff)));
}
