/** Paths and switches as analysers write them, reduced to what is the same on every machine. It looks nothing up. */

/** A path or `file:` address without scheme, host, drive and what leads nowhere. */
export function tidyPath(uri: string): string {
  const path = decoded(uri.replace(/^file:\/\/[^/]*/i, '').replace(/^[A-Za-z]:(?=[/\\])|^\/[A-Za-z]:(?=\/)/, ''));
  return path.split(/[/\\]+/).filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
}

function decoded(uri: string): string {
  if (!uri.includes('%')) return uri;
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** Switches that tell how a tool looked; names of files and folders differ from machine to machine and tell nothing. */
export function tellingOptions(words: readonly string[]): string[] {
  const found = words.filter((word) => /^-{1,2}[A-Za-z]/.test(word) && !/^-(?:I|L|o|isystem|iquote|include|idirafter|imultiarch|dump|quiet$|MF|MT|MQ)/.test(word)).map((word) => word.slice(0, 200));
  return [...new Set(found)].slice(0, 100);
}

/** Weaknesses that a message or a tag names: `CWE-119`, `cwe 476`. */
export function weaknessesIn(text: string): number[] {
  const found = new Set<number>();
  if (!/cwe/i.test(text)) return [];
  for (const match of text.slice(0, 5000).matchAll(/\bcwe[-_ /:]*0*(\d{1,5})\b/gi)) found.add(Number(match[1]));
  return [...found].slice(0, 50).sort((a, b) => a - b);
}
