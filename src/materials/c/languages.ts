/** Which language a file's name speaks for. A bare `.h` stays undecided: a tally sees who includes it, this does not. */

const cpp = ['cc', 'cpp', 'cxx', 'c++', 'cp', 'cppm', 'ixx', 'hpp', 'hh', 'hxx', 'h++', 'inl', 'ipp', 'tpp', 'tcc', 'txx', 'ino', 'C', 'H'];

/** Extensions are compared as written, then in lower case: `.C` and `.H` are C++ by old custom, `.CPP` is just shouting. */
const byExtension: ReadonlyMap<string, string> = new Map([
  ['c', 'C'], ['h', 'C/C++ Header'], ...cpp.map((extension) => [extension, 'C++'] as const),
]);

export function languageOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  if (dot < 0) return undefined;
  const extension = name.slice(dot + 1);
  return byExtension.get(extension) ?? byExtension.get(extension.toLowerCase());
}

/** `.inc` and names without a dot belong to many languages: only their content can claim them. */
export function isNameless(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return !name.includes('.') || /\.inc$/i.test(name);
}

/**
 * Whether a head opens as C does: nothing but C comments before a directive no other language spells so.
 * A shell script may hold C in a here-document, but it does not open with it.
 */
export function opensAsC(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  const lead = /^(?:\xef\xbb\xbf)?(?:\s+|\/\/[^\n]*\n|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*/.exec(text)?.[0] ?? '';
  return /^#[ \t]*(?:include[ \t]*["<]|ifndef[ \t]+\w+\s|ifdef[ \t]+\w+\s|if[ \t]+!?defined\b|define[ \t]+\w+|pragma[ \t]+\w)/.test(text.slice(lead.length));
}
