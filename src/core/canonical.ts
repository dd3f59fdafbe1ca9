/** JSON with one spelling: keys sorted by code unit, no spare white space (the subset of RFC 8785 that plain data needs). */
import { createHash } from 'node:crypto';
import { compareText } from './place.ts';

/** Serialises plain data with sorted keys; `undefined` members are left out. */
export function canonicalJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, sortKeys, indent);
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
