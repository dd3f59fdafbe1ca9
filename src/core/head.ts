/** Looks for a mark in the first bytes of an artifact, cheaply enough to be asked of every file. It decodes nothing. */

/** Whether ASCII `mark` occurs. Recognisers ask this first and decode only where it does. */
export function mentions(head: Uint8Array, mark: string): boolean {
  return Buffer.from(head.buffer, head.byteOffset, head.byteLength).includes(mark, 0, 'latin1');
}
