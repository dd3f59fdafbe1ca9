/** Cuts the line or the bytes that a spot points at, so that a report can show evidence without the device. */
import type { Spot } from '../core/place.ts';

const longestLine = 160;
const longestBytes = 16;
const newline = 10;

/** Reads excerpts from one artifact; lines are found once, in order of asking, from the last found place onward. */
export function excerptReader(bytes: Uint8Array): (at: Spot) => string {
  let line = 1;
  let start = 0;
  return (at) => {
    if (at.line !== undefined) {
      if (at.line < line) [line, start] = [1, 0];
      while (line < at.line) {
        const end = bytes.indexOf(newline, start);
        if (end < 0) return '';
        start = end + 1;
        line++;
      }
      return textFrom(bytes, start);
    }
    if (at.offset === undefined || at.offset >= bytes.length) return '';
    const length = Math.min(at.length ?? longestBytes, longestBytes);
    return [...bytes.subarray(at.offset, at.offset + length)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  };
}

function textFrom(bytes: Uint8Array, start: number): string {
  // A few bytes more than shown, so that a cut never splits the last character that is kept.
  const window = bytes.subarray(start, start + longestLine * 4);
  const end = window.indexOf(newline);
  const text = new TextDecoder().decode(end < 0 ? window : window.subarray(0, end)).trim();
  // Half of a surrogate pair is no text: it has no bytes in UTF-8, and no digest could be made again.
  return text.length > longestLine ? `${text.slice(0, longestLine - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}
