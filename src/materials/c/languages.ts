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
 * Whether a head opens as C does: nothing but C comments before a directive, and then what no other language goes on
 * with. A `#` is a comment in many languages, and some of them include files in the same words; a script may hold C in
 * a here-document, but it does not open with it.
 */
export function opensAsC(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  const lead = /^(?:\xef\xbb\xbf)?(?:\s+|\/\/[^\n]*\n|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*/.exec(text)?.[0] ?? '';
  const body = text.slice(lead.length, lead.length + 2048);
  if (/^#[ \t]*(?:pragma[ \t]+once|ifndef[ \t]+(\w+)\s+#[ \t]*define[ \t]+\1)\b/.test(body)) return true;
  if (!/^#[ \t]*(?:include[ \t]*["<]|ifn?def[ \t]+\w|if[ \t]+!?defined\b|define[ \t]+\w|pragma[ \t]+\w)/.test(body)) return false;
  return /;[ \t]*(?:\/[/*].*)?\r?$/m.test(body) || body.split('\n').every((line) => /^\s*(?:#[a-z]|\/[/*]|\*|$)/.test(line));
}
