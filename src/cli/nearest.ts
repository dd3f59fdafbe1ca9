/** Finds the names a mistyped one was probably meant to be. It never guesses: it only suggests. */

const most = 5;
/** Longer words are no slip of the fingers, and comparing them would only take time. */
const longest = 100;

/** Names that contain what was typed or differ from it by few letters, the nearest first. */
export function nearest(typed: string, names: readonly string[]): readonly string[] {
  const wanted = typed.toLowerCase().slice(0, longest);
  if (wanted === '') return [];
  return [...new Set(names)]
    .map((name) => ({ name, far: distance(wanted, name.toLowerCase()), within: wanted.length > 2 && name.toLowerCase().includes(wanted) }))
    .filter(({ far, within }) => within || far <= Math.max(1, Math.floor(wanted.length / 4)))
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Letters to insert, delete, replace or swap with a neighbour (optimal string alignment). */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_unused, at) => at);
  for (let row = 1; row <= from.length; row++) {
    const line = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      let best = Math.min((last[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      line.push(best);
    }
    before = last;
    last = line;
  }
  return last[to.length] ?? 0;
}
