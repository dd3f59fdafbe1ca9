/** Where in a device something was seen: component, path, and the line or the bytes. It never holds an absolute path. */

/** A spot inside one artifact, as a probe gives it. Lines and columns count from 1, offsets from 0 (bytes). */
export interface Spot {
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly offset?: number;
  readonly length?: number;
}

/** A spot with its address in the device. `inside` is the path within an archive; nested archives are joined by `!/`. */
export interface Place extends Spot {
  readonly component: string;
  readonly path: string;
  readonly inside?: string;
}

/** The address of an artifact as one string, for messages and sorting: `path` or `path!/inside`. */
export function addressOf(place: { readonly path: string; readonly inside?: string | undefined }): string {
  return place.inside === undefined ? place.path : `${place.path}!/${place.inside}`;
}

/** The address with its line or byte offset: `src/a.c:12` or `image.elf@0x40`. */
export function addressWithSpot(place: Place): string {
  if (place.line !== undefined) return `${addressOf(place)}:${place.line}`;
  if (place.offset !== undefined) return `${addressOf(place)}@0x${place.offset.toString(16)}`;
  return addressOf(place);
}

/** Orders places by component, address, line, offset; the order of every list of facts in an inspection. */
export function comparePlaces(a: Place, b: Place): number {
  return (
    compareText(a.component, b.component) ||
    compareText(addressOf(a), addressOf(b)) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    (a.offset ?? 0) - (b.offset ?? 0)
  );
}

/** Compares by UTF-16 code unit, so that no locale changes the order of an inspection. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
