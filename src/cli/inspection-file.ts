/** Reads an inspection that an earlier run wrote. It checks that it is one, and judges nothing. */
import { readFileSync } from 'node:fs';
import type { Inspection } from '../core/inspection.ts';
import { UsageError } from '../core/trouble.ts';

/** Reads an inspection written by an earlier run. Throws `UsageError` when it is none. */
export function readInspection(file: string): Inspection {
  const next = 'name a file written by plumbline inspect --format json';
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError('no-such-file', `${file} cannot be read`, next);
  }
  try {
    const value = JSON.parse(text) as Inspection | null;
    if (value?.schema === 'plumbline-inspection-1' && Array.isArray(value.findings) && Array.isArray(value.requirements)) return value;
  } catch {
    // Falls through to the same answer: whatever it is, it is no inspection.
  }
  throw new UsageError('no-inspection', `${file} holds no inspection`, next);
}
