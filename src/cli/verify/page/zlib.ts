/** Stands in for `node:zlib` in the page: as much of it as the readers of archives use to open a package. */
import { crc32 } from '../../../certify/zip.ts';
import { inflate, InflateError } from './inflate.ts';

interface Wanted {
  readonly maxOutputLength: number;
}

interface Informed {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

export function inflateRawSync(bytes: Uint8Array, { maxOutputLength }: Wanted): Informed {
  const { content, taken } = inflate(bytes, maxOutputLength);
  return { buffer: content, engine: { bytesWritten: taken } };
}

/** Packages come in no bare zlib stream. */
export function inflateSync(): never {
  throw new InflateError('ERR_NOT_HERE');
}

export const zstdDecompressSync = undefined;
export { crc32 };
