/** Looks for a mark in the first bytes of an artifact, cheaply enough to be asked of every file. It decodes nothing. */

let latest: Uint8Array | undefined;
let view: Buffer = Buffer.alloc(0);

/** Whether ASCII `mark` occurs. Recognisers ask this first and decode only where it does. */
export function mentions(head: Uint8Array, mark: string): boolean {
  // All recognisers ask about one file before the next comes: one view serves them all.
  if (head !== latest) {
    latest = head;
    view = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  }
  return view.includes(mark, 0, 'latin1');
}
