/** Tells text from other bytes by the first of them. It guesses no language. */
import { isUtf8 } from 'node:buffer';

/** Share of bytes above ASCII that text in a one-byte encoding may have (per cent). */
const mostHigh = 40;

/** Control bytes are looked for up to here; zero bytes are looked for in all. Every file of a device passes here. */
const controlReach = 1024;

/** UTF-8, UTF-16 with a byte order mark, or a one-byte encoding without control bytes. */
export function readsAsText(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  if (head.includes(0)) return false;
  const reach = Math.min(head.length, controlReach);
  let high = 0;
  for (let at = 0; at < reach; at++) {
    const byte = head[at] ?? 0;
    if (byte >= 0x80) high++;
    else if (byte < 0x20 && !isSpacing(byte)) return false;
  }
  return isWholeUtf8(head) || high * 100 <= reach * mostHigh;
}

/** Tab, line ends, vertical tab, form feed, end of file (DOS), escape (terminal colours). */
function isSpacing(byte: number): boolean {
  return (byte >= 0x09 && byte <= 0x0d) || byte === 0x1a || byte === 0x1b;
}

/** The last character may be cut off by the end of what was seen (RFC 3629: at most four bytes). */
function isWholeUtf8(head: Uint8Array): boolean {
  for (let cut = 0; cut < 4; cut++) if (isUtf8(head.subarray(0, head.length - cut))) return true;
  return false;
}
