/** The table of artifacts that results point at. A file within an archive names the archive as its parent. */
import type { Place } from '../../core/place.ts';
import { uriOf } from '../uri.ts';

export interface ArtifactTable {
  /** Location of a place, by index into the table; entered when it is new. */
  readonly locate: (place: Pick<Place, 'path' | 'inside'>) => { readonly uri: string; readonly uriBaseId?: string; readonly index: number };
  readonly rows: () => readonly unknown[];
}

interface Row {
  readonly location: { readonly uri: string; readonly uriBaseId?: string };
  readonly parentIndex?: number;
}

export function artifactTable(): ArtifactTable {
  const rows: Row[] = [];
  const known = new Map<string, number>();

  /** Equal rows are one row: the standard wants them unique (SARIF 2.1.0 §3.14.15), and two names may have one address. */
  function enter(row: Row): number {
    const key = `${row.parentIndex ?? ''} ${row.location.uri}`;
    const index = known.get(key) ?? rows.length;
    if (index === rows.length) rows.push(row);
    known.set(key, index);
    return index;
  }

  function indexOf(path: string, inside: string | undefined): number {
    const outer = enter({ location: { uri: uriOf(path), uriBaseId: 'DEVICE' } });
    if (inside === undefined) return outer;
    // Nested archives: `a.zip!/b.tar!/c` is c in b.tar in a.zip.
    return inside.split('!/').reduce((parent, step) => enter({ location: { uri: `/${uriOf(step)}` }, parentIndex: parent }), outer);
  }

  return {
    locate: ({ path, inside }) => {
      const index = indexOf(path, inside);
      const location = rows[index]?.location ?? { uri: uriOf(path) };
      return { ...location, index };
    },
    rows: () => rows,
  };
}
