/** Reads one regular file whole, if it is small enough. It follows no link at the end of the path and waits for no FIFO. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { reasonOf } from './walk.ts';

const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export interface WholeFile {
  readonly bytes: Uint8Array;
  /** Permission bits. */
  readonly mode: number;
}

/** `follow` lets the path itself be a link, as one that an operator types may be. */
export function readWholeFile(path: string, maxBytes: number, follow = false): WholeFile | { readonly trouble: string } {
  let handle: number | undefined;
  try {
    handle = openSync(path, follow ? flags & ~(constants.O_NOFOLLOW ?? 0) : flags);
    const stats = fstatSync(handle);
    if (!stats.isFile()) return { trouble: 'it is no regular file' };
    if (stats.size > maxBytes) return { trouble: `it has ${stats.size} bytes, more than are allowed (limit ${maxBytes})` };
    const bytes = new Uint8Array(stats.size);
    let at = 0;
    for (let count = 1; count > 0 && at < bytes.length; at += count) count = readSync(handle, bytes, at, bytes.length - at, null);
    return { bytes: bytes.subarray(0, at), mode: stats.mode & 0o777 };
  } catch (error) {
    return { trouble: reasonOf(error) };
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
