/** Reads what a package holds, and checks as much of its shape as deciding and comparing touch. It verifies no signature. */
import { z } from 'zod';
import { isBlank, type Fact } from '../../core/fact.ts';
import type { Inspection } from '../../core/inspection.ts';
import { UsageError } from '../../core/trouble.ts';
import type { StoredRecord } from '../../judge/stored.ts';

const next = 'name a whole package, made by plumbline certify';

const inspectionShape = z.looseObject({
  schema: z.literal('plumbline-inspection-1'),
  device: z.looseObject({ about: z.looseObject({ name: z.string(), version: z.string() }), components: z.array(z.looseObject({ name: z.string() })) }),
  edition: z.looseObject({ id: z.string(), digest: z.string() }),
  level: z.looseObject({ value: z.number() }),
  standing: z.looseObject({ value: z.string() }),
  requirements: z.array(z.looseObject({ id: z.string(), component: z.string(), verdict: z.string() })),
  findings: z.array(
    z.looseObject({
      element: z.string(), component: z.string(), verdict: z.string(), strength: z.string(),
      breaches: z.array(z.looseObject({ severity: z.string(), cwe: z.array(z.number()), fingerprint: z.string() })),
    }),
  ),
  variances: z.looseObject({ entries: z.array(z.looseObject({ id: z.string(), element: z.string(), component: z.string(), state: z.string(), expires: z.string() })) }).optional(),
});
const recordShape = z.looseObject({ schema: z.literal('plumbline-record-1'), filed: z.array(z.looseObject({})) });

/** The inspection in a package. Throws `UsageError` when there is none that this version can read. */
export function packagedInspection(files: ReadonlyMap<string, Uint8Array>, path: string): Inspection {
  return shaped<Inspection>(files, path, 'inspection.json', inspectionShape);
}

/** The facts of the record in a package, without its blanks. Throws `UsageError` as above. */
export function packagedFacts(files: ReadonlyMap<string, Uint8Array>, path: string): readonly Fact[] {
  const { filed } = shaped<StoredRecord>(files, path, 'record.json', recordShape);
  return filed.flatMap(({ from: _from, ...said }) => (isBlank(said) ? [] : [said]));
}

function shaped<Read>(files: ReadonlyMap<string, Uint8Array>, path: string, name: string, shape: z.ZodType): Read {
  const file = files.get(name);
  if (file === undefined) throw new UsageError('no-package', `${path} holds no ${name}`, next);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(file).toString('utf8'));
  } catch {
    throw new UsageError('no-package', `${name} in ${path} is no JSON`, next);
  }
  const checked = shape.safeParse(value);
  if (checked.success) return value as Read;
  throw new UsageError('no-package', `${name} in ${path} cannot be read by this version: ${checked.error.issues[0]?.path.map(String).join('.') ?? ''} is not as expected`, next);
}
