/** Reads the ledger facts of an inspection and adds them up. It gives two figures and never blends them into one. */
import type { Inspection } from '../core/inspection.ts';
import { compareText } from '../core/place.ts';

export type MemoryClass = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | '?';

export const classOrder: readonly MemoryClass[] = ['A', 'B', 'C', 'D', 'E', 'F', '?'];

export const classWord: Readonly<Record<MemoryClass, string>> = {
  A: 'proved free of run-time errors',
  B: 'safe language, no way around it found',
  C: 'safe language with ways around it',
  D: 'unsafe language, bounds enforced',
  E: 'unsafe language, hardened build',
  F: 'unsafe language, plain',
  '?': 'nobody could tell',
};

export interface LedgerRow {
  readonly component: string;
  readonly class: MemoryClass;
  readonly language: string;
  readonly party: string;
  readonly shipped: boolean;
  readonly surface: string;
  readonly files: number;
  readonly code: number;
  readonly newCode: number;
  readonly because: string;
}

export interface Share {
  /** Code lines in classes A to C. */
  readonly safe: number;
  readonly total: number;
}

export interface ClassSum {
  readonly class: MemoryClass;
  readonly code: number;
  readonly files: number;
  readonly languages: readonly string[];
}

export interface Ledger {
  readonly rows: readonly LedgerRow[];
  /** Sums over shipped components. */
  readonly classes: readonly ClassSum[];
  readonly shipped: Share;
  readonly surface: Share;
  /** Shipped code of components for which nobody said whether they handle untrusted input. */
  readonly undetermined: number;
  readonly notShipped: number;
  /** Bytes of the images that ship, where there are images; what nobody could tell is `unknown` of them. */
  readonly images: { readonly rows: readonly ImageRow[]; readonly shipped: Share; readonly surface: Share; readonly unknown: number } | undefined;
  /** Images whose code could not be counted at all: they are in no figure. */
  readonly imagesUntold: number;
}

/** Bytes of code in the images of a component that ship, of one language, and the weakest way in which that was told. */
export interface ImageRow {
  readonly component: string;
  readonly class: MemoryClass;
  readonly language: string;
  readonly bytes: number;
  readonly surface: string;
  readonly toldBy: string;
  readonly because: string;
}

const tellingWord: Readonly<Record<string, string>> = { units: 'debug information', names: 'names of functions', map: 'the link map', nothing: 'nothing' };

/** A ledger fact whose value is not of the expected shape is left out here; the JSON inspection still shows it. */
export function readLedger(inspection: Inspection): Ledger {
  const rows = inspection.ledger.flatMap((fact) => readRow(fact.place.component, fact.value)).sort(compareRows);
  const shipped = rows.filter((row) => row.shipped);
  const surface = shipped.filter((row) => row.surface === 'yes');
  return {
    rows,
    classes: classOrder.flatMap((name) => sumOf(name, shipped.filter((row) => row.class === name))),
    shipped: shareOf(shipped),
    surface: shareOf(surface),
    undetermined: codeOf(shipped.filter((row) => row.surface === 'undetermined')),
    notShipped: codeOf(rows.filter((row) => !row.shipped)),
    images: imagesOf(inspection),
    imagesUntold: untoldImages(inspection),
  };
}

/** An image whose code could not be counted is a row of no bytes. */
function untoldImages({ shipped }: Inspection): number {
  return shipped.reduce((sum, { value }) => (typeof value === 'object' && value !== null && 'bytes' in value && value.bytes === 0 && 'images' in value && 'shipped' in value && value.shipped === true ? sum + numberOf(value.images) : sum), 0);
}

function imagesOf({ shipped }: Inspection): Ledger['images'] {
  const rows = shipped.flatMap(({ place, value }): ImageRow[] => {
    if (typeof value !== 'object' || value === null) return [];
    const record = new Map<string, unknown>(Object.entries(value));
    const known = classOrder.find((name) => name === record.get('class'));
    if (known === undefined || record.get('shipped') !== true || numberOf(record.get('bytes')) === 0) return [];
    const toldBy = textOf(record.get('told_by'));
    return [{
      component: place.component, class: known, language: textOf(record.get('language')), bytes: numberOf(record.get('bytes')),
      surface: textOf(record.get('surface')), toldBy: tellingWord[toldBy] ?? toldBy, because: textOf(record.get('because')),
    }];
  });
  if (rows.length === 0) return undefined;
  const sum = (of: readonly { readonly bytes: number }[]): number => of.reduce((all, { bytes }) => all + bytes, 0);
  const share = (of: typeof rows): Share => ({ safe: sum(of.filter(isSafe)), total: sum(of) });
  return { rows, shipped: share(rows), surface: share(rows.filter((row) => row.surface === 'yes')), unknown: sum(rows.filter((row) => row.class === '?')) };
}

export function isSafe(row: { readonly class: MemoryClass }): boolean {
  return row.class === 'A' || row.class === 'B' || row.class === 'C';
}

function readRow(component: string, value: unknown): LedgerRow[] {
  if (typeof value !== 'object' || value === null) return [];
  const record = new Map<string, unknown>(Object.entries(value));
  const memoryClass = classOrder.find((name) => name === record.get('class'));
  if (memoryClass === undefined) return [];
  return [{
    component,
    class: memoryClass,
    language: textOf(record.get('language')),
    party: textOf(record.get('party')),
    shipped: record.get('shipped') === true,
    surface: textOf(record.get('surface')),
    files: numberOf(record.get('files')),
    code: numberOf(record.get('code')),
    newCode: record.has('new_code') ? Number(record.get('new_code')) : -1,
    because: textOf(record.get('because')),
  }];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}

function sumOf(name: MemoryClass, rows: readonly LedgerRow[]): ClassSum[] {
  if (rows.length === 0) return [];
  const files = rows.reduce((sum, row) => sum + row.files, 0);
  return [{ class: name, code: codeOf(rows), files, languages: [...new Set(rows.map((row) => row.language))] }];
}

function shareOf(rows: readonly LedgerRow[]): Share {
  return { safe: codeOf(rows.filter(isSafe)), total: codeOf(rows) };
}

function codeOf(rows: readonly LedgerRow[]): number {
  return rows.reduce((sum, row) => sum + row.code, 0);
}

function compareRows(a: LedgerRow, b: LedgerRow): number {
  return (
    Number(b.shipped) - Number(a.shipped) ||
    compareText(a.component, b.component) ||
    classOrder.indexOf(a.class) - classOrder.indexOf(b.class) ||
    b.code - a.code ||
    compareText(a.language, b.language)
  );
}
