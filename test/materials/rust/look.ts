/** Looks at Rust text with the escape-hatch probe, for the tests beside this file. */
import assert from 'node:assert/strict';
import { isCouldNotTell } from '../../../src/core/fact.ts';
import { isUnreadable } from '../../../src/core/material.ts';
import type { z } from 'zod';
import { escapeHatch } from '../../../src/facts/escape-hatch.ts';
import probe from '../../../src/materials/rust/escape-hatch.probe.ts';
import rust from '../../../src/materials/rust/material.ts';

export type Hatch = z.infer<typeof escapeHatch.schema> & { readonly line: number; readonly excerpt: string };

export function hatchesOf(source: string | Uint8Array): Hatch[] {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  const sight = { path: 'sample.rs', size: bytes.length, head: bytes.subarray(0, 4096) };
  const form = rust.parse(bytes, sight);
  assert.ok(!isUnreadable(form), 'the text must be readable');
  return [...probe.look(form, sight)].map((seen) => {
    assert.ok(!isCouldNotTell(seen), 'nothing must be left open');
    const line = seen.at.line ?? 0;
    return { ...escapeHatch.schema.parse(seen.value), line, excerpt: (lines[line - 1] ?? '').trim() };
  });
}
