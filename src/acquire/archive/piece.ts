/** What comes out of one archive, and how much still may. The allowance is shared by an outer archive and all that is nested in it. */
import { crossed, type Limits } from '../limits.ts';

/** One entry as its archive names it. Exactly one of `bytes`, `link` and `trouble` need be there; bytes may carry a trouble too. */
export interface Piece {
  readonly name: string;
  readonly bytes?: Uint8Array;
  /** Text of a link, which is never followed. */
  readonly link?: string;
  readonly trouble?: string;
}

/** Name for what an archive holds beyond the entries that could be told. */
export const rest = '(rest)';

export type Unpack = (bytes: Uint8Array, name: string, allowance: Allowance) => Generator<Piece>;

export interface Allowance {
  /** Bytes that the next entry may have. */
  readonly room: () => number;
  /** Why an entry larger than `room` was refused. */
  readonly why: (size?: number) => string;
  /** Counts an entry; false when entries or time are used up, with the reason in `spent`. */
  readonly next: () => boolean;
  readonly spent: () => string;
  readonly spend: (bytes: number) => void;
  /** Bytes kept in memory while what is nested in them is opened. */
  readonly hold: (bytes: number) => void;
}

/** A nested archive and what it lies in are in memory at once: together they may have this many times `maxEntryBytes`. */
const heldTimes = 2;

export function allow(outerBytes: number, limits: Limits, clock: () => number = () => performance.now()): Allowance {
  const end = clock() + limits.maxSeconds * 1000;
  const byRatio = Math.max(limits.ratioFloorBytes, outerBytes * limits.maxRatio);
  let bytes = 0;
  let entries = 0;
  let held = 0;
  let spent = '';
  const rooms = (): readonly (readonly [number, keyof Limits])[] => [
    [limits.maxEntryBytes, 'maxEntryBytes'], [heldTimes * limits.maxEntryBytes - held, 'maxEntryBytes'],
    [limits.maxExpandedBytes - bytes, 'maxExpandedBytes'], [byRatio - bytes, 'maxRatio'],
  ];
  const tightest = (): readonly [number, keyof Limits] => rooms().reduce((least, one) => (one[0] < least[0] ? one : least));
  return {
    room: () => Math.max(0, tightest()[0]),
    why: (size) => crossed(size === undefined ? 'more bytes would come out than are allowed' : `${size} bytes would come out, more than are allowed`, tightest()[1], limits),
    next: () => {
      entries += 1;
      if (entries > limits.maxArchiveEntries) spent = crossed('too many entries; the others were not looked at', 'maxArchiveEntries', limits);
      else if (clock() > end) spent = crossed('unpacking took too long; the other entries were not looked at', 'maxSeconds', limits);
      return spent === '';
    },
    spent: () => spent,
    spend: (count) => void (bytes += count),
    hold: (count) => void (held += count),
  };
}

/** Name of what a compressed stream holds: the stream's own name without its ending. */
export function nameWithin(name: string): string {
  const short = name.slice(name.lastIndexOf('/') + 1);
  const tar = /^(.+)\.t(?:gz|xz|bz2?|zst)$/i.exec(short);
  if (tar !== null) return `${tar[1]}.tar`;
  return /^(.+)\.(?:gz|xz|bz2|zst|zz|zlib)$/i.exec(short)?.[1] ?? `${short === '' ? 'stream' : short}.content`;
}
