/** Reads an inspection that an earlier run wrote. It checks what later steps rely on, and judges nothing. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { reasonOf } from '../acquire/walk.ts';
import type { Inspection } from '../core/inspection.ts';
import { UsageError } from '../core/trouble.ts';

const next = 'name a file written by plumbline inspect --format json';

/** As much of an inspection as comparing and explaining touch; schema/inspection.schema.json holds all of it. */
const shape = z.looseObject({
  schema: z.literal('plumbline-inspection-1'),
  requirements: z.array(z.looseObject({ id: z.string(), component: z.string(), verdict: z.string() })),
  findings: z.array(
    z.looseObject({
      element: z.string(),
      title: z.string(),
      breaches: z.array(z.looseObject({ message: z.string(), remedy: z.string(), severity: z.string(), fingerprint: z.string(), cwe: z.array(z.number()) })),
    }),
  ),
});

/** Reads an inspection written by an earlier run. Throws `UsageError` when it is none. */
export function readInspection(file: string): Inspection {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError('no-such-file', `${file} cannot be read: ${reasonOf(error)}`, next);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError('no-inspection', `${file} holds no inspection: it is no JSON`, next);
  }
  const checked = shape.safeParse(value);
  if (checked.success) return value as Inspection;
  const [issue] = checked.error.issues;
  throw new UsageError('no-inspection', `${file} holds no inspection that this version can read: ${issue?.path.map(String).join('.') ?? ''} is not as expected`, next);
}
