/** File names as text and back: bytes that are no UTF-8 become `\xNN`, reversibly. It changes nothing else, not even control characters. */

/** U+FFFD, which a lossy reading leaves where bytes were no UTF-8. */
const replacement = '\ufffd';
const escapes = /\\x([0-9a-f]{2})/g;
const literal = /\\(?=x[0-9a-f]{2})/g;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** True when a name that was read as UTF-8 may have lost bytes and must be read again as bytes. */
export function mayHaveLostBytes(name: string): boolean {
  return name.includes(replacement);
}

/** Text of a name given as text: a backslash that would read as an escape is escaped itself. */
export function escapeName(name: string): string {
  return name.includes('\\x') ? name.replace(literal, '\\x5c') : name;
}

/** Text of a name given as bytes. */
export function nameFromBytes(bytes: Uint8Array): string {
  try {
    return escapeName(strict.decode(bytes));
  } catch {
    return escapeBytes(bytes);
  }
}

/** The name for the file system: text where text suffices, bytes where an escape stood. */
export function nameToBytes(name: string): string | Buffer {
  if (!name.includes('\\x')) return name;
  const parts: Buffer[] = [];
  let from = 0;
  for (const match of name.matchAll(escapes)) {
    parts.push(Buffer.from(name.slice(from, match.index)), Buffer.from([Number.parseInt(match[1] ?? '', 16)]));
    from = match.index + match[0].length;
  }
  parts.push(Buffer.from(name.slice(from)));
  return Buffer.concat(parts);
}

/** Joins an absolute folder and a relative name for the file system. */
export function onDisk(root: string, path: string): string | Buffer {
  const name = nameToBytes(path);
  if (typeof name === 'string') return `${root}/${name}`;
  return Buffer.concat([Buffer.from(`${root}/`), name]);
}

/** Decodes greedily: the longest well-formed sequence at each byte is text; every other byte, and each backslash, an escape. */
function escapeBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    text += length === 0 ? `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}` : strict.decode(bytes.subarray(at, at + length));
    at += Math.max(length, 1);
  }
  return text;
}

/** Length of the well-formed UTF-8 sequence at `at` (RFC 3629 section 4); 0 for none and for a backslash. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first === 0x5c) return 0;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}
