/** Takes a package out of a zip or tar archive, in memory and within limits. It opens nothing nested, follows no link and writes nothing. */
import { allow, type Piece } from './archive/piece.ts';
import { archiveSort } from './archive/sort.ts';
import { unpackGzip } from './archive/stream.ts';
import { unpackTar } from './archive/tar.ts';
import { unpackZip } from './archive/zip.ts';
import { defaultLimits, type Limits } from './limits.ts';

/** Files by name, and what was wrong with the way they came. */
export interface OpenedPackage {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly troubles: readonly PackageTrouble[];
}

export interface PackageTrouble {
  readonly where: string;
  readonly reason: string;
  readonly code: 'unsafe' | 'malformed';
}

/** A package holds reports and papers, not firmware: a tenth of what an inspection may open is plenty. */
export const packageLimits: Limits = { ...defaultLimits, maxArtifacts: 20_000, maxArchiveEntries: 20_000, maxDepth: 16, maxFileBytes: 64 * 1024 * 1024, maxExpandedBytes: 256 * 1024 * 1024 };

/** Undefined when the bytes are no archive of a kind that packages come in. */
export function openPackageArchive(bytes: Uint8Array, name: string, clock?: () => number): OpenedPackage | undefined {
  const sort = archiveSort(bytes.subarray(0, 4096), name);
  const allowance = allow(bytes.length, packageLimits, clock);
  if (sort === 'zip') return collected(unpackZip(bytes, name, allowance));
  if (sort === 'tar') return collected(unpackTar(bytes, name, allowance));
  if (sort !== 'gzip') return undefined;
  const [piece] = [...unpackGzip(bytes, name, allowance)];
  if (piece?.bytes === undefined) return { files: new Map(), troubles: [troubleOf(name, piece?.trouble ?? 'it holds nothing')] };
  return collected(unpackTar(piece.bytes, piece.name, allowance));
}

function collected(pieces: Iterable<Piece>): OpenedPackage {
  const files = new Map<string, Uint8Array>();
  const troubles: PackageTrouble[] = [];
  for (const { name, bytes, link, trouble } of pieces) {
    const path = name.replace(/^\.\//, '');
    if (link !== undefined) troubles.push({ where: path, reason: 'a link: a package holds files only', code: 'unsafe' });
    else if (bytes === undefined) troubles.push(troubleOf(path, trouble ?? 'the entry holds nothing'));
    else if (files.has(path)) troubles.push({ where: path, reason: 'the archive holds a second entry of this name: readers differ on which counts', code: 'unsafe' });
    else files.set(path, bytes);
  }
  return { files: withoutTop(files), troubles };
}

/** A limit that was crossed is an attack until shown otherwise; anything else may be an accident. */
function troubleOf(where: string, reason: string): PackageTrouble {
  return { where, reason, code: reason.includes('(limit ') || reason.includes('follow the end') ? 'unsafe' : 'malformed' };
}

/** Whoever packs a folder gets its name before every path. */
function withoutTop(files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  const tops = new Set([...files.keys()].map((path) => path.slice(0, path.indexOf('/') + 1)));
  const [top = ''] = tops;
  if (tops.size !== 1 || top === '' || files.has('index.json')) return files;
  return new Map([...files].map(([path, bytes]) => [path.slice(top.length), bytes]));
}
