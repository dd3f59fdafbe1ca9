/** The table of artifacts that results point at. A file within an archive names the archive as its parent. */
import type { Place } from '../../core/place.ts';

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

  function enter(key: string, row: () => Row): number {
    const index = known.get(key);
    if (index !== undefined) return index;
    const made = row();
    known.set(key, rows.length);
    rows.push(made);
    return rows.length - 1;
  }

  function indexOf(path: string, inside: string | undefined): number {
    const outer = enter(JSON.stringify([path]), () => ({ location: { uri: uriOf(path), uriBaseId: 'DEVICE' } }));
    if (inside === undefined) return outer;
    // Nested archives: `a.zip!/b.tar!/c` is c in b.tar in a.zip.
    const steps = inside.split('!/');
    return steps.reduce((parent, step, depth) => {
      const key = JSON.stringify([path, ...steps.slice(0, depth + 1)]);
      return enter(key, () => ({ location: { uri: `/${uriOf(step)}` }, parentIndex: parent }));
    }, outer);
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

/** Percent-encoded by segment (RFC 3986 §2.1), so that no name can leave its folder, start a scheme or carry a query. */
export function uriOf(path: string): string {
  const segments = path.toWellFormed().split('/').filter((segment) => segment !== '');
  return segments.map((segment) => (/^\.{1,2}$/.test(segment) ? segment.replaceAll('.', '%2E') : encodeURIComponent(segment))).join('/');
}
