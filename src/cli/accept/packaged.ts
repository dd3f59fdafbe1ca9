/** Reads what a package holds: its inspection, and the facts of its record. It verifies no signature. */
import { z } from 'zod';
import { isBlank, type Fact } from '../../core/fact.ts';
import type { Inspection } from '../../core/inspection.ts';
import { UsageError } from '../../core/trouble.ts';
import type { StoredRecord } from '../../judge/stored.ts';
import { inspectionFrom } from '../inspection-file.ts';

const next = 'name a whole package, made by plumbline certify';

const recordShape = z.looseObject({ schema: z.literal('plumbline-record-1'), filed: z.array(z.looseObject({ word: z.string() })) });

type Files = ReadonlyMap<string, Uint8Array>;

/** The inspection in a package. Throws `UsageError` when there is none that this version can read. */
export function packagedInspection(files: Files, path: string): Inspection {
  return inspectionFrom(bytesOf(files, path, 'inspection.json'), `inspection.json in ${path}`, next);
}

/** The facts of the record in a package, without its blanks. Throws `UsageError` as above. */
export function packagedFacts(files: Files, path: string): readonly Fact[] {
  const bytes = bytesOf(files, path, 'record.json');
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    throw new UsageError('no-package', `record.json in ${path} is no JSON`, next);
  }
  const checked = recordShape.safeParse(value);
  if (!checked.success) throw new UsageError('no-package', `record.json in ${path} cannot be read by this version: ${checked.error.issues[0]?.path.map(String).join('.') ?? ''} is not as expected`, next);
  return (value as StoredRecord).filed.flatMap(({ from: _from, ...said }) => (isBlank(said) ? [] : [said]));
}

function bytesOf(files: Files, path: string, name: string): Uint8Array {
  const file = files.get(name);
  if (file === undefined) throw new UsageError('no-package', `${path} holds no ${name}`, next);
  return file;
}
