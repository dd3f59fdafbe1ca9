/** The watched words of a lexing run: identifiers that get a number in the token stream. It knows no language. */
import type { Kernel } from './kernel.ts';

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

const taught = new WeakMap<Kernel, WordTable>();

/** Makes the kernel watch these words; teaching the same table again costs nothing. */
export function teach(k: Kernel, table: WordTable): void {
  if (taught.get(k) === table) return;
  taught.delete(k);
  k.clearWords();
  for (const [name, number] of table.numbers) {
    if (number >= k.wordLimit || name.length >= k.wordSize || name === '') {
      throw new RangeError(`cannot watch ${JSON.stringify(name)}: at most ${k.wordLimit - 1} words of 1 to ${k.wordSize - 1} bytes fit`);
    }
    const at = number * k.wordSize;
    k.words[at] = name.length;
    k.words.set(Buffer.from(name, 'latin1'), at + 1);
    k.addWord(number);
  }
  taught.set(k, table);
}
