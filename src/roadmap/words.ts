/** Splits names of folders, files and functions into the words they are made of, so that `usb` is not found in `husband`. */

/** `decoder_ASN1.c` → decoder, asn, 1, asn1; `XMLNode::parseFile` → xml, node, xmlnode, parse, file. Lower case, without duplicates. */
export function wordsOf(names: Iterable<string>): ReadonlySet<string> {
  const words = new Set<string>();
  for (const name of names) {
    for (const piece of name.split(/[^A-Za-z0-9]+/)) {
      if (piece === '') continue;
      words.add(piece.toLowerCase());
      for (const part of piece.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2').split(' ')) {
        words.add(part.toLowerCase());
        const letters = /^([A-Za-z]{3,})\d+$/.exec(part)?.[1];
        if (letters !== undefined) words.add(letters.toLowerCase());
      }
    }
    // `drug_library` is a word of the tables as it stands.
    words.add(name.toLowerCase().replace(/\.[a-z+]+$/, ''));
  }
  return words;
}

/** Those of `wanted` that are among the words, in their order. */
export function among(words: ReadonlySet<string>, wanted: readonly string[]): readonly string[] {
  return wanted.filter((word) => words.has(word));
}
