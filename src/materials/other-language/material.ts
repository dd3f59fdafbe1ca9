/** Every programming and markup language that has no material of its own, by a maintained table. It counts and watches; it parses none. */
import type { Material } from '../../core/material.ts';
import { isWide, knownBy, languageNamed, type Language } from './table.ts';

export interface OtherSource {
  readonly language: Language;
  readonly bytes: Uint8Array;
}

const otherLanguage: Material<OtherSource> = {
  name: 'other-language',
  nature: 'source',
  recognise: ({ path, head }) => knownBy(path, head)?.by,
  parse: (bytes, { path, head }) => {
    const known = knownBy(path, head);
    if (known === undefined) return { unreadable: 'neither its name nor its first bytes tell its language' };
    return { language: languageNamed(known.language), bytes: narrow(bytes) };
  },
};

export default otherLanguage;

/** UTF-16 becomes UTF-8: the lines and words are the same. */
function narrow(bytes: Uint8Array): Uint8Array {
  if (!isWide(bytes)) return bytes;
  return new TextEncoder().encode(new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes));
}
