/** JSON with one spelling: keys sorted by code unit, no spare white space (the subset of RFC 8785 that plain data needs). */
import { createHash } from 'node:crypto';
import { compareText } from './place.ts';

const remembered = new WeakMap<object, string>();

/** Says that `text` is the canonical spelling of `value`, which was read from it and is never changed. */
export function rememberCanonical<Value extends object>(value: Value, text: string): Value {
  remembered.set(value, text);
  return value;
}

/** Serialises plain data with sorted keys; `undefined` members are left out. */
export function canonicalJson(value: unknown, indent?: number): string {
  const known = typeof value === 'object' && value !== null && indent === undefined ? remembered.get(value) : undefined;
  return known ?? JSON.stringify(value, sortKeys, indent);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)));
}

/** SHA-256 in lower-case hexadecimal (FIPS 180-4). */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Digest of plain data by its canonical spelling, with the algorithm named: `sha256:…`. */
export function digestOf(value: unknown): string {
  return `sha256:${sha256(canonicalJson(value))}`;
}
