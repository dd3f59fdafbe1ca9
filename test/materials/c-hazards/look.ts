/** Lexes a text as the material does and returns what the hazard probe states of it. */
import { isCouldNotTell } from '../../../src/core/fact.ts';
import { isUnreadable } from '../../../src/core/material.ts';
import type { z } from 'zod';
import { hazard } from '../../../src/facts/hazard.ts';
import probe from '../../../src/materials/c/hazard.probe.ts';
import material from '../../../src/materials/c/material.ts';

export interface Hazard {
  readonly line: number;
  readonly value: z.infer<typeof hazard.schema>;
}

export function hazardsOf(text: string | Uint8Array, path = 'device.c'): Hazard[] {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const sight = { path, size: bytes.length, head: bytes.subarray(0, 4096) };
  const form = material.parse(bytes, sight);
  if (isUnreadable(form)) return [];
  return [...probe.look(form, sight)].flatMap((seen) => (isCouldNotTell(seen) || seen.word !== hazard.word ? [] : [{ line: seen.at.line ?? 0, value: hazard.schema.parse(seen.value) }]));
}

export function blanksOf(text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  const sight = { path: 'device.c', size: bytes.length, head: bytes.subarray(0, 4096) };
  const form = material.parse(bytes, sight);
  return isUnreadable(form) ? [form.unreadable] : [...probe.look(form, sight)].flatMap((seen) => (isCouldNotTell(seen) ? [seen.reason] : []));
}

export function rulesOf(text: string | Uint8Array): string[] {
  return hazardsOf(text).map(({ value }) => value.rule);
}
