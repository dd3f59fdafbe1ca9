/** Reads an inspection that an earlier run wrote, from a file of its own or from a package. It checks as much of its shape as any later step relies on, and judges nothing. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { reasonOf } from '../acquire/walk.ts';
import type { Inspection } from '../core/inspection.ts';
import { UsageError } from '../core/trouble.ts';

const text = z.string();
const placed = z.looseObject({ place: z.looseObject({ component: text, path: text }) });

/**
 * What comparing, explaining and deciding touch. It is loose on purpose: a baseline or a package of another version may
 * hold less or more than schema/inspection.schema.json says, and is read as long as this is there.
 */
const shape = z.looseObject({
  schema: z.literal('plumbline-inspection-1'),
  as_of: text,
  device: z.looseObject({ about: z.looseObject({ name: text, version: text, maker: text }), components: z.array(z.looseObject({ name: text, kind: text, version: text })) }),
  edition: z.looseObject({ id: text, digest: text }),
  level: z.looseObject({ value: z.number() }),
  standing: z.looseObject({ value: text }),
  requirements: z.array(z.looseObject({ id: text, component: text, verdict: text })),
  findings: z.array(
    z.looseObject({
      element: text, title: text, component: text, verdict: text, strength: text,
      breaches: z.array(z.looseObject({ message: text, remedy: text, severity: text, fingerprint: text, cwe: z.array(z.number()), fact: placed.optional() })),
    }),
  ),
  ledger: z.array(placed),
  shipped: z.array(placed),
  variances: z.looseObject({ ignored: z.boolean(), entries: z.array(z.looseObject({ id: text, element: text, component: text, state: text, expires: text, covers: z.array(text) })) }).optional(),
  statements: z.array(z.looseObject({ id: text, word: text, about: text, state: text })).optional(),
});

/** The inspection that `bytes` spell; `where` names them and `next` says what to hand in instead. Throws `UsageError` when they are none. */
export function inspectionFrom(bytes: Uint8Array, where: string, next: string): Inspection {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    throw new UsageError('no-inspection', `${where} holds no inspection: it is no JSON`, next);
  }
  const checked = shape.safeParse(value);
  if (checked.success) return value as Inspection;
  const [issue] = checked.error.issues;
  throw new UsageError('no-inspection', `${where} holds no inspection that this version can read: ${issue?.path.map(String).join('.') ?? ''} is not as expected`, next);
}

/** Reads an inspection written by an earlier run. Throws `UsageError` when it is none. */
export function readInspection(file: string): Inspection {
  const next = 'name a file written by plumbline inspect --format json';
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError('no-such-file', `${file} cannot be read: ${reasonOf(error)}`, next);
  }
  return inspectionFrom(bytes, file, next);
}
