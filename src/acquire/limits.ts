/** The limits of acquisition, as data with reasons. It refuses nothing itself: whoever crosses one says so as a trouble. */

export interface Limits {
  /** Bytes of one file that are handed on. 128 MiB holds every firmware image of the reference set; two workers stay below 400 MB. */
  readonly maxFileBytes: number;
  /** Files of one tree. One million is fifteen times the Linux kernel. */
  readonly maxArtifacts: number;
  /** Folders below one another. The deepest real trees (nested node_modules) stay below 60; loops of bind mounts do not. */
  readonly maxDepth: number;
  /** Archives inside one another. A package in a package in an image is three. */
  readonly maxArchiveDepth: number;
  /** Entries of one outer archive, nested ones included. */
  readonly maxArchiveEntries: number;
  /** Bytes that come out of one outer archive in all; they are had one after another, so this bounds time, not memory. */
  readonly maxExpandedBytes: number;
  /** Bytes of one expanded entry, because it is held in memory whole. */
  readonly maxEntryBytes: number;
  /** Bytes out per byte in, counted above `ratioFloorBytes`. Text reaches 20, erased flash 1000: that one is a blank. */
  readonly maxRatio: number;
  /** Bytes that may come out of an archive before its ratio is asked for, so that small test images are never refused. */
  readonly ratioFloorBytes: number;
  /** Seconds for one outer archive. Fifty times what the bytes allowed above take on a slow machine. */
  readonly maxSeconds: number;
  /** UTF-16 units of one path. PATH_MAX of Linux. */
  readonly maxPathLength: number;
}

const MiB = 1024 * 1024;

export const defaultLimits: Limits = {
  maxFileBytes: 128 * MiB,
  maxArtifacts: 1_000_000,
  maxDepth: 100,
  maxArchiveDepth: 5,
  maxArchiveEntries: 100_000,
  maxExpandedBytes: 512 * MiB,
  maxEntryBytes: 64 * MiB,
  maxRatio: 250,
  ratioFloorBytes: 32 * MiB,
  maxSeconds: 60,
  maxPathLength: 4096,
};

/** The reason a trouble carries when a limit was crossed: what happened, the name of the limit and its value. */
export function crossed(what: string, limit: keyof Limits, limits: Limits): string {
  return `${what} (limit ${limit} = ${limits[limit]})`;
}
