/** JSON documents one after another, as compilers leave them in the error output of a build, with other lines between them. It does not parse them. */

export interface Document {
  readonly bytes: Uint8Array;
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
}

/**
 * A document begins with its bracket at the start of a line, and goes on while lines are indented or close it: GCC 14 and
 * later write many lines, earlier ones and Clang one.
 */
export function* documentsIn(bytes: Uint8Array, opening: '{' | '['): Generator<Document> {
  const first = opening.charCodeAt(0);
  let line = 0;
  for (let at = 0; at < bytes.length; ) {
    let end = endOfLine(bytes, at);
    line++;
    if (bytes[at] === first) {
      const start = at;
      const begins = line;
      while (end < bytes.length && goesOn(bytes[end + 1])) {
        at = end + 1;
        end = endOfLine(bytes, at);
        line++;
      }
      yield { bytes: bytes.subarray(start, end), line: begins };
    }
    at = end + 1;
  }
}

function endOfLine(bytes: Uint8Array, at: number): number {
  const found = bytes.indexOf(0x0a, at);
  return found < 0 ? bytes.length : found;
}

/** A blank, a tab, or what closes a list or an object. */
function goesOn(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x5d || byte === 0x7d;
}
