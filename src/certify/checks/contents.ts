/** Checks that a package holds exactly the files that its index lists, each with the bytes that it names. It looks into none of them. */
import { sha256Hex, type Cryptography } from '../cryptography.ts';
import { readCanonical } from '../json.ts';
import type { Files } from '../package.ts';
import { wrongPath } from '../package-path.ts';
import type { Notes } from '../reasons.ts';
import { indexForm, indexName, type PackageIndex } from '../seal.ts';
import { signatures } from '../certificate.ts';
import { fitted } from '../shape.ts';

export function checkNames(files: Files, notes: Notes): void {
  const folded = new Map<string, string>();
  for (const path of files.keys()) {
    const wrong = wrongPath(path);
    if (wrong !== undefined) notes.refuse('unsafe', path, wrong);
    const other = folded.get(path.toLowerCase());
    if (other !== undefined) notes.refuse('unsafe', path, `the name differs from ${other} in capitals only: some systems hold one of the two`);
    folded.set(path.toLowerCase(), path);
  }
}

export function readIndex(files: Files, notes: Notes): PackageIndex | undefined {
  const bytes = files.get(indexName);
  if (bytes === undefined) {
    notes.refuse('missing', indexName, 'the package has no index: it is no package, or the list of what belongs to it was taken out');
    return undefined;
  }
  const read = readCanonical(bytes);
  if ('trouble' in read) {
    notes.refuse('malformed', indexName, read.trouble);
    return undefined;
  }
  const fits = fitted(indexForm, read.value);
  if ('complaint' in fits) {
    notes.refuse('malformed', indexName, fits.complaint);
    return undefined;
  }
  return fits.value;
}

/** The files that are as the index lists them; what the others say is not worth asking. */
export async function checkContents(files: Files, index: PackageIndex, cryptography: Cryptography, notes: Notes): Promise<Files> {
  const listed = new Set(index.files.map(({ path }) => path));
  if (listed.size < index.files.length) notes.refuse('contradiction', indexName, 'the index lists a file twice');
  const sound = new Map<string, Uint8Array>();
  for (const { path, sha256 } of index.files) {
    const bytes = files.get(path);
    if (path === indexName || path.startsWith(`${signatures}/`)) notes.refuse('contradiction', indexName, `the index lists ${path}, which it cannot know`);
    else if (bytes === undefined) notes.refuse('missing', path, 'the index lists this file, and it is not there');
    else if ((await sha256Hex(cryptography, bytes)) !== sha256) notes.refuse('altered', path, 'the bytes are not those that the index names');
    else sound.set(path, bytes);
  }
  for (const path of files.keys()) {
    if (!listed.has(path) && path !== indexName && !path.startsWith(`${signatures}/`)) notes.refuse('extra', path, 'the index does not list this file: nobody vouches for it');
  }
  if (sound.size === index.files.length) notes.holds(`all ${sound.size} files are there with the bytes that the index names, and no others`);
  return sound;
}
