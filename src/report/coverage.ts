/** Reads the coverage facts of an inspection and adds them up by material over all components. */
import type { Inspection } from '../core/inspection.ts';
import { compareText } from '../core/place.ts';

export interface CoverageRow {
  /** In brackets for what has none, such as `(unrecognised)`; the inventory lists those by kind. */
  readonly material: string;
  readonly nature: string;
  readonly files: number;
  readonly bytes: number;
  readonly read: number;
  /** Bytes of code that nobody read in files that were, and that no compiler reads. */
  readonly unreadBytes: number;
  readonly deadBytes: number;
  /** Hazards in arms of conditionals that no known build takes. */
  readonly unbuiltHazards: number;
  readonly reasons: readonly { readonly reason: string; readonly files: number }[];
}

/** Rows by number of files not read, then by number of files. */
export function readCoverage(inspection: Inspection): CoverageRow[] {
  const sums = new Map<string, CoverageRow>();
  for (const fact of inspection.coverage) {
    const row = readRow(fact.value);
    if (row === undefined) continue;
    const key = `${row.material}\0${row.nature}`;
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? row : add(sum, row));
  }
  return [...sums.values()].sort(
    (a, b) => b.files - b.read - (a.files - a.read) || b.files - a.files || compareText(a.material, b.material),
  );
}

function add(a: CoverageRow, b: CoverageRow): CoverageRow {
  const reasons = new Map<string, number>();
  for (const { reason, files } of [...a.reasons, ...b.reasons]) reasons.set(reason, (reasons.get(reason) ?? 0) + files);
  return {
    ...a,
    files: a.files + b.files,
    bytes: a.bytes + b.bytes,
    read: a.read + b.read,
    unreadBytes: a.unreadBytes + b.unreadBytes,
    deadBytes: a.deadBytes + b.deadBytes,
    unbuiltHazards: a.unbuiltHazards + b.unbuiltHazards,
    reasons: [...reasons].map(([reason, files]) => ({ reason, files })).sort((x, y) => y.files - x.files || compareText(x.reason, y.reason)),
  };
}

function readRow(value: unknown): CoverageRow | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { material, nature, files, bytes, read, reasons, unread_bytes: unread, dead_bytes: dead, unbuilt_hazards: unbuilt } = Object.fromEntries(Object.entries(value));
  if (typeof material !== 'string' || typeof files !== 'number' || typeof read !== 'number') return undefined;
  return {
    material,
    nature: typeof nature === 'string' ? nature : '',
    files,
    bytes: typeof bytes === 'number' ? bytes : 0,
    read,
    unreadBytes: typeof unread === 'number' ? unread : 0,
    deadBytes: typeof dead === 'number' ? dead : 0,
    unbuiltHazards: typeof unbuilt === 'number' ? unbuilt : 0,
    reasons: Array.isArray(reasons) ? reasons.flatMap(readReason) : [],
  };
}

function readReason(value: unknown): { reason: string; files: number }[] {
  if (typeof value !== 'object' || value === null || !('reason' in value) || !('files' in value)) return [];
  return typeof value.reason === 'string' && typeof value.files === 'number' ? [{ reason: value.reason, files: value.files }] : [];
}
