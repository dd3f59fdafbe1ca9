/** Opens archives and what is nested in them, entry by entry, in memory. It writes nothing, follows no link and stops at every limit. */
import { archiveSort, type ArchiveSort } from './archive/sort.ts';
import { allow, type Allowance, type Piece, type Unpack } from './archive/piece.ts';
import { unpackAr } from './archive/ar.ts';
import { unpackBzip2 } from './archive/bzip2.ts';
import { unpackGzip, unpackZlib, unpackZstd } from './archive/stream.ts';
import { unpackTar } from './archive/tar.ts';
import { unpackXz } from './archive/xz.ts';
import { unpackZip } from './archive/zip.ts';
import { crossed, defaultLimits, type Limits } from './limits.ts';

export { archiveSort as isArchive } from './archive/sort.ts';

/**
 * One entry. `inside` is its path within the outer archive, nested ones joined by `!/`. Bytes are good until the next
 * step; they may carry a trouble, too (a name that leaves the archive). A `link` is the text of a link, not followed.
 */
export type Expanded =
  | { readonly inside: string; readonly bytes: Uint8Array; readonly trouble?: string; readonly link?: undefined }
  | { readonly inside: string; readonly trouble: string; readonly bytes?: undefined; readonly link?: undefined }
  | { readonly inside: string; readonly link: string; readonly bytes?: undefined; readonly trouble?: undefined };

const unpackers: Readonly<Record<ArchiveSort, Unpack>> = {
  zip: unpackZip, tar: unpackTar, gzip: unpackGzip, xz: unpackXz, bzip2: unpackBzip2, zstd: unpackZstd, zlib: unpackZlib, ar: unpackAr,
};

const headBytes = 4096;

/** Everything in an archive, nested archives both as themselves and opened. Never throws for what the bytes are. */
export function* expand(bytes: Uint8Array, name: string, limits: Limits = defaultLimits, clock?: () => number): Generator<Expanded> {
  const sort = archiveSort(bytes.subarray(0, headBytes), name);
  if (sort !== undefined) yield* open(bytes, sort, name, '', 1, limits, allow(bytes.length, limits, clock));
}

function* open(bytes: Uint8Array, sort: ArchiveSort, name: string, around: string, depth: number, limits: Limits, allowance: Allowance): Generator<Expanded> {
  const names = new Map<string, number>();
  for (const piece of unpackers[sort](bytes, name, allowance)) {
    const { safe, trouble } = nameOf(piece, names, limits);
    const inside = around + safe;
    if (piece.link !== undefined) {
      yield { inside, link: piece.link };
    } else if (piece.bytes === undefined) {
      yield { inside, trouble: piece.trouble ?? 'the entry holds nothing' };
    } else {
      yield* entry(piece.bytes, inside, piece.trouble ?? trouble, safe, depth, limits, allowance);
    }
  }
}

function* entry(bytes: Uint8Array, inside: string, trouble: string | undefined, name: string, depth: number, limits: Limits, allowance: Allowance): Generator<Expanded> {
  const sort = archiveSort(bytes.subarray(0, headBytes), name);
  if (sort !== undefined && depth >= limits.maxArchiveDepth) {
    yield { inside, bytes, trouble: crossed('archives lie too deep in one another; this one was not opened', 'maxArchiveDepth', limits) };
    return;
  }
  yield trouble === undefined ? { inside, bytes } : { inside, bytes, trouble };
  if (sort === undefined) return;
  allowance.hold(bytes.length);
  yield* open(bytes, sort, name, `${inside}!/`, depth + 1, limits, allowance);
  allowance.hold(-bytes.length);
}

/** A name that is one and stays inside; the trouble says what was wrong with the one the archive gave. */
function nameOf(piece: Piece, names: Map<string, number>, limits: Limits): { readonly safe: string; readonly trouble?: string } {
  // A backslash parts folders for whoever unpacks on Windows.
  const parts = piece.name.split('/');
  const leaves = piece.name.startsWith('/') || /^[A-Za-z]:/.test(piece.name) || piece.name.split(/[\\/]/).includes('..');
  const kept = parts.filter((part) => part !== '' && part !== '.').map((part) => (part === '..' ? '(up)' : part)).join('/');
  // `!/` parts nested archives in an address; within a name it would forge one.
  const plain = (kept === '' ? '(no name)' : kept).replaceAll('!/', '\\x21/');
  const short = plain.length > limits.maxPathLength ? `${plain.slice(0, limits.maxPathLength)}(cut)` : plain;
  const times = (names.get(short) ?? 0) + 1;
  names.set(short, times);
  const safe = times === 1 ? short : `${short}(${times})`;
  if (leaves) return { safe, trouble: `the name ${JSON.stringify(piece.name.slice(0, 200))} leads out of the archive` };
  if (short !== plain) return { safe, trouble: crossed('the name of the entry is too long', 'maxPathLength', limits) };
  return times === 1 ? { safe } : { safe, trouble: 'the archive holds a second entry of the same name' };
}
