/** Scripts and build descriptions: what a shell, a build tool or a packager runs. It counts them; it runs none. */
import type { Material } from '../../core/material.ts';
import type { CommentFamily } from '../../scan/lex.ts';
import { familyOf, knownBy } from './languages.ts';

export interface Script {
  readonly language: string;
  readonly family: CommentFamily;
  readonly bytes: Uint8Array;
}

const script: Material<Script> = {
  name: 'script',
  nature: 'source',
  recognise: ({ path, head }) => knownBy(path, head)?.by,
  parse: (bytes, { path, head }) => {
    const known = knownBy(path, head);
    if (known === undefined) return { unreadable: 'neither its name nor its first line tells what runs it' };
    return { language: known.language, family: familyOf(known.language), bytes };
  },
};

export default script;
