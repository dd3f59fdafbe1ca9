/** Names of files in a package: one alphabet, so that no two names can look alike or lead elsewhere. It touches no file. */

const part = /^(?!\.{1,2}$)[A-Za-z0-9._%-]{1,200}$/;

/** Why `path` is no name of a package's file, or undefined. */
export function wrongPath(path: string): string | undefined {
  if (path.length > 1000) return 'the name is longer than 1000 characters';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'the name is absolute';
  if (path.includes('\\')) return 'the name has a backslash, which parts folders on some systems';
  const wrong = path.split('/').find((one) => !part.test(one));
  if (wrong === undefined) return undefined;
  if (wrong === '..' || wrong === '.' || wrong === '') return 'the name leads out of its folder or goes in circles';
  const strange = /[^A-Za-z0-9._%-]/u.exec(wrong)?.[0].codePointAt(0);
  if (strange === undefined) return 'a part of the name is longer than 200 characters';
  return `the name holds the character U+${strange.toString(16).toUpperCase().padStart(4, '0')}, which a package never uses and which may look like another`;
}

/** A device's path as a name in a package: what is not in the alphabet becomes %XX of its UTF-8. `wrongPath` still says whether it is too long. */
export function packagePath(folder: string, path: string): string {
  const encoded = path.split('/').map((one) => (one === '..' || one === '.' ? one.replaceAll('.', '%2E') : [...new TextEncoder().encode(one)].map(letter).join('')));
  return [folder, ...encoded].join('/');
}

function letter(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9._-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
