/** What was met on the way in, before a byte of it was read. Plain data that crosses threads. */

/** `link` is a symbolic link, `special` whatever holds no bytes of its own (FIFO, device, socket, submodule, folder that could not be read). */
export type SightingSort = 'file' | 'link' | 'special';

/** One entry of the device. `path` is relative to the root with `/`, its Unicode untouched; see `names.ts` for bytes that are no UTF-8. */
export interface Sighting {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970; 0 when the entry comes from a git revision. */
  readonly mtimeMs: number;
  /** Time of the last change of the file's bytes or record, which `touch` cannot set back; 0 from a git revision. */
  readonly ctimeMs: number;
  readonly inode: number;
  /** Permission and type bits as `stat` gives them. */
  readonly mode: number;
  readonly sort: SightingSort;
  /** Git object id, when the entry comes from a revision. */
  readonly objectId?: string;
  /** Text of a symbolic link. */
  readonly target?: string;
  /** True when a symbolic link points out of the root. */
  readonly leaves?: boolean;
  readonly trouble?: string;
}

/** What was passed by on purpose: a file or a whole folder, and why. Nothing is passed by silently. */
export interface Aside {
  readonly path: string;
  readonly sort: 'file' | 'folder';
  readonly reason: string;
}

/** Where the bytes of sightings come from; plain data, so that every worker opens its own reader. */
export type Origin =
  | { readonly kind: 'folder'; readonly root: string }
  | { readonly kind: 'git'; readonly repository: string; readonly tree: string; readonly safe: readonly string[] };

/** A device opened: its entries in order, in batches, and, when they are used up, what was passed by. */
export interface Tree {
  readonly origin: Origin;
  /** Full commit id, or empty for a folder or a file. */
  readonly revision: string;
  readonly batches: Iterable<readonly Sighting[]>;
  /** Complete only after `batches` came to its end. */
  readonly asides: () => readonly Aside[];
}

/** Entries and bytes after which a batch is handed on: enough to hide the cost of a message, few enough to spread. */
export const batchEntries = 256;
export const batchBytes = 8 * 1024 * 1024;
