/** Bytes as text and back: hexadecimal, base64, UTF-8. It accepts one spelling of each and answers anything else with undefined. */

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values: ReadonlyMap<string, number> = new Map([...alphabet].map((letter, value) => [letter, value]));
/** Where the four letters of a group lie in its three bytes. */
const shifts = [18, 12, 6, 0];

/** Base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const group = bytes.subarray(at, at + 3).reduce((sum, byte, index) => sum | (byte << (16 - 8 * index)), 0);
    const letters = shifts.map((shift) => alphabet.charAt((group >> shift) & 63));
    parts.push(letters.slice(0, bytes.length - at + 1).join('').padEnd(4, '='));
  }
  return parts.join('');
}

/** The bytes of a base64 text spelt in the one canonical way (RFC 4648 section 3.5), or undefined. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let at = 0; at < text.length; at += 4) {
    const isLast = at + 4 === text.length;
    let group = 0;
    for (const [index, shift] of shifts.entries()) {
      if (isLast && index >= 4 - padding) break;
      const value = values.get(text.charAt(at + index));
      if (value === undefined) return undefined;
      group |= value << shift;
    }
    // Bits behind the last byte must be zero, or several texts would mean the same bytes.
    if (isLast && (group & ((1 << (8 * padding)) - 1)) !== 0) return undefined;
    const to = (at / 4) * 3;
    bytes.set([16, 8, 0].map((shift) => (group >> shift) & 255).slice(0, bytes.length - to), to);
  }
  return bytes;
}
