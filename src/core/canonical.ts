/** The canonical spelling of plain data and its digest. What was read from a spelling remembers it. */
import { createHash } from 'node:crypto';
import { spell } from './spelling.ts';

const remembered = new WeakMap<object, string>();

/** Says that `text` is the canonical spelling of `value`, which was read from it and is never changed. */
export function rememberCanonical<Value extends object>(value: Value, text: string): Value {
  remembered.set(value, text);
  return value;
}

/** Serialises plain data by RFC 8785; with `indent`, the same on lines. `undefined` members are left out. */
export function canonicalJson(value: unknown, indent?: number): string {
  const known = typeof value === 'object' && value !== null && indent === undefined ? remembered.get(value) : undefined;
  return known ?? spell(value, indent);
}

/** SHA-256 in lower-case hexadecimal (FIPS 180-4). */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Digest of plain data by its canonical spelling, with the algorithm named: `sha256:…`. */
export function digestOf(value: unknown): string {
  return `sha256:${sha256(canonicalJson(value))}`;
}
