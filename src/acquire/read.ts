/** Reads one file of a folder whole, into memory that is used again. It follows no link, opens no device and notices a file that changes meanwhile. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { crossed, defaultLimits, type Limits } from './limits.ts';
import { onDisk } from './names.ts';
import { reasonOf } from './walk.ts';
import type { Sighting } from './sighting.ts';

/** Hands out memory of at least `size` bytes; it may be the same memory every time. */
export type Provider = (size: number) => Uint8Array;

/** `bytes` is a view into the provider's memory. A file too large has no bytes but a digest (SHA-256, hexadecimal). */
export type Got =
  | { readonly bytes: Uint8Array; readonly trouble?: undefined; readonly sha256?: undefined }
  | { readonly bytes?: undefined; readonly trouble: string; readonly sha256?: string };

// O_NONBLOCK: a FIFO put in the file's place must not hold us; the type is checked on the open descriptor.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const changed = 'the file changed while it was read';

export function readInto(root: string, sighting: Sighting, provide: Provider, limits: Limits = defaultLimits): Got {
  if (sighting.trouble !== undefined) return { trouble: sighting.trouble };
  if (sighting.sort !== 'file') return { trouble: 'no regular file' };
  const isTooLarge = sighting.size > limits.maxFileBytes;
  // Outside of what is caught below: memory that cannot be had is our trouble, not the file's.
  const memory = isTooLarge ? new Uint8Array(0) : provide(sighting.size);
  let handle: number;
  try {
    handle = openSync(onDisk(root, sighting.path), flags);
  } catch (error) {
    return { trouble: `the file could not be opened: ${reasonOf(error)}` };
  }
  try {
    const before = fstatSync(handle);
    if (!before.isFile()) return { trouble: 'no regular file any more when it was opened' };
    if (!isSame(before, sighting)) return { trouble: changed };
    return isTooLarge ? digestOnly(handle, before, limits) : whole(handle, before, memory);
  } catch (error) {
    return { trouble: `the file could not be read: ${reasonOf(error)}` };
  } finally {
    closeSync(handle);
  }
}

function whole(handle: number, before: Stats, memory: Uint8Array): Got {
  let at = 0;
  while (at < before.size) {
    const count = readSync(handle, memory, at, before.size - at, null);
    if (count === 0) break;
    at += count;
  }
  if (at < before.size || !isSame(fstatSync(handle), statsAsSighting(before))) return { trouble: changed };
  return { bytes: memory.subarray(0, at) };
}

function digestOnly(handle: number, before: Stats, limits: Limits): Got {
  const hash: Hash = createHash('sha256');
  const piece = new Uint8Array(1024 * 1024);
  let at = 0;
  for (let count = readSync(handle, piece, 0, piece.length, null); count > 0 && at <= before.size; count = readSync(handle, piece, 0, piece.length, null)) {
    hash.update(piece.subarray(0, count));
    at += count;
  }
  if (at !== before.size || !isSame(fstatSync(handle), statsAsSighting(before))) return { trouble: changed };
  return { trouble: crossed(`${before.size} bytes are too many to look into; only the digest was taken`, 'maxFileBytes', limits), sha256: hash.digest('hex') };
}

type Identity = Pick<Sighting, 'size' | 'mtimeMs' | 'inode'>;

function statsAsSighting(stats: Stats): Identity {
  return { size: stats.size, mtimeMs: stats.mtimeMs, inode: stats.ino };
}

/** The inode is compared too: a folder on the way that became a link leads to another file. */
function isSame(stats: Stats, seen: Identity): boolean {
  return stats.size === seen.size && stats.mtimeMs === seen.mtimeMs && stats.ino === seen.inode;
}
