/** Looks for marks in the first bytes of an artifact, cheaply enough to be asked of every file. It decodes nothing. */

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

/** Whether a text can begin with this ASCII character, white space aside; bytes above ASCII may be white space too, so they say nothing. */
export function canOpenWith(head: Uint8Array, character: string): boolean {
  for (let at = 0; at < head.length; at++) {
    const byte = head[at] ?? 0;
    if (byte >= 0x80) return true;
    if (byte > 0x20) return byte === character.charCodeAt(0);
  }
  return false;
}

export interface Signature {
  readonly at: number;
  readonly bytes: readonly number[];
}

/** Whether the first bytes carry one of the signatures. */
export function carries(head: Uint8Array, signatures: readonly Signature[]): boolean {
  for (const { at, bytes } of signatures) {
    if (head[at] !== bytes[0]) continue;
    let same = 1;
    while (same < bytes.length && head[at + same] === bytes[same]) same++;
    if (same >= bytes.length) return true;
  }
  return false;
}
