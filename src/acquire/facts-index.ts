/** What was seen of the files of one folder last time, in one compact file: columns of numbers, names, records. It recalls nothing that may have changed. */
import { crc32 } from 'node:zlib';
import type { Sighting } from './sighting.ts';

/** Identity of a file by its record in the file system. ctime is in it, because `touch` can set mtime back. */
export type Identity = Pick<Sighting, 'path' | 'size' | 'mtimeMs' | 'ctimeMs' | 'inode'>;

export interface FactsIndex {
  readonly size: number;
  /** The record saved for this very file in this very state, or undefined. */
  readonly recall: (file: Identity) => string | undefined;
}

export const emptyIndex: FactsIndex = { size: 0, recall: () => undefined };

const magic = 'PLIX1\n';
const columns = 4;
/** Two seconds: the coarsest clock of a file system in use (FAT); a file younger than that may change again without a trace. */
const racyMs = 2000;

/**
 * `startedMs` is when the walk began. A file changed later than shortly before that could have been written to again
 * after it was read, in the same tick of the clock, so its record will not be recalled.
 */
export function encodeIndex(entries: Iterable<readonly [Identity, string]>, startedMs: number): Uint8Array {
  const kept = [...entries].filter(([file]) => Math.max(file.mtimeMs, file.ctimeMs) < startedMs - racyMs && !file.path.includes('\0'));
  const names = Buffer.from(kept.map(([file]) => file.path).join('\0'));
  const records = kept.map(([, record]) => Buffer.from(record));
  const numbers = new Float64Array(kept.length * columns);
  const ends = new Uint32Array(kept.length);
  let end = 0;
  kept.forEach(([file], at) => {
    numbers.set([file.size, file.mtimeMs, file.ctimeMs, file.inode], at * columns);
    end += records[at]?.length ?? 0;
    ends[at] = end;
  });
  const body = Buffer.concat([bytesOf(numbers), bytesOf(ends), names, ...records]);
  return Buffer.concat([Buffer.from(`${magic}[${kept.length},${names.length},${sumOf(kept.length, names.length, body)}]\n`), body]);
}

/** The index in these bytes, or undefined when they are damaged or of another format. */
export function decodeIndex(bytes: Buffer): FactsIndex | undefined {
  const line = bytes.indexOf(10, magic.length);
  if (line < 0 || line > 100 || bytes.toString('latin1', 0, magic.length) !== magic) return undefined;
  const head = /^\[(\d{1,9}),(\d{1,10}),(\d{1,10})\]$/.exec(bytes.toString('latin1', magic.length, line));
  if (head === null) return undefined;
  const count = Number(head[1]);
  const nameBytes = Number(head[2]);
  const body = bytes.subarray(line + 1);
  const numbersEnd = count * columns * 8;
  const namesAt = numbersEnd + count * 4;
  const recordsAt = namesAt + nameBytes;
  if (recordsAt > body.length || sumOf(count, nameBytes, body) !== Number(head[3])) return undefined;
  // Typed arrays need aligned memory: the columns are copied, the records stay where they are.
  const numbers = new Float64Array(body.buffer.slice(body.byteOffset, body.byteOffset + numbersEnd));
  const ends = new Uint32Array(body.buffer.slice(body.byteOffset + numbersEnd, body.byteOffset + namesAt));
  const names = count === 0 ? [] : body.toString('utf8', namesAt, recordsAt).split('\0');
  const places = new Map<string, number>();
  for (let at = 0; at < names.length; at++) places.set(names[at] ?? '', at);
  return {
    size: count,
    recall: (file) => {
      const at = places.get(file.path);
      if (at === undefined) return undefined;
      const column = at * columns;
      if (numbers[column] !== file.size || numbers[column + 1] !== file.mtimeMs || numbers[column + 2] !== file.ctimeMs || numbers[column + 3] !== file.inode) return undefined;
      return body.toString('utf8', recordsAt + (at === 0 ? 0 : (ends[at - 1] ?? 0)), recordsAt + (ends[at] ?? 0));
    },
  };
}

/** The numbers of the heading are in the sum: moved by one they would part names and records elsewhere. */
function sumOf(count: number, nameBytes: number, body: Uint8Array): number {
  return crc32(body, crc32(`${count},${nameBytes}`));
}

function bytesOf(array: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
