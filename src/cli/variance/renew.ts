/** `plumbline variance renew`: a new record for what an old one still covers. Approval and reasons are asked for anew. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../../acquire/walk.ts';
import { UsageError } from '../../core/trouble.ts';
import type { VarianceRecord } from '../../core/variance.ts';
import { parseVariances } from '../../materials/variance/material.ts';
import { inspectionOf, type Given } from './device.ts';
import { write } from './new.ts';

interface Options extends Given {
  readonly as?: string;
  readonly out?: string;
}

export async function renewCommand(id: string, path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as Options;
  if (options.as === undefined || options.as === id) throw new UsageError('no-id', 'the new record has no name of its own', 'give one with --as');
  const inspection = await inspectionOf(path, options);
  const entry = inspection.variances?.entries.find((one) => one.id === id);
  if (entry === undefined) throw new UsageError('no-such-variance', `there is no record "${id}"`, `plumbline variance list ${path} shows what there is`);
  const record = recordAt(join(path, entry.address.replace(/:\d+$/, '')), id);
  const finding = inspection.findings.find((one) => one.element === record.element && one.component === record.scope.component);
  const breaches = finding?.breaches.filter(({ fingerprint }) => record.fingerprints.includes(fingerprint)) ?? [];
  if (finding === undefined || breaches.length === 0) throw new UsageError('nothing-left', `nothing that ${id} covers was found any more`, 'it needs no renewal: take the record away');
  await write(path, inspection, options, { id: options.as, kind: record.kind, renews: id }, finding, breaches);
  return 0;
}

function recordAt(file: string, id: string): VarianceRecord {
  try {
    const found = parseVariances(readFileSync(file)).records.find(({ record }) => record.id === id);
    if (found !== undefined) return found.record;
  } catch (error) {
    throw new UsageError('no-such-file', `${file} cannot be read: ${reasonOf(error)}`, 'renew a record that lies in a folder, not in an archive');
  }
  throw new UsageError('no-such-variance', `${file} no longer holds "${id}"`, 'run it again');
}
