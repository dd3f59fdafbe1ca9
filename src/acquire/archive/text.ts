/** Reads fixed fields of archive headers. Anything malformed is undefined, never a guess. */
import { nameFromBytes } from '../names.ts';

/** Text up to the first zero byte. */
export function textField(bytes: Uint8Array, from: number, length: number): string {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return nameFromBytes(end < 0 ? field : field.subarray(0, end));
}

/** A number in octal as tar writes it, or big-endian when the first bit is set (GNU tar, "base-256"). */
export function octalField(bytes: Uint8Array, from: number, length: number): number | undefined {
  if (((bytes[from] ?? 0) & 0x80) !== 0) return base256(bytes, from, length);
  const text = latin(bytes, from, from + length).replace(/[\0 ]+$/, '').trimStart();
  if (text === '') return 0;
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

export function decimalField(bytes: Uint8Array, from: number, length: number): number | undefined {
  const text = latin(bytes, from, from + length).trim();
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function base256(bytes: Uint8Array, from: number, length: number): number | undefined {
  // 0xff opens a negative number, which no size is.
  if (bytes[from] === 0xff) return undefined;
  let value = (bytes[from] ?? 0) & 0x7f;
  for (let at = from + 1; at < from + length; at++) {
    value = value * 256 + (bytes[at] ?? 0);
    if (value > Number.MAX_SAFE_INTEGER) return undefined;
  }
  return value;
}

export function latin(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  // Without Buffer, so that a page can read archives too.
  for (const byte of bytes.subarray(from, Math.max(from, to))) text += String.fromCharCode(byte);
  return text;
}
