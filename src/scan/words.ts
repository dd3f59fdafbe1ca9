/** The watched words of a lexing run: identifiers that get a number in the token stream. It knows no language. */

/** A table of words; the number of a word is its place in `names`, from 1. */
export interface WordTable {
  readonly names: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
}

/** Words are identifiers (ASCII letters, digits, `_`, `$`, `#` for Rust's raw ones); a doubled word keeps its first number. */
export function wordTable(names: readonly string[]): WordTable {
  const numbers = new Map<string, number>();
  names.forEach((name, index) => {
    if (!numbers.has(name)) numbers.set(name, index + 1);
  });
  return { names, numbers };
}
