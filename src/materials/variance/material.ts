/** Records of variances that a maker grants itself or is granted. It checks form; whether one holds is decided by the judge. */
import { mentions } from '../../core/head.ts';
import type { Material } from '../../core/material.ts';
import { readRecords, type RecordFile } from '../../core/record-file.ts';
import { varianceSchema, type VarianceRecord } from '../../core/variance.ts';

export const largestVariances = 1024 * 1024;
const mostRecords = 5000;

export type Variances = RecordFile<VarianceRecord>;

export function parseVariances(bytes: Uint8Array): Variances {
  return readRecords(bytes, { head: 'plumbline-variance', one: 'a variance', many: 'variances', schema: varianceSchema, largest: largestVariances, most: mostRecords });
}

export default {
  name: 'variance',
  nature: 'statement',
  recognise: ({ head }) => (mentions(head, 'plumbline-variance') && /^(?:\uFEFF)?plumbline-variance[ \t]*:/m.test(new TextDecoder().decode(head)) ? 'content' : undefined),
  parse: (bytes) => parseVariances(bytes),
} satisfies Material<Variances>;
