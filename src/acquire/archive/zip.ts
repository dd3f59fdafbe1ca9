/** Unpacks zip archives by their central directory (APPNOTE 6.3.10). Encrypted entries and rare methods it names and leaves. */
import { crc32 } from 'node:zlib';
import { nameFromBytes } from '../names.ts';
import { unpackBzip2 } from './bzip2.ts';
import { rest, type Allowance, type Piece, type Unpack } from './piece.ts';
import { inflate, unpackZstd } from './stream.ts';
import { unpackXz } from './xz.ts';
import { directoryOf } from './zip-directory.ts';

/** One record of the central directory. */
export interface ZipEntry {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly sum: number;
  readonly packed: number;
  readonly size: number;
  /** Where the local header stands in the bytes at hand. */
  readonly at: number;
  /** Type and permission bits, when the archive was made on Unix; else 0. */
  readonly mode: number;
}

const others: Readonly<Record<number, Unpack>> = { 12: unpackBzip2, 93: unpackZstd, 95: unpackXz };

export const unpackZip: Unpack = function* (bytes, _name, allowance): Generator<Piece> {
  const directory = directoryOf(bytes);
  if (typeof directory === 'string') return yield { name: rest, trouble: directory };
  for (const step of directory) {
    if (!allowance.next()) return yield { name: rest, trouble: allowance.spent() };
    if (typeof step === 'string') return yield { name: rest, trouble: step };
    const name = nameFromBytes(step.name);
    // 0040000: a folder; one without Unix bits ends in a slash.
    if (name.endsWith('/') || (step.mode & 0o170000) === 0o040000) continue;
    yield { name, ...content(bytes, step, allowance) };
  }
};

function content(bytes: Uint8Array, entry: ZipEntry, allowance: Allowance): Omit<Piece, 'name'> {
  if ((entry.flags & 0x2041) !== 0) return { trouble: 'the entry is encrypted: it was not looked at' };
  const packed = packedBytes(bytes, entry);
  if (packed === undefined) return { trouble: 'the entry lies outside the archive or its header is damaged' };
  if (entry.size > allowance.room()) return { trouble: allowance.why(entry.size) };
  const plain = decompress(packed, entry, allowance);
  if (typeof plain === 'string') return { trouble: plain };
  if (plain.length !== entry.size) return { trouble: `the entry has ${plain.length} bytes, its directory says ${entry.size}` };
  if (crc32(plain) !== entry.sum) return { trouble: 'the check sum of the entry does not match' };
  // 0120000: a symbolic link, whose text is the content.
  return (entry.mode & 0o170000) === 0o120000 ? { link: nameFromBytes(plain.subarray(0, 4096)) } : { bytes: plain };
}

/** The name and extra field before the data are as long as the local header says, not the directory. */
function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array | undefined {
  if (entry.at + 30 > bytes.length) return undefined;
  const header = new DataView(bytes.buffer, bytes.byteOffset + entry.at, 30);
  if (header.getUint32(0, true) !== 0x04034b50) return undefined;
  const start = entry.at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  return start + entry.packed > bytes.length ? undefined : bytes.subarray(start, start + entry.packed);
}

function decompress(packed: Uint8Array, entry: ZipEntry, allowance: Allowance): Uint8Array | string {
  if (entry.method === 0) {
    allowance.spend(packed.length);
    return packed;
  }
  if (entry.method === 8) {
    // One byte more than announced is room enough to notice that there is more.
    const answer = inflate(packed, Math.min(allowance.room(), entry.size + 1), allowance);
    if (typeof answer === 'string') return answer;
    allowance.spend(answer.content.length);
    return answer.content;
  }
  const other = others[entry.method];
  if (other === undefined) return `compression method ${entry.method} is not understood`;
  const [piece] = [...other(packed, '', allowance)];
  return piece?.bytes ?? piece?.trouble ?? 'the entry gave nothing';
}
