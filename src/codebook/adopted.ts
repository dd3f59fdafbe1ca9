/** Which rows of an edition bind at a level. It reads the edition and no device. */

interface Adopting<Row> {
  readonly adopts: readonly Row[];
  readonly alternatives: readonly { readonly any_of: readonly (readonly string[])[]; readonly from_level: number }[];
}

/** Rows from this level on, and those of groups of alternatives that bind: all means are asked. */
export function adoptedBy<Row extends { readonly element: string; readonly from_level: number }>(edition: Adopting<Row>, level: number): readonly Row[] {
  const groups = edition.alternatives.filter((group) => group.from_level <= level);
  const grouped = new Set(groups.flatMap((group) => group.any_of.flat()));
  return edition.adopts.filter((row) => row.from_level <= level || grouped.has(row.element));
}
